"""What waits for whom among the commitments: each group of My work is one condition, and has a list of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.officers import IN_OFFICE
from questions.commitments.seeing import seen_by
from questions.commitments.states import CommitmentState
from questions.conditions import EVERYTHING, Condition, any_of, one_of, same_unit
from questions.policy import AGENCY_ROLES
from questions.queries import as_officer

C = CommitmentState


@dataclass(frozen=True)
class CommitmentGroup:
    """`roles` are those for whom it waits; `waits` is what of all that one may see, given today and the last day of
    "due soon"."""

    key: str
    title: Sentence
    roles: tuple[Role, ...]
    waits: Callable[[Viewer, date, date], Condition]

    @property
    def path(self) -> str:
        return f"/desk/commitments?work={self.key}"

    def kept(self, viewer: Viewer, today: date, soon: date) -> Condition:
        """Which rows this person finds in it."""
        return self.waits(viewer, today, soon) & seen_by(viewer)


ORGANISER, OWNER = "commitment.organiser", "commitment.owner"
DATE_ASKED = Condition(
    "EXISTS (SELECT 1 FROM new_date WHERE new_date.commitment = commitment.id AND new_date.ruling = '')"
)
CHAIRED = (
    "EXISTS (SELECT 1 FROM officer WHERE officer.event = commitment.event"  # noqa: S608 - our words
    f" AND officer.role = 'chair' AND {IN_OFFICE})"
)


def _in(*states: C) -> Condition:
    return one_of("commitment.state", states)


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.values)


def _to_confirm(viewer: Viewer, _today: date, _soon: date) -> Condition:
    return _in(C.RECORDED) & one_of(OWNER, viewer.units(Role.APPROVER))


def _to_verify(viewer: Viewer, _today: date, _soon: date) -> Condition:
    """Those that one may verify: never one's own unit's, and the rest of what was kept in part not as oversight."""
    coordinated = coordinated_for_others(viewer)
    once = Condition("commitment.day_of_month IS NULL")
    claimed = _in(C.CLAIMED) & any_of(coordinated, _overseen(viewer))
    return _not(one_of(OWNER, viewer.units())) & any_of(claimed, _in(C.PARTIAL) & once & coordinated)


def coordinated_for_others(viewer: Viewer) -> Condition:
    """`policy.coordinates_for_others` as a filter, of promises that are not one's own unit's."""
    is_own = same_unit(viewer, OWNER, ORGANISER)
    leads = viewer.units(Role.APPROVER)
    above = one_of(OWNER, {child for child, parent in viewer.parents.items() if parent in leads})
    return any_of(
        _not(is_own) & one_of(ORGANISER, viewer.units(Role.COORDINATOR)),
        is_own & any_of(as_officer(viewer, "commitment.event", Role.CHAIR), above),
    )


def _overseen(viewer: Viewer) -> Condition:
    if viewer.oversees_all:
        return EVERYTHING
    units = (viewer.overseen or frozenset()) if viewer.has(Role.SUPERVISOR) else frozenset()
    return one_of(ORGANISER, units) | one_of(OWNER, units)


def _to_decide(viewer: Viewer, today: date, _soon: date) -> Condition:
    """`policy.chairs` as a filter, on what is contested and on new dates."""
    of_organiser = one_of(ORGANISER, viewer.units(Role.CHAIR, Role.COORDINATOR))
    without_chair = Condition(f"NOT {CHAIRED}", (today, today))
    decides = as_officer(viewer, "commitment.event", Role.CHAIR) | (of_organiser & without_chair)
    return any_of(_in(C.CONTESTED), _in(C.ACTIVE) & DATE_ASKED) & decides


def _to_keep(viewer: Viewer, _today: date, soon: date) -> Condition:
    return _in(C.ACTIVE) & one_of(OWNER, viewer.units(*AGENCY_ROLES)) & Condition("commitment.due_on <= {}", (soon,))


def _overdue(viewer: Viewer, today: date, _soon: date) -> Condition:
    follows = one_of(ORGANISER, viewer.units(Role.COORDINATOR)) & _not(one_of(OWNER, viewer.units(*AGENCY_ROLES)))
    return follows & _in(C.RECORDED, C.ACTIVE) & Condition("commitment.due_on < {}", (today,))


GROUPS = (
    CommitmentGroup("confirm", _("Commitments to confirm"), (Role.APPROVER,), _to_confirm),
    CommitmentGroup("decide", _("Commitments for the chair to decide"), (Role.CHAIR, Role.COORDINATOR), _to_decide),
    CommitmentGroup("keep", _("Commitments of your unit, due soon or overdue"), AGENCY_ROLES, _to_keep),
    CommitmentGroup(
        "verify",
        _("Commitments reported done, to be verified"),
        (Role.COORDINATOR, Role.SUPERVISOR, Role.CHAIR, Role.APPROVER),
        _to_verify,
    ),
    CommitmentGroup("overdue", _("Overdue commitments of your forums"), (Role.COORDINATOR,), _overdue),
)


def groups_of(viewer: Viewer) -> list[CommitmentGroup]:
    return [group for group in GROUPS if viewer.has_any(*group.roles)]


def group_named(key: str) -> CommitmentGroup | None:
    return next((group for group in GROUPS if group.key == key), None)
