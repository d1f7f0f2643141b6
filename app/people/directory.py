"""All units at once, as rules and pages ask for them: by day, by kind, up the tree, and on to successors.

A city has a hundred units or so and they change a few times in a year, so they are held whole.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.access import Role, Viewer
from app.i18n import Sentence as _
from app.people.kinds import UnitKind
from app.text import search_text


@dataclass(frozen=True)
class UnitRow:
    id: int
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent_id: int | None
    successor_id: int | None
    valid_from: date
    valid_until: date | None  # the last day
    abbreviation: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    head_name: str = ""
    head_title: str = ""

    def exists_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Directory:
    """Every unit there is or was, in the order of its Vietnamese name, as they follow one another on a day (`today`;
    None: whenever)."""

    units: tuple[UnitRow, ...] = ()
    _by_id: Mapping[int, UnitRow] = field(default_factory=dict)
    today: date | None = None

    @classmethod
    def of(cls, units: Iterable[UnitRow], today: date | None = None) -> "Directory":
        rows = tuple(units)
        return cls(rows, {unit.id: unit for unit in rows}, today)

    def get(self, unit_id: int) -> UnitRow | None:
        return self._by_id.get(unit_id)

    def __getitem__(self, unit_id: int) -> UnitRow:
        return self._by_id[unit_id]

    def name(self, unit_id: int | None) -> str:
        """The full name of the unit that does its work today, or "" for no unit or an unknown one."""
        unit = self._by_id.get(self.resolve(unit_id)) if unit_id else None
        return unit.name if unit else ""

    def short_name(self, unit_id: int | None) -> str:
        unit = self._by_id.get(self.resolve(unit_id)) if unit_id else None
        return (unit.short_name or unit.name) if unit else ""

    def as_of(self, day: date) -> "Directory":
        """The units as they followed one another on a day: what was done then bears the names of then."""
        over = bisect_left(self._last_days, day)
        if self.today is None or over == bisect_left(self._last_days, self.today):
            return self
        if over not in self._as_of:
            self._as_of[over] = Directory(self.units, self._by_id, day)
        return self._as_of[over]

    def name_then(self, unit_id: int | None, day: date) -> str:
        """Its name on a day, and beside it that of the unit which does its work today, where that is another one."""
        then, today = self.as_of(day).name(unit_id), self.name(unit_id)
        return then if then == today else str(_("%(unit)s (now %(successor)s)", unit=then, successor=today))

    def by_code(self, code: str) -> UnitRow | None:
        return self._by_code.get(code.casefold())

    def on(self, day: date, *kinds: UnitKind) -> tuple[UnitRow, ...]:
        """The units that exist on a day; of `kinds` only, where any are named."""
        return tuple(unit for unit in self.units if unit.exists_on(day) and (not kinds or unit.kind in kinds))

    def by_kind(self, day: date) -> dict[UnitKind, tuple[UnitRow, ...]]:
        """The units of a day in groups, for a list to choose from; empty groups are left out."""
        groups = {kind: self.on(day, kind) for kind in UnitKind}
        return {kind: units for kind, units in groups.items() if units}

    def resolve(self, unit_id: int) -> int:
        """The unit that does its work today: the end of the line of successors, or itself."""
        return self._resolved.get(unit_id, unit_id)

    def taken_over(self, unit_id: int) -> list[tuple[date, str, str]]:
        """How its work came to the unit of today: (last day, name of the old one, name of the new one), in order."""
        found = []
        while self.resolve(unit_id) != unit_id:
            old = self._by_id[unit_id]
            assert old.successor_id is not None
            unit_id = old.successor_id
            if old.valid_until is not None:
                found.append((old.valid_until, old.name, self._by_id[unit_id].name))
        return found

    def comes_to(self, unit_id: int) -> int:
        """The end of its line of successors, whenever they take over."""
        return Directory(self.units, self._by_id).resolve(unit_id)

    def named(self, words: Sequence[str], day: date | None = None) -> list[UnitRow]:
        """The units whose name or code holds all these folded words (each may be only begun), on a day or ever."""
        return [
            unit
            for unit in (self.units if day is None else self.on(day))
            if all(f" {word}" in self._folded[unit.id] for word in words)
        ]

    def same_as(self, unit_id: int) -> frozenset[int]:
        """The unit's successor at the end of the line and every unit merged into it (ids)."""
        return self._merged.get(self.resolve(unit_id), frozenset({unit_id}))

    def above(self, unit_id: int) -> tuple[int, ...]:
        """The units above it, nearest first (ids)."""
        found: list[int] = []
        parent = self.parents.get(unit_id)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return tuple(found)

    def below(self, unit_id: int) -> tuple[UnitRow, ...]:
        """The units directly under it."""
        return tuple(unit for unit in self.units if self.parents.get(unit.id) == unit_id)

    def under(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """These units, all that stand under them today, and all that were merged into any of these (ids)."""
        found: set[int] = set()
        waiting = {self.resolve(unit_id) for unit_id in unit_ids}
        while waiting:
            found |= waiting
            waiting = {child for unit_id in waiting for child in self._children.get(unit_id, ())} - found
        return frozenset(same for unit_id in found for same in self.same_as(unit_id))

    def watched(self, unit_ids: Iterable[int]) -> frozenset[int] | None:
        """What somebody in these units oversees: all under them; None, which is everything, from a unit at the top.

        The Front and the People's Council stand beside the committee that they watch, not above it. A commune is
        never at the top, also where nobody said yet what it belongs to.
        """
        today = {self.resolve(unit_id) for unit_id in unit_ids}
        tops = today - self.parents.keys()
        is_top = any(self._by_id[unit_id].kind is not UnitKind.COMMUNE for unit_id in tops)
        return None if is_top else self.under(today)

    def tree(self, day: date) -> list[tuple[int, UnitRow]]:
        """The units of a day, each below the one above it: (how deep it stands, the unit)."""
        today = {unit.id for unit in self.on(day)}
        children: dict[int | None, list[UnitRow]] = {}
        for unit in self.on(day):
            parent = self.parents.get(unit.id)
            children.setdefault(parent if parent in today else None, []).append(unit)
        found: list[tuple[int, UnitRow]] = []
        waiting = [(0, unit) for unit in reversed(children.get(None, []))]
        while waiting:
            depth, unit = waiting.pop()
            found.append((depth, unit))
            waiting += [(depth + 1, child) for child in reversed(children.pop(unit.id, []))]
        return found

    def roles(self, memberships: Iterable[tuple[int, Role]]) -> frozenset[tuple[int, Role]]:
        """What memberships amount to today: a role counts in the successor and in all merged into it."""
        return frozenset((unit_id, role) for held, role in memberships for unit_id in self.same_as(held))

    def viewer(
        self,
        person_id: int,
        name: str,
        email: str,
        language: str,
        memberships: Iterable[tuple[int, Role]],
    ) -> Viewer:
        """A person as rules see them."""
        roles = self.roles(memberships)
        return Viewer(
            person_id=person_id,
            name=name,
            email=email,
            language=language,
            roles=roles,
            parents=self.parents,
            successors=self.successors,
            overseen=self.watched(unit_id for unit_id, role in roles if role is Role.SUPERVISOR),
        )

    @cached_property
    def parents(self) -> dict[int, int]:
        """Unit id -> the id of the unit above it today."""
        return {unit.id: self.resolve(unit.parent_id) for unit in self.units if unit.parent_id is not None}

    @cached_property
    def successors(self) -> dict[int, int]:
        """Unit id -> the id of the unit that does its work today, for those that are gone."""
        return {unit_id: today for unit_id, today in self._resolved.items() if unit_id != today}

    @cached_property
    def _folded(self) -> dict[int, str]:
        return {unit.id: " " + search_text(unit.name, unit.short_name, unit.code) for unit in self.units}

    @cached_property
    def _children(self) -> dict[int, set[int]]:
        """Unit of today -> the units of today directly under it (ids)."""
        children: dict[int, set[int]] = {}
        for unit_id, parent_id in self.parents.items():
            if self.resolve(unit_id) == unit_id:
                children.setdefault(parent_id, set()).add(unit_id)
        return children

    @cached_property
    def _by_code(self) -> dict[str, UnitRow]:
        return {unit.code.casefold(): unit for unit in self.units}

    @cached_property
    def _resolved(self) -> dict[int, int]:
        return {unit.id: self._end_of_line(unit.id) for unit in self.units}

    @cached_property
    def _last_days(self) -> list[date]:
        """The last days of all units that have a successor, in order."""
        return sorted(unit.valid_until or date.min for unit in self.units if unit.successor_id is not None)

    @cached_property
    def _as_of(self) -> dict[int, "Directory"]:
        """How many units were over -> the directory of such a day."""
        return {}

    @cached_property
    def _merged(self) -> dict[int, frozenset[int]]:
        groups: dict[int, set[int]] = {}
        for unit_id, successor_id in self._resolved.items():
            groups.setdefault(successor_id, {successor_id}).add(unit_id)
        return {successor_id: frozenset(ids) for successor_id, ids in groups.items()}

    def _end_of_line(self, unit_id: int) -> int:
        seen = {unit_id}
        while True:
            unit = self._by_id.get(unit_id)
            if unit is None or unit.successor_id is None or unit.successor_id in seen:
                return unit_id
            if self.today is not None and unit.valid_until is not None and self.today <= unit.valid_until:
                return unit_id
            unit_id = unit.successor_id
            seen.add(unit_id)
