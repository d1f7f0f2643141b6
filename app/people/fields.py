"""Fields of work (lĩnh vực) and the units behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import refuse_stale
from app.people.policy import why_not_keep_people
from app.people.tables import Field, FieldAgency
from app.people.units import directory
from app.text import search_text, slugify, sort_key

FIELDS = Statement("SELECT id, code, name FROM field ORDER BY sort_key, id")
AGENCIES = Statement("SELECT unit AS unit_id FROM field_agency WHERE field = {} ORDER BY id")
PAIRS = Statement("SELECT field AS field_id, unit AS unit_id FROM field_agency ORDER BY id")
RENAME = Statement("UPDATE field SET name = {}, sort_key = {} WHERE id = {} RETURNING id")
CLEAR = Statement("DELETE FROM field_agency WHERE field = {}")
ADD_FIELD = Insert(Field, "code", "name", "sort_key")
ADD_AGENCY = Insert(FieldAgency, "field", "unit")


@dataclass(frozen=True)
class FieldRow:
    id: int
    code: str
    name: str


async def fields() -> list[FieldRow]:
    """All fields in the order of their Vietnamese names."""
    return [FieldRow(**row) for row in await FIELDS.all()]


async def agencies_of(field_id: int) -> tuple[int, ...]:
    """The ids of the units behind a field today, the one most concerned first."""
    units = await directory()
    found = (units.resolve(row["unit_id"]) for row in await AGENCIES.all(field_id))
    return tuple(dict.fromkeys(found))


@atomic
async def create_field(code: str, name: str, unit_ids: Sequence[int]) -> int:
    """A field with the units behind it, the one most concerned first; returns its id."""
    field_id = await ADD_FIELD(code, name, sort_key(name))
    for unit_id in unit_ids:
        await ADD_AGENCY(field_id, unit_id)
    return int(field_id)


async def agencies_of_all() -> dict[int, tuple[int, ...]]:
    """The units behind every field today, by the field's id, the one most concerned first."""
    units, found = await directory(), dict[int, list[int]]()
    for row in await PAIRS.all():
        found.setdefault(row["field_id"], []).append(units.resolve(row["unit_id"]))
    return {field_id: tuple(dict.fromkeys(unit_ids)) for field_id, unit_ids in found.items()}


@atomic
async def add_field(name: str, unit_ids: Sequence[int], *, by: Viewer, at: datetime) -> int:
    """A new field of work; its code comes from its name. Raises Invalid when the name is taken."""
    known = await _permitted(name, by)
    codes, base = {field.code for field in known}, slugify(name)[:24] or "linh-vuc"
    code = next(code for n in range(1, 1000) if (code := base if n == 1 else f"{base}-{n}") not in codes)
    field_id = int(await ADD_FIELD(code, name, sort_key(name)))
    await ADD_AGENCY.many([(field_id, unit_id) for unit_id in unit_ids])
    after = {"name": name, "units": list(unit_ids)}
    await journal.record("field.created", by=by, at=at, about=("field", field_id), after=after)
    return field_id


@atomic
async def change_field(
    field_id: int, name: str, unit_ids: Sequence[int], *, by: Viewer, at: datetime, version: str = ""
) -> None:
    """Another name or other units behind a field; forums planned before keep the agencies they invited.

    Raises Conflict when somebody else changed it since `version`.
    """
    known = await _permitted(name, by, but=field_id)
    before = next((field for field in known if field.id == field_id), None)
    if before is None:
        raise NotFound(_("There is no such field."))
    units_before = await agencies_of(field_id)
    await RENAME.one(name, sort_key(name), field_id)
    await refuse_stale("field", field_id, version)
    await CLEAR.run(field_id)
    await ADD_AGENCY.many([(field_id, unit_id) for unit_id in unit_ids])
    await journal.record(
        "field.changed",
        by=by,
        at=at,
        about=("field", field_id),
        before={"name": before.name, "units": list(units_before)},
        after={"name": name, "units": list(unit_ids)},
    )


async def _permitted(name: str, by: Viewer, but: int = 0) -> list[FieldRow]:
    """Every field, when this person may keep them and the name is free."""
    if refusal := why_not_keep_people(by):
        raise NotAllowed(refusal)
    known = await fields()
    if any(search_text(field.name) == search_text(name) and field.id != but for field in known):
        taken = _("There is already a field of this name.")
        raise Invalid(taken, {"name": taken})
    return known
