"""Who may do what with a question and its answer, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.access import Role, Viewer
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.states import (
    ACT_NAMES,
    ANSWER,
    ANSWER_ACT_NAMES,
    ANSWER_STATE_NAMES,
    ANSWERED_STATES,
    ASSIGNED_STATES,
    QUESTION,
    STATE_NAMES,
    VISIBILITY,
    VISIBILITY_ACT_NAMES,
    VISIBILITY_NAMES,
    AnswerAct,
    AnswerState,
    QuestionAct,
    QuestionState,
    Visibility,
    VisibilityAct,
    is_taken_up,
)

ASKED_BACK_MOST = 1
AGENCY_ROLES = (Role.FOCAL, Role.DRAFTER, Role.APPROVER)


@dataclass(frozen=True)
class QuestionFacts:
    """What rules need to know of a question. Coordinating units help the lead unit."""

    id: int
    code: str
    state: QuestionState
    organiser_id: int
    event_id: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    lead_unit_id: int | None = None
    coordinating_unit_ids: frozenset[int] = frozenset()
    event_officers: frozenset[tuple[int, Role]] = frozenset()
    # The last day for rating and disputing the answer; None until it has reached the asker.
    dispute_until: date | None = None
    reopened: int = 0
    # The oversight asked to have it answered anew and has no reply yet.
    reopen_request_id: int | None = None
    # How often the asker was asked for more information.
    asked_back: int = 0
    # Who did not accept it (a person id), until when its asker may appeal, and how often that was done.
    rejected_by_id: int | None = None
    appeal_until: date | None = None
    appeals: int = 0
    # How many people may decide on an appeal.
    coordinators: int = 2

    @property
    def assigned_unit_ids(self) -> frozenset[int]:
        lead = frozenset() if self.lead_unit_id is None else frozenset({self.lead_unit_id})
        return lead | self.coordinating_unit_ids


@dataclass(frozen=True)
class AnswerFacts:
    """An answer in work. `author_ids` are all who wrote on it; `approvers` counts the unit's leaders."""

    id: int
    question: QuestionFacts
    unit_id: int
    state: AnswerState
    author_ids: frozenset[int]
    version: int = 1
    approvers: int = 2
    parent_unit_id: int | None = None


def coordinates(viewer: Viewer, question: QuestionFacts) -> bool:
    return viewer.is_system or viewer.has(Role.COORDINATOR, question.organiser_id)


def works_for_lead(viewer: Viewer, question: QuestionFacts) -> bool:
    return question.lead_unit_id is not None and viewer.has_any(*AGENCY_ROLES, unit_id=question.lead_unit_id)


def speaks_for_lead(viewer: Viewer, question: QuestionFacts) -> bool:
    """Focal point or leader of the lead unit: those who take a question on or give it back."""
    return question.lead_unit_id is not None and viewer.has_any(
        Role.FOCAL, Role.APPROVER, unit_id=question.lead_unit_id
    )


def is_of_answering_unit(viewer: Viewer, question: QuestionFacts) -> bool:
    return question.lead_unit_id is not None and question.lead_unit_id in viewer.units()


def rules_on(viewer: Viewer, question: QuestionFacts) -> bool:
    """Who decides a dispute: a coordinator, never a person of the unit that answered.

    Where the organising unit itself answered, all its coordinators are of that unit: then the chair of the
    forum decides, or a leader of the unit above.
    """
    if is_of_answering_unit(viewer, question):
        return False
    if question.lead_unit_id != question.organiser_id:
        return coordinates(viewer, question)
    is_chair = (viewer.person_id, Role.CHAIR) in question.event_officers
    return viewer.is_system or is_chair or leads_above(viewer, question)


def asks_back(viewer: Viewer, question: QuestionFacts) -> bool:
    """Who may ask the asker for more, and enter what came of it: the desk, and the unit that has the question."""
    return coordinates(viewer, question) or speaks_for_lead(viewer, question)


def may_inform(viewer: Viewer, question: QuestionFacts) -> bool:
    return is_asker(viewer, question) or asks_back(viewer, question)


def is_asker(viewer: Viewer, question: QuestionFacts) -> bool:
    """Came by the secret link of this very question."""
    return viewer.asks == question.id


_COORDINATOR = _("Only a coordinator of the organising unit may do this.")
_RULER = _(
    "Only a coordinator who is not of the unit that answered may decide this. Where the organising unit itself"
    " answered, the chair of the forum or a leader of the unit above decides."
)
_ASKER = _("Only the asker may do this, by the secret link.")
_ASKING_BACK = _("Only a coordinator, or the unit that has the question, may do this.")
_SPEAKER = _("Only the focal point or a leader of the assigned unit may do this.")

WHO: dict[QuestionAct, tuple[Callable[[Viewer, QuestionFacts], bool], Sentence]] = {
    QuestionAct.ADMIT: (coordinates, _COORDINATOR),
    QuestionAct.REJECT: (coordinates, _COORDINATOR),
    QuestionAct.OFFER: (coordinates, _COORDINATOR),
    QuestionAct.ACCEPT: (speaks_for_lead, _SPEAKER),
    QuestionAct.DECLINE: (speaks_for_lead, _SPEAKER),
    QuestionAct.ANSWER: (coordinates, _COORDINATOR),
    QuestionAct.DISPUTE: (is_asker, _ASKER),
    QuestionAct.CLOSE: (lambda viewer, question: viewer.is_system, _("A question closes by itself.")),
    QuestionAct.STAND_BY: (rules_on, _RULER),
    QuestionAct.REOPEN: (rules_on, _RULER),
    QuestionAct.UNASSIGN: (coordinates, _COORDINATOR),
    QuestionAct.RECONSIDER: (coordinates, _COORDINATOR),
    QuestionAct.ASK: (asks_back, _ASKING_BACK),
    QuestionAct.INFORM: (may_inform, _ASKING_BACK),
    QuestionAct.INFORM_UNIT: (may_inform, _ASKING_BACK),
    QuestionAct.LAPSE: (lambda viewer, question: viewer.is_system, _("A question lapses by itself.")),
    QuestionAct.WITHDRAW: (is_asker, _ASKER),
    QuestionAct.REFER: (coordinates, _COORDINATOR),
    QuestionAct.FORWARD: (coordinates, _COORDINATOR),
    QuestionAct.RECORD_REPLY: (coordinates, _COORDINATOR),
    QuestionAct.APPEAL: (is_asker, _ASKER),
    QuestionAct.UPHOLD: (coordinates, _COORDINATOR),
}


def why_not(act: QuestionAct, viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """The reason why this person may not do this act now, or None when they may."""
    may, refusal = WHO[act]
    if not may(viewer, question):
        return refusal
    if QUESTION.target(question.state, act) is None:
        return _(
            "“%(act)s” is not possible: the question is “%(state)s”.",
            act=ACT_NAMES[act],
            state=STATE_NAMES[question.state],
        )
    is_with_unit = question.lead_unit_id is not None
    if act in (QuestionAct.INFORM, QuestionAct.INFORM_UNIT) and is_with_unit is not (act is QuestionAct.INFORM_UNIT):
        return _("The question goes on where it was when more was asked.")
    if act is QuestionAct.APPEAL and question.appeals:
        return _("An appeal was decided already, and that is final.")
    decides = question.state is QuestionState.APPEALED and act in (QuestionAct.ADMIT, QuestionAct.UPHOLD)
    if decides and decides_on_own(viewer, question) and question.coordinators > 1:
        return _("Another coordinator than the one who did not accept it decides on the appeal.")  # four eyes
    if act is QuestionAct.ASK and question.asked_back >= ASKED_BACK_MOST:
        return _("The asker was asked for more information once already.")
    if act is QuestionAct.REOPEN and question.reopened:
        return _("This question was answered anew once already.")
    if act is QuestionAct.REOPEN and question.state is not QuestionState.DISPUTED and not question.reopen_request_id:
        return _("An answer is given anew after a dispute, or when the oversight asks for it.")
    return None


def decides_on_own(viewer: Viewer, question: QuestionFacts) -> bool:
    """An appeal against what one decided oneself: only where the unit has no other coordinator, and journaled."""
    return question.rejected_by_id is not None and question.rejected_by_id == viewer.person_id


def why_not_appeal(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not appeal today (a day in Vietnam) against the rejection."""
    refusal = why_not(QuestionAct.APPEAL, viewer, question)
    if refusal is None and (question.appeal_until is None or today > question.appeal_until):
        return _("The time to appeal is over.")
    return refusal


def allowed_acts(viewer: Viewer, question: QuestionFacts) -> tuple[QuestionAct, ...]:
    """The acts that this person may do now. An answer is published through the answer, not here."""
    return tuple(
        act
        for act in QUESTION.events(question.state)
        if act is not QuestionAct.ANSWER and why_not(act, viewer, question) is None
    )


def why_not_edit_public_text(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    if not coordinates(viewer, question):
        return _COORDINATOR
    if question.state is QuestionState.REJECTED:
        return _("A question that was not accepted has no public text.")
    if question.state in (QuestionState.WITHDRAWN, QuestionState.REFERRED):
        return _("A question that was withdrawn, or guided elsewhere, has no public text.")
    return None


def leads_above(viewer: Viewer, question: QuestionFacts) -> bool:
    """A leader of the unit above the lead unit, who approves what its only leader wrote."""
    parent = viewer.parents.get(question.lead_unit_id or 0)
    return parent is not None and viewer.has(Role.APPROVER, parent)


def may_see(viewer: Viewer, question: QuestionFacts) -> bool:
    """May open this question on a staff page. `queries.visible_to` is the same rule as a filter."""
    if viewer.is_system or viewer.oversees(question.organiser_id):
        return True
    if viewer.has_any(Role.COORDINATOR, Role.CLERK, Role.SECRETARY, unit_id=question.organiser_id):
        return True
    officers = ((viewer.person_id, role) for role in (Role.CHAIR, Role.SECRETARY) if viewer.has_any(role))
    if not question.event_officers.isdisjoint(officers):
        return True
    if question.state not in ASSIGNED_STATES:
        return False
    assigned = question.assigned_unit_ids
    return leads_above(viewer, question) or bool(assigned & viewer.units(*AGENCY_ROLES)) or viewer.oversees(*assigned)


def may_see_contact(viewer: Viewer, question: QuestionFacts) -> bool:
    """May read phone, address and e-mail of the asker: those who must reach them, nobody else."""
    return (
        viewer.is_system
        or viewer.has_any(Role.COORDINATOR, Role.CLERK, unit_id=question.organiser_id)
        or works_for_lead(viewer, question)
    )


def may_record_delivery(viewer: Viewer, question: QuestionFacts) -> bool:
    return coordinates(viewer, question) or works_for_lead(viewer, question)


def why_not_record_delivery(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not note now how the answer reached its asker."""
    if not may_record_delivery(viewer, question):
        return _("Only the organising unit or the unit that answered may record this.")
    if question.state not in ANSWERED_STATES:
        return _("There is no published answer to deliver yet.")
    return None


def why_not_judge(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not rate the answer, or change the rating, today (a day in Vietnam)."""
    if not is_asker(viewer, question):
        return _ASKER
    if question.state not in (QuestionState.ANSWERED, QuestionState.DISPUTED):
        return _("There is no answer now that could be rated.")
    return why_window_is_over(question, today)


def why_not_dispute(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not dispute the answer today (a day in Vietnam)."""
    return why_not(QuestionAct.DISPUTE, viewer, question) or why_window_is_over(question, today)


def why_window_is_over(question: QuestionFacts, today: date) -> Sentence | None:
    if question.dispute_until is not None and today > question.dispute_until:
        return _("The time to rate or dispute this answer ended on %(day)s.", day=show_date(question.dispute_until))
    return None


def oversees(viewer: Viewer, question: QuestionFacts) -> bool:
    """Watches over the organising unit, or over a unit that has the question."""
    assigned = question.assigned_unit_ids if question.state in ASSIGNED_STATES else frozenset()
    return viewer.oversees(question.organiser_id, *assigned)


def why_not_oversee(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    return None if oversees(viewer, question) else _("Only the oversight may do this.")


def why_not_ask_to_reopen(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not ask to have the question answered anew."""
    if not oversees(viewer, question):
        return _("Only the oversight may do this.")
    if question.state not in (QuestionState.ANSWERED, QuestionState.CLOSED):
        return _("Only a question whose answer stands undisputed may be answered anew on request.")
    if question.reopened:
        return _("This question was answered anew once already.")
    if question.reopen_request_id:
        return _("Somebody of the oversight asked for this already; a coordinator has to reply first.")
    return None


def why_not_reply(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not reply to the request of the oversight."""
    if not rules_on(viewer, question):
        return _RULER
    if not question.reopen_request_id:
        return _("No request of the oversight waits for a reply.")
    if question.state is QuestionState.DISPUTED:
        return _("The asker disputes the answer as well: please decide that first.")
    return None


def may_urge(viewer: Viewer, question: QuestionFacts) -> bool:
    """The chair, a coordinator or the oversight."""
    is_chair = (viewer.person_id, Role.CHAIR) in question.event_officers
    return coordinates(viewer, question) or is_chair or oversees(viewer, question)


def why_not_urge(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not urge the unit on."""
    if not may_urge(viewer, question):
        return _("Only the chair, a coordinator or the oversight may urge a unit on.")
    if question.state not in (QuestionState.OFFERED, QuestionState.IN_PROGRESS):
        return _("No unit has to answer this question now.")
    return None


def is_public(question: QuestionFacts) -> bool:
    return question.visibility is Visibility.PUBLIC and is_taken_up(question.state, question.lead_unit_id)


def why_not_choose(question: QuestionFacts, chosen: Visibility) -> Sentence | None:
    """Why a question cannot get this visibility by an edit: what everyone could read leaves by its own act."""
    if chosen is question.visibility:
        return None
    if question.visibility is Visibility.TAKEN_OFF:
        return _("It was taken off the public pages, and is put back there by its own act.")
    if is_public(question):
        return _("Everyone can read it already. Please take it off the public pages, with a reason.")
    return None


def why_not_show(act: VisibilityAct, viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not take a question off the public pages now, or put it back on them."""
    if not coordinates(viewer, question):
        return _COORDINATOR
    if not is_taken_up(question.state, question.lead_unit_id):
        return _("This question is not on the public pages.")
    if VISIBILITY.target(question.visibility, act) is None:
        return _(
            "“%(act)s” is not possible: the question is “%(state)s”.",
            act=VISIBILITY_ACT_NAMES[act],
            state=VISIBILITY_NAMES[question.visibility],
        )
    return None


def why_not_draft(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not write the answer of this question."""
    if not works_for_lead(viewer, question):
        return _("Only the unit that answers may write the answer.")
    if question.state is not QuestionState.IN_PROGRESS:
        return _("The answer can be written once the unit has taken the question on.")
    return None


def _approves_across(viewer: Viewer, answer: AnswerFacts) -> bool:
    """A leader of the unit, or of the unit above it."""
    return viewer.has(Role.APPROVER, answer.unit_id) or (
        answer.parent_unit_id is not None and viewer.has(Role.APPROVER, answer.parent_unit_id)
    )


def _is_lone_approver(viewer: Viewer, answer: AnswerFacts) -> bool:
    return answer.approvers <= 1 and viewer.has(Role.APPROVER, answer.unit_id)


def needs_reason_to_approve(viewer: Viewer, answer: AnswerFacts) -> bool:
    """The only approver of a unit may sign an own draft, with a written reason that stays in the journal."""
    return viewer.person_id in answer.author_ids and _is_lone_approver(viewer, answer)


def is_with_its_unit(answer: AnswerFacts) -> bool:
    """Whether the unit that wrote it still leads the question; a draft outlives an assignment taken back."""
    question = answer.question
    return question.state is QuestionState.IN_PROGRESS and question.lead_unit_id == answer.unit_id


def _why_not_judge(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    if not _approves_across(viewer, answer):
        return _("Only a leader of the answering unit or of the unit above it may do this.")
    return None


def _why_not_approve(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    refusal = _why_not_judge(viewer, answer)
    if refusal is None and viewer.person_id in answer.author_ids and not _is_lone_approver(viewer, answer):
        return _("The answer must be approved by someone other than its author.")  # four eyes
    return refusal


def _why_not_send(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    if not viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id):
        return _("Only the unit that answers may write the answer.")
    return None


def _why_not_publish(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    return None if coordinates(viewer, answer.question) else _COORDINATOR


def _why_not_recall(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """The unit takes back what it sent to its leaders; a leader or a coordinator what was approved."""
    if answer.state is AnswerState.AGENCY_REVIEW:
        may = viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id)
    else:
        may = _approves_across(viewer, answer) or coordinates(viewer, answer.question)
    return None if may else _("Only the unit that answers, or a coordinator once it is approved, may recall it.")


# An answer in work moves only while the question is still with the unit that wrote it.
IN_WORK = frozenset(AnswerAct) - {AnswerAct.TAKE_DOWN, AnswerAct.PUT_BACK}


ANSWER_WHO: dict[AnswerAct, Callable[[Viewer, AnswerFacts], Sentence | None]] = {
    AnswerAct.SUBMIT_FOR_REVIEW: _why_not_send,
    AnswerAct.RETURN: _why_not_judge,
    AnswerAct.APPROVE: _why_not_approve,
    AnswerAct.PUBLISH: _why_not_publish,
    AnswerAct.RECALL: _why_not_recall,
    AnswerAct.TAKE_DOWN: _why_not_publish,
    AnswerAct.PUT_BACK: _why_not_publish,
}


def why_not_answer(act: AnswerAct, viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """The reason why this person may not do this to the answer now, or None when they may."""
    refusal = ANSWER_WHO[act](viewer, answer)
    if refusal is not None:
        return refusal
    if ANSWER.target(answer.state, act) is None:
        return _(
            "“%(act)s” is not possible: the answer is “%(state)s”.",
            act=ANSWER_ACT_NAMES[act],
            state=ANSWER_STATE_NAMES[answer.state],
        )
    if act in IN_WORK and not is_with_its_unit(answer):
        return _("The question is no longer with the unit that wrote this answer.")
    return None


def allowed_answer_acts(viewer: Viewer, answer: AnswerFacts) -> tuple[AnswerAct, ...]:
    return tuple(act for act in ANSWER.events(answer.state) if why_not_answer(act, viewer, answer) is None)


def why_not_correct(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not write a correction of the published answer."""
    if not works_for_lead(viewer, question):
        return _("Only the unit that answered may correct its answer.")
    if question.state not in ANSWERED_STATES:
        return _("There is no published answer to correct.")
    return None


def why_not_rule_on_correction(viewer: Viewer, answer: AnswerFacts, writer_id: int) -> Sentence | None:
    """Why this person may not approve or return a correction that `writer_id` wrote; four eyes as for an answer."""
    return _why_not_approve(viewer, replace(answer, author_ids=frozenset({writer_id})))


def correction_needs_reason(viewer: Viewer, answer: AnswerFacts, writer_id: int) -> bool:
    return needs_reason_to_approve(viewer, replace(answer, author_ids=frozenset({writer_id})))


def may_see_draft(viewer: Viewer, answer: AnswerFacts) -> bool:
    """A draft is its unit's own; the coordinator and the oversight see it once it is approved."""
    if answer.state in (AnswerState.PUBLISHED, AnswerState.TAKEN_DOWN):
        return may_see(viewer, answer.question)
    if viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id) or _approves_across(viewer, answer):
        return True
    if why_not_draft(viewer, answer.question) is None:  # the unit that leads now writes on from it
        return True
    return answer.state is AnswerState.APPROVED and (
        coordinates(viewer, answer.question) or viewer.oversees(answer.question.organiser_id, answer.unit_id)
    )
