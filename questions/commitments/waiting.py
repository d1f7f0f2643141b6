"""What waits for whom among the commitments: groups of My work, each a list of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.policy import CommitmentFacts, allowed_acts, works_for_owner
from questions.commitments.queries import CommitmentLine
from questions.commitments.states import CommitmentAct, CommitmentState

A, C = CommitmentAct, CommitmentState


@dataclass(frozen=True)
class CommitmentGroup:
    """`waits` tells whether a commitment belongs here for this person, given today and the last day of "due soon"."""

    key: str
    title: Sentence
    waits: Callable[[Viewer, CommitmentLine, date, date], bool]

    @property
    def path(self) -> str:
        return f"/desk/commitments?work={self.key}"


def facts_of(line: CommitmentLine) -> CommitmentFacts:
    return CommitmentFacts(
        line.id,
        line.code,
        line.state,
        line.organiser_id,
        line.owner_id,
        line.is_recurring,
        event_officers=line.event_officers,
        asks_date=line.asks_date,
    )


def _to_confirm(viewer: Viewer, line: CommitmentLine, _today: date, _soon: date) -> bool:
    return A.CONFIRM in allowed_acts(viewer, facts_of(line))


def _to_verify(viewer: Viewer, line: CommitmentLine, _today: date, _soon: date) -> bool:
    return bool({A.VERIFY, A.VERIFY_PERIOD} & set(allowed_acts(viewer, facts_of(line))))


def _to_decide(viewer: Viewer, line: CommitmentLine, _today: date, _soon: date) -> bool:
    return bool({A.UPHOLD, A.GRANT_DATE} & set(allowed_acts(viewer, facts_of(line))))


def _to_keep(viewer: Viewer, line: CommitmentLine, _today: date, soon: date) -> bool:
    return line.state is C.ACTIVE and line.due_on <= soon and works_for_owner(viewer, facts_of(line))


def _overdue(viewer: Viewer, line: CommitmentLine, today: date, _soon: date) -> bool:
    follows = viewer.has(Role.COORDINATOR, line.organiser_id) and not works_for_owner(viewer, facts_of(line))
    return follows and line.state in (C.RECORDED, C.ACTIVE) and line.due_on < today


GROUPS = (
    CommitmentGroup("confirm", _("Commitments to confirm"), _to_confirm),
    CommitmentGroup("decide", _("Commitments for the chair to decide"), _to_decide),
    CommitmentGroup("keep", _("Commitments of your unit, due soon or overdue"), _to_keep),
    CommitmentGroup("verify", _("Commitments reported done, to be verified"), _to_verify),
    CommitmentGroup("overdue", _("Overdue commitments of your forums"), _overdue),
)


def group_named(key: str) -> CommitmentGroup | None:
    return next((group for group in GROUPS if group.key == key), None)
