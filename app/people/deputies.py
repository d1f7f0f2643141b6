"""Standing in: a leader names who signs for them from a day to a day, and either ends it early."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app import formats, journal, post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.i18n import speaking
from app.people import queries
from app.people.deputy_policy import (
    AuthorityForm,
    DeputyFacts,
    deputy_problems,
    signer_title,
    why_not_end_deputy,
    why_not_name_deputy,
)
from app.people.letters import deputy_letter, deputy_named_letter
from app.people.rows import Member
from app.people.tables import Deputy
from app.people.units import directory
from app.text import clean_line

COLUMNS = (
    "SELECT deputy.id, deputy.principal AS principal_id, principal.name AS principal_name,"
    " principal.title AS principal_title, deputy.deputy AS deputy_id, stand_in.name AS deputy_name,"
    " stand_in.title AS deputy_title, deputy.unit AS unit_id, deputy.form, deputy.document, deputy.since,"
    " deputy.until FROM deputy JOIN person AS principal ON principal.id = deputy.principal"
    " JOIN person AS stand_in ON stand_in.id = deputy.deputy"
)
OPEN = " WHERE deputy.ended_at IS NULL AND deputy.until >= {}"
OF_PERSON = Statement(
    COLUMNS + OPEN + " AND (deputy.principal = {} OR deputy.deputy = {}) ORDER BY deputy.since LIMIT 100"
)
ALL_OPEN = Statement(COLUMNS + OPEN + " ORDER BY deputy.since, deputy.id LIMIT 500")
BY_ID = Statement(COLUMNS + OPEN + " AND deputy.id = {}")
OVERLAPPING = Statement(
    "SELECT id FROM deputy WHERE principal = {} AND unit = {} AND ended_at IS NULL"
    " AND since <= {} AND until >= {} LIMIT 1"
)
# Two who name at once wait here for one another.
LOCK = Statement("UPDATE person SET name = name WHERE id = {} RETURNING id")
ADD = Insert(Deputy, "principal", "deputy", "unit", "form", "document", "since", "until", "named_by", "created_at")
END = Statement("UPDATE deputy SET ended_at = {} WHERE id = {} AND ended_at IS NULL RETURNING id")
END_ALL = Statement(
    "UPDATE deputy SET ended_at = {} WHERE (principal = {} OR deputy = {}) AND ended_at IS NULL AND until >= {}"
    " RETURNING id"
)


@dataclass(frozen=True)
class DeputyRow:
    id: int
    principal_id: int
    principal_name: str
    principal_title: str
    deputy_id: int
    deputy_name: str
    deputy_title: str
    unit_id: int
    form: AuthorityForm
    document: str
    since: date
    until: date  # the last day

    def is_in_force(self, day: date) -> bool:
        return self.since <= day <= self.until

    @property
    def title(self) -> str:
        """What stands above the deputy's name."""
        return signer_title(self.form, self.principal_title, self.deputy_title)


async def deputies_about(person_id: int, day: date) -> list[DeputyRow]:
    """Who stands in for this person, and for whom this person stands in, on that day or later."""
    return _rows(await OF_PERSON.all(day, person_id, person_id))


async def open_deputies(day: date) -> dict[int, list[DeputyRow]]:
    """The principal's id -> who stands in for them on that day or later."""
    found: dict[int, list[DeputyRow]] = {}
    for row in _rows(await ALL_OPEN.all(day)):
        found.setdefault(row.principal_id, []).append(row)
    return found


async def led_units(person_id: int) -> list[int]:
    """The units in which the person approves by a role of their own."""
    held = await queries.memberships(person_id)
    return [row.unit_id for row in held if row.until is None and row.role is Role.APPROVER]


async def candidates(unit_id: int, principal_id: int, day: date) -> list[Member]:
    """Who may stand in there: the people of the unit and of those under it."""
    units = await directory()
    found: dict[int, Member] = {}
    for one in (unit_id, *(unit.id for unit in units.below(unit_id))):
        for member in await queries.members(one, day=day):
            found.setdefault(member.id, member)
    found.pop(principal_id, None)
    return list(found.values())


async def title_to_sign(person_id: int, unit_id: int, day: date) -> str:
    """What stands above this person's name under an answer of the unit on that day."""
    same = (await directory()).same_as(unit_id)
    for row in await deputies_about(person_id, day):
        if row.deputy_id == person_id and row.unit_id in same and row.is_in_force(day):
            return row.title
    own = await queries.person(person_id)
    return own.title if own else ""


@atomic
async def name_deputy(
    principal_id: int,
    deputy_id: int,
    unit_id: int,
    form: AuthorityForm,
    *,
    since: date,
    until: date,
    document: str = "",
    by: Viewer,
    at: datetime,
) -> int:
    """Let `deputy_id` sign for the principal in the unit, both days included; returns its id.

    Raises NotAllowed, or Invalid with the problems beside their fields.
    """
    await LOCK.one(principal_id)
    leads = unit_id in await led_units(principal_id)
    refusal = why_not_name_deputy(by, principal_id, leads=leads)
    if refusal:
        raise NotAllowed(refusal)
    day, document = day_of(at), clean_line(document)[:200]
    there = {member.id: member for member in await candidates(unit_id, 0, day)}
    taken = await OVERLAPPING.one(principal_id, unit_id, until, since)
    problems = deputy_problems(
        DeputyFacts(
            principal_id, deputy_id, form, document, since, until, leads, deputy_id in there, taken is not None
        ),
        day,
    )
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    added = await ADD(principal_id, deputy_id, unit_id, form, document, since, until, by.person_id, at)
    await _tell(there[deputy_id], principal_id, unit_id, since, until, by, at)
    await journal.record(
        "deputy.named",
        by=by,
        at=at,
        about=("person", principal_id),
        unit_id=unit_id,
        after={"deputy": deputy_id, "form": form, "since": since, "until": until, "document": document},
    )
    return added


@atomic
async def end_deputy(row_id: int, *, by: Viewer, at: datetime) -> None:
    """End it at once, by either side or an administrator; raises NotFound, NotAllowed or Conflict."""
    found = _rows(await BY_ID.all(day_of(at), row_id))
    if not found:
        raise NotFound(_("Nobody stands in here any more."))
    row = found[0]
    refusal = why_not_end_deputy(by, row.principal_id, row.deputy_id)
    if refusal:
        raise NotAllowed(refusal)
    if not await END.one(at, row_id):
        raise Conflict(_("Nobody stands in here any more."))
    await _note_end(row, by, at)


async def end_where_gone(person_id: int, *, by: Viewer, at: datetime) -> None:
    """Inside the act that ends a role: who no longer works in a unit or under it stands in for nobody there."""
    units = await directory()
    works_in = {row.unit_id for row in await queries.memberships(person_id) if row.until is None}
    for row in await deputies_about(person_id, day_of(at)):
        near = (row.unit_id, *(unit.id for unit in units.below(row.unit_id)))
        is_gone = works_in.isdisjoint(same for unit_id in near for same in units.same_as(unit_id))
        if row.deputy_id == person_id and is_gone and await END.one(at, row.id):
            await _note_end(row, by, at)


async def end_all_of(person_id: int, at: datetime) -> int:
    """Inside the act by which a person leaves: nobody stands in for them, and they for nobody."""
    return len(await END_ALL.all(at, person_id, person_id, day_of(at)))


async def _note_end(row: DeputyRow, by: Viewer, at: datetime) -> None:
    await journal.record(
        "deputy.ended",
        by=by,
        at=at,
        about=("person", row.principal_id),
        unit_id=row.unit_id,
        before={"deputy": row.deputy_id, "form": row.form, "since": row.since, "until": row.until},
    )


async def _tell(
    deputy: Member, principal_id: int, unit_id: int, since: date, until: date, by: Viewer, at: datetime
) -> None:
    """A letter to the deputy, and one to the leader for whom somebody else has chosen."""
    principal, unit = await queries.person(principal_id), (await directory()).name(unit_id)
    with speaking(deputy.language):
        letter = deputy_letter(
            deputy.email,
            deputy.name,
            principal.name if principal else "",
            unit,
            formats.show_date(since),
            formats.show_date(until),
            deputy.language,
        )
    await post.queue(letter, about=("person", principal_id), at=at)
    if principal is None or by.person_id == principal_id:
        return
    with speaking(principal.language):
        days = formats.show_date(since), formats.show_date(until)
        told = deputy_named_letter(principal.email, principal.name, deputy.shown, unit, *days, principal.language)
    await post.queue(told, about=("person", principal_id), at=at)


def _rows(rows: Iterable[dict[str, object]]) -> list[DeputyRow]:
    return [DeputyRow(**{**row, "form": AuthorityForm(str(row["form"]))}) for row in rows]  # type: ignore[arg-type]
