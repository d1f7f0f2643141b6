"""Who is looking: roles, the access that a route declares, and the viewer that rules receive."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    COORDINATOR = "coordinator"
    CLERK = "clerk"
    SECRETARY = "secretary"
    CHAIR = "chair"
    FOCAL = "focal"
    DRAFTER = "drafter"
    APPROVER = "approver"
    CLEARANCE = "clearance"
    SUPERVISOR = "supervisor"


class Access(StrEnum):
    """Who may reach a route at all. Rows are then judged by the feature's policy."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    DESK = "desk"
    AGENCY = "agency"
    STAFF = "staff"
    ROOM = "room"
    OFFICE = "office"


ROLES: dict[Access, frozenset[Role]] = {
    Access.DESK: frozenset({Role.COORDINATOR, Role.CLERK}),
    Access.AGENCY: frozenset({Role.FOCAL, Role.DRAFTER, Role.APPROVER}),
    Access.ROOM: frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR}),
    Access.STAFF: frozenset(Role) - {Role.ADMIN},
    Access.OFFICE: frozenset({Role.ADMIN}),
    Access.SIGNED_IN: frozenset(Role),
}


@dataclass(frozen=True)
class Viewer:
    """A person as rules see them: who, and which roles in which units (ids).

    An anonymous visitor is `Viewer()`; the program itself, acting by the clock
    or from the command line, is `SYSTEM`.
    """

    person_id: int | None = None
    name: str = ""
    email: str = ""
    language: str = "vi"
    roles: frozenset[tuple[int, Role]] = frozenset()
    is_system: bool = False
    # A unit and the unit above it, for four eyes across levels: child id -> parent id.
    parents: dict[int, int] = field(default_factory=dict, hash=False, compare=False)
    # A unit that is gone and the one that does its work today: id -> id.
    successors: dict[int, int] = field(default_factory=dict, hash=False, compare=False)
    # The units (ids) that a supervisor watches: that of the role and all under it. None is every unit there is.
    overseen: frozenset[int] | None = field(default=frozenset(), hash=False)
    # The question (id) whose asker this is, for somebody who came by its secret link; nobody signs in as that.
    asks: int | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    def has(self, role: Role, unit_id: int | None = None) -> bool:
        """True when the person holds `role`, in `unit_id` where one is named."""
        return any(held == role and unit_id in (None, unit) for unit, held in self.roles)

    def has_any(self, *roles: Role, unit_id: int | None = None) -> bool:
        return any(self.has(role, unit_id) for role in roles)

    def units(self, *roles: Role) -> frozenset[int]:
        """The ids of units in which the person holds one of `roles` (any role when none is named)."""
        return frozenset(unit for unit, held in self.roles if not roles or held in roles)

    def is_same_unit(self, one: int | None, other: int | None) -> bool:
        """True when both are the same unit today, by their ids of whenever."""
        return one is not None and other is not None and self._today(one) == self._today(other)

    def _today(self, unit_id: int) -> int:
        return self.successors.get(unit_id, unit_id)

    def oversees(self, *unit_ids: int) -> bool:
        """True when the person watches over one of these units."""
        if not self.has(Role.SUPERVISOR):
            return False
        return self.overseen is None or not self.overseen.isdisjoint(unit_ids)

    @property
    def oversees_all(self) -> bool:
        return self.has(Role.SUPERVISOR) and self.overseen is None

    def may_reach(self, access: Access) -> bool:
        if access is Access.PUBLIC:
            return True
        return any(role in ROLES[access] for _unit, role in self.roles)


ANYONE = Viewer()
SYSTEM = Viewer(name="Đối thoại", is_system=True)
