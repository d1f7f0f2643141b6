"""Taking a list in: all of it or nothing, in one transaction."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app import journal
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Duplicate, Insert, Statement, after_commit, atomic
from app.errors import Conflict, Invalid
from app.i18n import DEFAULT_LANGUAGE
from app.i18n import Sentence as _
from app.office.lists.people_list import Account, NewPerson, read_people
from app.office.lists.rows import ReadRow
from app.office.lists.staging import PREVIEWED, TAKEN, Staged, accounts
from app.office.lists.unit_list import NewUnit, in_order, read_units
from app.office.policy import permit
from app.people.letters import invitation_letter
from app.people.policy import INVITATION_MOST
from app.people.tables import Invitation, Membership, Person, Unit
from app.people.tokens import new_token, token_hash
from app.people.units import directory, forget
from app.post import prepared
from app.post.bell import ring
from app.text import person_sort_key, sort_key

V = TypeVar("V")
# Letters queued between two looks at what else the server has to do.
SLICE = 25
TAKE = Statement("UPDATE office_list SET state = {}, added = {} WHERE id = {} AND state = {} RETURNING id")
ADD_UNIT = Insert(
    Unit, "code", "name", "short_name", "kind", "parent", "valid_from", "valid_until", "abbreviation", "place",
    "address", "phone", "email", "head_name", "head_title", "sort_key",
)  # fmt: skip
ADD_PERSON = Insert(Person, "email", "name", "title", "phone", "language", "is_active", "created_at", "sort_key")
ADD_ROLE = Insert(Membership, "person", "unit", "role", "since")
ADD_INVITATION = Insert(
    Invitation, "token_hash", "email", "name", "unit", "role", "invited_by", "created_at", "expires_at"
)


@dataclass(frozen=True)
class Taken:
    """How many units or people (or roles of people) were added, how many rows were known, how many were invited."""

    new: int
    known: int
    invited: int = 0


async def take_units(waiting: Staged, *, by: Viewer, at: datetime) -> Taken:
    """Make every unit of a list that does not exist yet. Raises Invalid when a row has a problem, Conflict when
    another one takes it in."""
    permit(by)
    try:
        return await _take_units(waiting, by=by, at=at)
    except Duplicate:
        raise _beaten() from None


async def take_people(waiting: Staged, *, invite: bool, by: Viewer, at: datetime) -> Taken:
    """Make every account and role of a list that does not exist yet; with `invite` those without a password get
    a letter with a link. Raises as `take_units`."""
    permit(by)
    try:
        return await _take_people(waiting, invite, by=by, at=at)
    except Duplicate:
        raise _beaten() from None


@atomic
async def _take_units(waiting: Staged, *, by: Viewer, at: datetime) -> Taken:
    forget()
    units = await directory()
    rows = _sound(await asyncio.to_thread(read_units, waiting.rows, units, day_of(at)))
    new = [row.value for row in rows if row.value and row.is_new]
    ids = {unit.code.casefold(): unit.id for unit in units.units}
    entries = []
    for level in in_order(new):
        added = await ADD_UNIT.many([_unit_values(unit, ids) for unit in level])
        ids |= {unit.code.casefold(): unit_id for unit, unit_id in zip(level, added, strict=True)}
        entries += [
            _entry("unit.created", by, at, ("unit", unit_id), unit_id, {"code": unit.code, "name": unit.name})
            for unit, unit_id in zip(level, added, strict=True)
        ]
    await journal.ADD.many(entries)
    after_commit(forget)
    return await _finish(waiting, Taken(len(new), len(rows) - len(new)), by=by, at=at)


@atomic
async def _take_people(waiting: Staged, invite: bool, *, by: Viewer, at: datetime) -> Taken:
    today, units = day_of(at), await directory()
    known = await accounts(today)
    rows = _sound(await asyncio.to_thread(read_people, waiting.rows, units, known, today))
    people = _together([row.value for row in rows if row.value])
    ids = {email: account.id for email, account in known.items()}
    new = [person for email, person in people.items() if email not in known]
    added = await ADD_PERSON.many([_person_values(person, at) for person in new])
    ids |= {person.email: person_id for person, person_id in zip(new, added, strict=True)}
    entries = [
        _entry("person.created", by, at, ("person", ids[person.email]), None,
               {"email": person.email, "name": person.name})
        for person in new
    ]  # fmt: skip
    roles = _new_roles([row.value for row in rows if row.value], known)
    await ADD_ROLE.many([(ids[email], unit_id, role.value, today) for email, unit_id, role in roles])
    entries += [
        _entry("person.role_granted", by, at, ("person", ids[email]), unit_id, {"role": role.value})
        for email, unit_id, role in roles
    ]
    waits = [p for p in people.values() if p.email not in known or not known[p.email].has_password]
    if invite:
        names = {unit.id: unit.name for unit in units.units}
        entries += await _invite(waits, names, by=by, at=at)
    await journal.ADD.many(entries)
    unknown = sum(row.is_new for row in rows)
    taken = Taken(unknown, len(rows) - unknown, len(waits) if invite else 0)
    return await _finish(waiting, taken, by=by, at=at)


async def _invite(
    people: Sequence[NewPerson], unit_names: Mapping[int, str], *, by: Viewer, at: datetime
) -> list[tuple[object, ...]]:
    """A link for each person, and its letter; the lines for the journal."""
    tokens = [new_token() for _person in people]
    added = await ADD_INVITATION.many(
        [
            (token_hash(token), p.email, p.name, p.unit_id, p.roles[0].value, by.person_id, at, at + INVITATION_MOST)
            for p, token in zip(people, tokens, strict=True)
        ]
    )
    entries = []
    for done, (person, token, invitation_id) in enumerate(zip(people, tokens, added, strict=True), 1):
        letter = invitation_letter(
            person.email,
            person.name,
            unit_names.get(person.unit_id, ""),
            person.roles[0],
            f"/invitations/{token}",
            DEFAULT_LANGUAGE,
        )
        add, values = prepared(letter, about=("invitation", invitation_id), at=at)
        await add.one(*values)
        about = {"email": person.email, "role": person.roles[0].value}
        entries.append(_entry("person.invited", by, at, ("invitation", invitation_id), person.unit_id, about))
        if done % SLICE == 0:
            await asyncio.sleep(0)
    after_commit(ring)
    return entries


async def _finish(waiting: Staged, taken: Taken, *, by: Viewer, at: datetime) -> Taken:
    if not await TAKE.one(TAKEN, taken.new, waiting.id, PREVIEWED):
        raise _beaten()
    await journal.record(
        "list.taken",
        by=by,
        at=at,
        about=("office_list", waiting.id),
        after={"kind": waiting.kind.value, "new": taken.new, "known": taken.known, "invited": taken.invited},
    )
    return taken


def _sound(rows: Sequence[ReadRow[V]]) -> Sequence[ReadRow[V]]:
    if any(row.problems for row in rows):
        raise Invalid(
            _("Some rows have problems, so nothing was taken. Please mend them in the list and send it again.")
        )
    return rows


def _together(rows: Sequence[NewPerson]) -> dict[str, NewPerson]:
    """One person for each address: the first row speaks."""
    people: dict[str, NewPerson] = {}
    for person in rows:
        people.setdefault(person.email, person)
    return people


def _new_roles(rows: Sequence[NewPerson], known: Mapping[str, Account]) -> list[tuple[str, int, Role]]:
    """(address, unit id, role), each once and in the order of the list, without those that are held."""
    wanted = dict.fromkeys((row.email, row.unit_id, role) for row in rows for role in row.roles)
    return [
        (email, unit_id, role)
        for email, unit_id, role in wanted
        if email not in known or (unit_id, role) not in known[email].held
    ]


def _unit_values(unit: NewUnit, ids: Mapping[str, int]) -> tuple[object, ...]:
    texts = unit.texts
    return (
        unit.code,
        unit.name,
        texts["short_name"] or unit.name[:100],
        unit.kind.value,
        ids[unit.parent] if unit.parent else None,
        unit.valid_from,
        unit.valid_until,
        texts["abbreviation"] or unit.code,
        *(texts[key] for key in ("place", "address", "phone", "email", "head_name", "head_title")),
        sort_key(unit.name),
    )


def _person_values(person: NewPerson, at: datetime) -> tuple[object, ...]:
    key = person_sort_key(person.name)
    return person.email, person.name, person.title, person.phone, DEFAULT_LANGUAGE, True, at, key


def _entry(
    act: str, by: Viewer, at: datetime, about: tuple[str, int], unit_id: int | None, after: Mapping[str, object]
) -> tuple[object, ...]:
    _add, values = journal.prepared(act, by=by, at=at, about=about, unit_id=unit_id, after=after)
    return values


def _beaten() -> Conflict:
    return Conflict(_("Somebody else is taking this list in, or has done so. Here is how it stands now."))
