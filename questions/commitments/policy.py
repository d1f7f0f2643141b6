"""Who may do what with a commitment, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.access import Role, Viewer
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.officers import is_officer
from questions.commitments.states import (
    ACT_NAMES,
    COMMITMENT,
    STATE_NAMES,
    CommitmentAct,
    CommitmentState,
)
from questions.policy import AGENCY_ROLES


@dataclass(frozen=True)
class CommitmentFacts:
    id: int
    code: str
    state: CommitmentState
    organiser_id: int
    owner_id: int
    is_recurring: bool = False
    event_officers: frozenset[tuple[int, Role]] = field(default_factory=frozenset)
    question_id: int | None = None
    # How often it got a new date, and whether one is asked for now.
    moved: int = 0
    asks_date: bool = False
    # The last day on which its asker may object to the claim; None before a claim, and once the asker has.
    object_until: date | None = None
    # The print of owner and dates that were read before an act; "" where nothing was.
    seen: str = ""
    # The unit on whose officials the question that it came from reports.
    reported_unit_id: int | None = None


def may_see(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """Every promise may be read, but one that came of a report on officials: by those who work on it, or asked, alone.

    `seeing.seen_by` is the same rule as a filter.
    """
    if commitment.reported_unit_id is None or viewer.is_system:
        return True
    if commitment.reported_unit_id in viewer.units():
        return False
    return (
        not viewer.units().isdisjoint({commitment.organiser_id, commitment.owner_id})
        or viewer.oversees(commitment.organiser_id, commitment.owner_id)
        or is_officer(viewer, commitment.event_officers, Role.CHAIR, Role.SECRETARY)
        or asked_for_it(viewer, commitment)
    )


def leads_owner(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    return viewer.has(Role.APPROVER, commitment.owner_id)


def works_for_owner(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    return viewer.has_any(*AGENCY_ROLES, unit_id=commitment.owner_id)


def _judges(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """Coordinator or oversight, and never somebody of the unit that promised."""
    if viewer.is_system:
        return True
    if commitment.owner_id in viewer.units():
        return False
    return coordinates_for_others(viewer, commitment) or viewer.oversees(commitment.organiser_id, commitment.owner_id)


def coordinates(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    return viewer.is_system or viewer.has(Role.COORDINATOR, commitment.organiser_id)


def coordinates_for_others(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """A coordinator who is not of the unit that promised.

    Where the organising unit itself promised, all its coordinators are of that unit: then the chair of the forum, or
    a leader of the unit above. `waiting.coordinated_for_others` is the same rule as a filter.
    """
    if commitment.owner_id in viewer.units():
        return False
    if not viewer.is_same_unit(commitment.owner_id, commitment.organiser_id):
        return coordinates(viewer, commitment)
    above = viewer.parents.get(commitment.owner_id)
    return (
        viewer.is_system
        or is_officer(viewer, commitment.event_officers, Role.CHAIR)
        or (above is not None and viewer.has(Role.APPROVER, above))
    )


def chairs(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """The chair of its forum; where none is in office, who holds that role, or coordinates, in the organising unit."""
    if viewer.is_system:
        return True
    if any(role is Role.CHAIR for _person_id, role in commitment.event_officers):
        return is_officer(viewer, commitment.event_officers, Role.CHAIR)
    return viewer.has_any(Role.CHAIR, Role.COORDINATOR, unit_id=commitment.organiser_id)


def asked_for_it(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """The asker of the question that it came from, by the secret link."""
    return commitment.question_id is not None and viewer.asks == commitment.question_id


_CHAIR = _("Only the chair of the forum may decide this.")
_COORDINATOR = _("Only a coordinator of the organising unit may do this.")
_OTHER = _(
    "Only a coordinator who is not of the unit that made the promise may do this. Where the organising unit itself"
    " promised, the chair of the forum or a leader of the unit above."
)
_ASKER = _("Only the asker may do this, by the secret link.")
_LEADER = _("Only a leader of the unit that owns the commitment may do this.")
_JUDGE = _(
    "Only a coordinator or the oversight may verify, never the unit that made the promise. Where the organising unit"
    " itself promised, the chair of the forum or a leader of the unit above."
)

WHO: dict[CommitmentAct, tuple[Callable[[Viewer, CommitmentFacts], bool], Sentence]] = {
    # Silence confirms: after three working days the program itself does.
    CommitmentAct.CONFIRM: (
        lambda viewer, facts: viewer.is_system or leads_owner(viewer, facts),
        _LEADER,
    ),
    CommitmentAct.CLAIM: (leads_owner, _LEADER),
    CommitmentAct.VERIFY: (_judges, _JUDGE),
    CommitmentAct.VERIFY_PERIOD: (_judges, _JUDGE),
    CommitmentAct.SEND_BACK: (_judges, _JUDGE),
    CommitmentAct.VERIFY_PART: (_judges, _JUDGE),
    CommitmentAct.CONTEST: (leads_owner, _LEADER),
    CommitmentAct.UPHOLD: (chairs, _CHAIR),
    CommitmentAct.REWORD: (chairs, _CHAIR),
    CommitmentAct.CANCEL: (chairs, _CHAIR),
    CommitmentAct.RESUME: (coordinates_for_others, _OTHER),
    CommitmentAct.REOPEN: (coordinates_for_others, _OTHER),
    CommitmentAct.ASK_DATE: (leads_owner, _LEADER),
    CommitmentAct.GRANT_DATE: (chairs, _CHAIR),
    CommitmentAct.REFUSE_DATE: (chairs, _CHAIR),
    CommitmentAct.REASSIGN: (coordinates, _COORDINATOR),
    CommitmentAct.OBJECT: (asked_for_it, _ASKER),
}


def why_not(act: CommitmentAct, viewer: Viewer, commitment: CommitmentFacts) -> Sentence | None:
    """The reason why this person may not do this act now, or None when they may."""
    may, refusal = WHO[act]
    if not may(viewer, commitment):
        return refusal
    if COMMITMENT.target(commitment.state, act) is None:
        return _(
            "“%(act)s” is not possible: the commitment is “%(state)s”.",
            act=ACT_NAMES[act],
            state=STATE_NAMES[commitment.state],
        )
    if act in (CommitmentAct.VERIFY, CommitmentAct.VERIFY_PART) and commitment.is_recurring:
        return _("A recurring commitment is verified period by period.")
    if act is CommitmentAct.VERIFY_PERIOD and not commitment.is_recurring:
        return _("This commitment has no periods.")
    if act is CommitmentAct.VERIFY and commitment.state is CommitmentState.PARTIAL:
        return None if coordinates_for_others(viewer, commitment) else _OTHER
    if act is CommitmentAct.OBJECT and commitment.object_until is None:
        return _("Nothing was reported done that you could object to, or you have objected already.")
    return _why_not_date(act, commitment)


MOST_DATES = 2


def _why_not_date(act: CommitmentAct, commitment: CommitmentFacts) -> Sentence | None:
    if act is CommitmentAct.ASK_DATE:
        if commitment.is_recurring:
            return _("A recurring commitment has its date in every month.")
        if commitment.moved >= MOST_DATES:
            return _("The date was moved twice already.")
        if commitment.asks_date:
            return _("A new date was asked for already; the chair decides.")
    if act in (CommitmentAct.GRANT_DATE, CommitmentAct.REFUSE_DATE) and not commitment.asks_date:
        return _("No new date is asked for.")
    return None


def may_urge(viewer: Viewer, commitment: CommitmentFacts) -> bool:
    """The chair, a coordinator or the oversight."""
    is_chair = is_officer(viewer, commitment.event_officers, Role.CHAIR)
    return coordinates(viewer, commitment) or is_chair or viewer.oversees(commitment.organiser_id, commitment.owner_id)


def why_not_urge(viewer: Viewer, commitment: CommitmentFacts) -> Sentence | None:
    """Why this person may not urge the owner on."""
    if not may_urge(viewer, commitment):
        return _("Only the chair, a coordinator or the oversight may urge a unit on.")
    if commitment.state not in (CommitmentState.RECORDED, CommitmentState.ACTIVE, CommitmentState.PARTIAL):
        return _("The unit has nothing to do for this commitment now.")
    return None


def why_not_object(viewer: Viewer, commitment: CommitmentFacts, today: date) -> Sentence | None:
    """Why this person may not object to the claim today (a day in Vietnam)."""
    refusal = why_not(CommitmentAct.OBJECT, viewer, commitment)
    if refusal is None and commitment.object_until is not None and today > commitment.object_until:
        return _("The time to object ended on %(day)s.", day=show_date(commitment.object_until))
    return refusal


def allowed_acts(viewer: Viewer, commitment: CommitmentFacts) -> tuple[CommitmentAct, ...]:
    return tuple(act for act in COMMITMENT.events(commitment.state) if why_not(act, viewer, commitment) is None)


def why_not_report(viewer: Viewer, commitment: CommitmentFacts) -> Sentence | None:
    """Why this person may not write a note of progress."""
    if not works_for_owner(viewer, commitment):
        return _("Only the unit that owns the commitment may report progress.")
    if commitment.state is CommitmentState.FULFILLED:
        return _("This commitment was kept and verified already.")
    if commitment.state is CommitmentState.CANCELLED:
        return _("This commitment was cancelled.")
    return None
