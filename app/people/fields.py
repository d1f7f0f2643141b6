"""Fields of work (lĩnh vực) and the units behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.database import Insert, Statement, atomic
from app.people.tables import Field, FieldAgency
from app.people.units import directory
from app.text import sort_key

FIELDS = Statement("SELECT id, code, name FROM field ORDER BY sort_key, id")
AGENCIES = Statement("SELECT unit AS unit_id FROM field_agency WHERE field = {} ORDER BY id")
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
