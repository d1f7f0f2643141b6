"""What waits for whom: each group of My work is one condition, and its count links to the list of that condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.bases.outdated import UNREVIEWED
from questions.conditions import Condition, any_of, one_of, same_unit
from questions.policy import AGENCY_ROLES
from questions.queries import IS_OPEN, TWICE_DECLINED, as_officer, named_by_leader
from questions.reminding.waiting import WITHOUT_REACTION


@dataclass(frozen=True)
class Group:
    """`roles` are those for whom it waits; `kept` finds the rows, given the last day that counts as due soon."""

    key: str
    title: Sentence
    hint: Sentence
    roles: tuple[Role, ...]
    kept: Callable[[Viewer, date, date], Condition]


def groups_of(viewer: Viewer) -> list[Group]:
    """The groups for this person's roles, in the order of the work."""
    return [group for group in GROUPS if viewer.has_any(*group.roles)]


def group_named(key: str, viewer: Viewer) -> Group | None:
    return next((group for group in groups_of(viewer) if group.key == key), None)


ORGANISER, LEAD = "question.organiser", "question.lead_unit"
DECLINED = Condition(
    "EXISTS (SELECT 1 FROM assignment WHERE assignment.question = question.id AND assignment.state = 'declined')"
)
NOT_DECLINED = Condition(f"NOT {DECLINED.sql}")
RETURNED = (
    "EXISTS (SELECT 1 FROM answer_comment WHERE answer_comment.answer = answer.id"
    " AND answer_comment.kind IN ('returned', 'recalled') AND answer_comment.written_at >= answer.created_at)"
)
REOPEN_ASKED = Condition(
    "EXISTS (SELECT 1 FROM oversight_note WHERE oversight_note.question = question.id"
    " AND oversight_note.kind = 'request' AND oversight_note.reply = '')"
)
TO_CORRECT = Condition(
    "EXISTS (SELECT 1 FROM answer_correction WHERE answer_correction.question = question.id"
    " AND answer_correction.state = 'proposed')"
)
ERASURE_ASKED = Condition(
    "question.id IN (SELECT asker_request.question FROM asker_request WHERE asker_request.ruling = '')"
)
NOT_DELIVERED = Condition("question.dispute_until IS NULL")
BEGINS_ANEW = Condition("question.reopened > 0 AND answer.body = ''")
NO_ANSWER = Condition("answer.id IS NULL")


def _in(state: str) -> Condition:
    return Condition("question.state = {}", (state,))


def _answer_in(state: str) -> Condition:
    return Condition("answer.state = {}", (state,))


def _own(viewer: Viewer, column: str, *roles: Role) -> Condition:
    return one_of(column, viewer.units(*roles))


def _to_approve(viewer: Viewer, today: date, _soon: date) -> Condition:
    """Drafts of one's unit, or of a unit under it, that one did not write; the only leader also sees an own one."""
    units = viewer.units(Role.APPROVER)
    under = {child for child, parent in viewer.parents.items() if parent in units}
    # Ids as JSON text: [4,12].
    ids = "',' || substr(CAST(answer.authors AS VARCHAR), 2)"
    wrote = Condition(f"{ids} LIKE {{}} OR {ids} LIKE {{}}", (f"%,{viewer.person_id},%", f"%,{viewer.person_id}]%"))
    is_alone = Condition(
        "(SELECT COUNT(DISTINCT membership.person) FROM membership WHERE membership.unit = answer.unit"
        " AND membership.role = 'approver' AND membership.until IS NULL) <= 1"
        # Who stands in for the leader today may approve what the leader wrote.
        " AND NOT EXISTS (SELECT 1 FROM deputy WHERE deputy.unit = answer.unit AND deputy.ended_at IS NULL"
        " AND deputy.since <= {} AND deputy.until >= {} AND deputy.deputy <> {})",
        (today, today, viewer.person_id or 0),
    )
    others = Condition(f"NOT ({wrote.sql})", wrote.values)
    of_unit = one_of("answer.unit", units | under) & (others | is_alone)
    by_link = Condition("CAST(answer.authors AS VARCHAR) = '[]'") & _own(viewer, ORGANISER, C)
    return _answer_in("agency_review") & (of_unit | by_link)


def _to_rule(viewer: Viewer, _today: date, _soon: date) -> Condition:
    return (_in("disputed") | REOPEN_ASKED) & _ruled_by(viewer)


def _ruled_by(viewer: Viewer) -> Condition:
    """`policy.rules_on` as a filter."""
    own = viewer.units()
    is_own_answer = same_unit(viewer, LEAD, ORGANISER)
    is_answer_of_other = Condition(f"NOT ({is_own_answer.sql})", is_own_answer.values)
    above = one_of(LEAD, {child for child, parent in viewer.parents.items() if viewer.has(L, parent)})
    chairs = as_officer(viewer, "question.event", Role.CHAIR)
    others = one_of(LEAD, own)
    return Condition(f"NOT ({others.sql})", others.values) & any_of(
        _own(viewer, ORGANISER, C) & is_answer_of_other,
        is_own_answer & any_of(chairs, above),
    )


def _to_decide(viewer: Viewer) -> Condition:
    """`clock_policy.may_give_time` as a filter."""
    return _own(viewer, ORGANISER, Role.COORDINATOR) | as_officer(viewer, "question.event", Role.CHAIR)


def _dates_to_decide(viewer: Viewer, _today: date, _soon: date) -> Condition:
    """More time, or a corrected day, that somebody else asked for."""
    asked = Condition(
        "question.id IN (SELECT clock_request.question FROM clock_request WHERE clock_request.state = 'asked'"
        " AND (clock_request.asked_by IS NULL OR clock_request.asked_by <> {}))",
        (viewer.person_id or 0,),
    )
    return _to_decide(viewer) & IS_OPEN & asked


# `apologies.reading.WAITING` as a filter; coordinators look after what did not leave in time.
OWES_APOLOGY = (
    "EXISTS (SELECT 1 FROM apology WHERE apology.question = question.id AND apology.sent_at IS NULL"
    " AND apology.missed_on >= question.due_on{})"
)


def _to_apologise(viewer: Viewer, today: date, _soon: date) -> Condition:
    awaited = Condition("question.state IN ('admitted', 'offered', 'in_progress')")
    waits = Condition(OWES_APOLOGY.replace("{}", ""))
    is_late = Condition(OWES_APOLOGY.replace("{}", " AND apology.send_by < {}"), (today,))
    without_unit = waits & Condition("question.lead_unit IS NULL")
    return awaited & any_of(_own(viewer, LEAD, L) & waits, _own(viewer, ORGANISER, C) & (without_unit | is_late))


def _due(viewer: Viewer, _today: date, soon: date) -> Condition:
    mine = any_of(_own(viewer, ORGANISER, Role.COORDINATOR), _own(viewer, LEAD, *AGENCY_ROLES))
    return IS_OPEN & mine & Condition("question.due_on <= {}", (soon,))


def _to_name(viewer: Viewer, _today: date, _soon: date) -> Condition:
    """`policy.names_unit` as a filter."""
    return any_of(as_officer(viewer, "question.event", Role.CHAIR) & TWICE_DECLINED, named_by_leader(viewer))


def _outdated(viewer: Viewer, today: date, _soon: date) -> Condition:
    return _own(viewer, LEAD, F, L) & Condition(UNREVIEWED, (today,))


C, F, D, L = Role.COORDINATOR, Role.FOCAL, Role.DRAFTER, Role.APPROVER
GROUPS: tuple[Group, ...] = (
    Group(
        "due", _("Due soon or overdue"), _("Nothing is due in the next days."), (C, *AGENCY_ROLES), _due,
    ),
    Group(
        "to_apologise", _("Letters of apology to send"), _("No letter of apology is owed."), (L, C), _to_apologise,
    ),
    Group(
        "to_approve", _("To approve"), _("No draft waits for your approval."), (L, C), _to_approve,
    ),
    Group(
        "to_rule", _("Disputes and requests of the oversight to decide"), _("Nobody disputes an answer."),
        (C, Role.CHAIR, L), _to_rule,
    ),
    Group(
        "to_name", _("Given back twice: decide who answers"), _("No question was given back twice."),
        (Role.CHAIR, L), _to_name,
    ),
    Group(
        "to_deliver", _("Answers that have not reached the asker"), _("Every answer was delivered."), (C, F),
        lambda viewer, _today, _soon: (
            any_of(_own(viewer, ORGANISER, C), _own(viewer, LEAD, F)) & _in("answered") & NOT_DELIVERED
        ),
    ),
    Group(
        "answer_anew", _("To be answered anew"), _("Nothing is to be answered anew."), (F, D),
        lambda viewer, _today, _soon: (
            _own(viewer, LEAD, F, D) & _in("in_progress") & _answer_in("drafting") & BEGINS_ANEW
        ),
    ),
    Group(
        "dates", _("Due dates to decide on"), _("Nobody asks for another date."), (C, Role.CHAIR), _dates_to_decide,
    ),
    Group(
        "to_correct", _("Corrections to approve"), _("No correction waits for your approval."), (L,),
        lambda viewer, _today, _soon: _own(viewer, LEAD, L) & TO_CORRECT,
    ),
    Group(
        "to_clear", _("To clear"), _("No answer waits for clearance."), (Role.CLEARANCE,),
        lambda viewer, _today, _soon: (
            _own(viewer, ORGANISER, Role.CLEARANCE) & _in("in_progress") & _answer_in("clearance")
        ),
    ),
    Group(
        "outdated", _("Answers that cite a replaced document"), _("No answer cites a replaced document."), (F, L),
        _outdated,
    ),
    Group(
        "triage", _("New questions to look at"), _("No new question waits."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & _in("submitted"),
    ),
    Group(
        "appeals", _("Appeals to decide"), _("No appeal waits."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & _in("appealed"),
    ),
    Group(
        "own_data", _("Askers who want their data erased"), _("No asker wants data erased."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & ERASURE_ASKED,
    ),
    Group(
        "with_asker", _("Waiting for the asker"), _("No asker was asked for more."), (C, F),
        lambda viewer, _today, _soon: any_of(_own(viewer, ORGANISER, C), _own(viewer, LEAD, F)) & _in("needs_info"),
    ),
    Group(
        "given_back", _("Given back by an agency"), _("No agency gave a question back."), (C,),
        lambda viewer, _today, _soon: (
            _own(viewer, ORGANISER, C) & _in("admitted") & DECLINED & Condition(f"NOT ({TWICE_DECLINED.sql})")
        ),
    ),
    Group(
        "to_assign", _("To assign"), _("Every accepted question has an agency."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & _in("admitted") & NOT_DECLINED,
    ),
    Group(
        "to_publish", _("Approved answers to publish"), _("No approved answer waits."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & _in("in_progress") & _answer_in("approved"),
    ),
    Group(
        "scheduled", _("Scheduled for publication"), _("No answer is scheduled."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & _in("in_progress") & _answer_in("scheduled"),
    ),
    Group(
        "without_reaction", _("Sent, and the agency does not react"), _("No agency leaves a question lying."), (C,),
        lambda viewer, _today, _soon: _own(viewer, ORGANISER, C) & WITHOUT_REACTION,
    ),
    Group(
        "unaccepted", _("Not yet taken on by the agency"), _("Every agency has responded."), (C,),
        lambda viewer, _today, _soon: (
            _own(viewer, ORGANISER, C) & _in("offered") & Condition(f"NOT ({WITHOUT_REACTION.sql})")
        ),
    ),
    Group(
        "to_accept", _("Sent to your unit: take on or give back"), _("Nothing new was sent to your unit."), (F, L),
        lambda viewer, _today, _soon: _own(viewer, LEAD, F, L) & _in("offered"),
    ),
    Group(
        "returned", _("Returned with a comment"), _("No draft was returned."), (F, D),
        lambda viewer, _today, _soon: (
            _own(viewer, LEAD, F, D) & _in("in_progress") & _answer_in("drafting") & Condition(RETURNED)
        ),
    ),
    Group(
        "to_draft", _("Answers to write"), _("Every question has a draft."), (F, D),
        lambda viewer, _today, _soon: _own(viewer, LEAD, F, D) & _in("in_progress") & NO_ANSWER,
    ),
    Group(
        "drafting", _("Drafts in work"), _("No draft is in work."), (F, D),
        lambda viewer, _today, _soon: (
            _own(viewer, LEAD, F, D) & _in("in_progress") & _answer_in("drafting")
            & Condition(f"NOT {RETURNED} AND NOT ({BEGINS_ANEW.sql})")
        ),
    ),
    Group(
        "overdue", _("Overdue anywhere"), _("Nothing is overdue."), (Role.SUPERVISOR, Role.CHAIR),
        lambda _viewer, today, _soon: IS_OPEN & Condition("question.due_on < {}", (today,)),
    ),
)  # fmt: skip
