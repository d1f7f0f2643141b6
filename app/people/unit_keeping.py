"""Keeping the list of units: new ones, changed ones, and those that another one takes over."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from app import journal
from app.access import Viewer
from app.database import Statement, after_commit, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import refuse_stale
from app.people.kinds import UnitKind
from app.people.policy import why_not_keep_people, why_not_replace
from app.people.units import directory, forget
from app.text import clean_line, sort_key

ADD = Statement(
    "INSERT INTO unit (code, name, short_name, kind, parent, valid_from, abbreviation, place, address,"
    " phone, email, head_name, head_title, sort_key)"
    " VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})"
    " ON CONFLICT (code) DO NOTHING RETURNING id"
)
REPLACE = Statement(
    "UPDATE unit SET successor = {}, valid_until = {} WHERE id = {} AND successor IS NULL RETURNING code"
)
CHANGE = Statement(
    "UPDATE unit SET name = {}, short_name = {}, kind = {}, parent = {}, valid_from = {}, valid_until = {},"
    " abbreviation = {}, place = {}, address = {}, phone = {}, email = {}, head_name = {}, head_title = {},"
    " sort_key = {} WHERE id = {} RETURNING id"
)


@dataclass(frozen=True)
class UnitValues:
    """All that may change about a unit; its code stays, because lists and links know the unit by it."""

    name: str
    kind: UnitKind
    valid_from: date
    short_name: str = ""
    parent_id: int | None = None
    valid_until: date | None = None  # the last day
    abbreviation: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    head_name: str = ""
    head_title: str = ""


@atomic
async def change_unit(unit_id: int, values: UnitValues, *, by: Viewer, at: datetime, version: str = "") -> None:
    """Raises NotFound, Invalid when the unit would stand above itself or end before it begins, or Conflict when
    somebody else changed it since `version`."""
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    forget()  # another process may have moved the unit that is to stand above this one
    units = await directory()
    before = units.get(unit_id)
    if before is None or (values.parent_id is not None and units.get(values.parent_id) is None):
        raise NotFound(_("There is no such unit."))
    if values.parent_id is not None and unit_id in {values.parent_id, *units.above(values.parent_id)}:
        cycle = _("This unit would stand above itself.")
        raise Invalid(cycle, {"parent": cycle})
    if values.valid_until and values.valid_until < values.valid_from:
        order = _("The last day comes before the first.")
        raise Invalid(order, {"valid_until": order})
    shown = values.short_name or values.name[:100]
    await CHANGE.one(
        values.name, shown, values.kind, values.parent_id, values.valid_from, values.valid_until,
        values.abbreviation or before.code, values.place, values.address, values.phone, values.email,
        values.head_name, values.head_title, sort_key(values.name), unit_id,
    )  # fmt: skip
    await refuse_stale("unit", unit_id, version)
    after_commit(forget)
    after = asdict(values) | {"short_name": shown, "abbreviation": values.abbreviation or before.code}
    changed = {key: value for key, value in after.items() if value != getattr(before, key)}
    if changed:
        await journal.record(
            "unit.changed",
            by=by,
            at=at,
            about=("unit", unit_id),
            unit_id=unit_id,
            before={key: getattr(before, key) for key in changed},
            after=changed,
        )


@atomic
async def create_unit(
    code: str,
    name: str,
    kind: UnitKind,
    *,
    by: Viewer,
    at: datetime,
    valid_from: date,
    short_name: str = "",
    parent_id: int | None = None,
    abbreviation: str = "",
    place: str = "",
    address: str = "",
    phone: str = "",
    email: str = "",
    head_name: str = "",
    head_title: str = "",
) -> int:
    """A unit with a code of its own; returns its id. `abbreviation` stands in symbols of documents."""
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    name = clean_line(name)
    added = await ADD.one(
        *(
            clean_line(code),
            name,
            clean_line(short_name) or name,
            kind,
            parent_id,
            valid_from,
        ),
        *(
            abbreviation or clean_line(code),
            place,
            address,
            phone,
            email,
            head_name,
            head_title,
            sort_key(name),
        ),
    )
    if added is None:
        taken = _("There is already a unit with this code.")
        raise Invalid(taken, {"code": taken})
    after_commit(forget)
    await journal.record(
        "unit.created",
        by=by,
        at=at,
        about=("unit", added["id"]),
        unit_id=added["id"],
        after={"code": code, "name": name},
    )
    return int(added["id"])


@atomic
async def replace_unit(
    unit_id: int,
    successor_id: int,
    *,
    last_day: date,
    reason: str,
    by: Viewer,
    at: datetime,
) -> None:
    """After `last_day` the successor does the unit's work: its questions, promises and people follow.

    Raises Conflict when it has a successor already, Invalid when the successor does not exist on the day after.
    """
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    forget()  # another process may have given the successor one of its own
    units = await directory()
    unit, successor = units.get(unit_id), units.get(successor_id)
    if unit is None or successor is None:
        raise NotFound(_("There is no such unit."))
    problems = why_not_replace(unit, successor, units.comes_to(successor_id), last_day)
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    if not await REPLACE.one(successor_id, last_day, unit_id):
        raise Conflict(_("This unit already has a successor."))
    after_commit(forget)
    await journal.record(
        "unit.replaced",
        by=by,
        at=at,
        about=("unit", unit_id),
        unit_id=unit_id,
        after={"successor": successor_id, "last_day": last_day},
        reason=reason,
    )
