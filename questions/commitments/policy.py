"""Who may do what with a commitment, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
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
    return viewer.has(Role.COORDINATOR, commitment.organiser_id) or viewer.oversees(
        commitment.organiser_id, commitment.owner_id
    )


_LEADER = _("Only a leader of the unit that owns the commitment may do this.")
_JUDGE = _("Only a coordinator or the oversight may verify, never the unit that made the promise.")

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
    if act is CommitmentAct.VERIFY and commitment.is_recurring:
        return _("A recurring commitment is verified period by period.")
    if act is CommitmentAct.VERIFY_PERIOD and not commitment.is_recurring:
        return _("This commitment has no periods.")
    return None


def allowed_acts(viewer: Viewer, commitment: CommitmentFacts) -> tuple[CommitmentAct, ...]:
    return tuple(act for act in COMMITMENT.events(commitment.state) if why_not(act, viewer, commitment) is None)


def why_not_report(viewer: Viewer, commitment: CommitmentFacts) -> Sentence | None:
    """Why this person may not write a note of progress."""
    if not works_for_owner(viewer, commitment):
        return _("Only the unit that owns the commitment may report progress.")
    if commitment.state is CommitmentState.FULFILLED:
        return _("This commitment was kept and verified already.")
    return None
