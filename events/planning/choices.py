"""What a planner chooses from: series, their last editions, agencies behind fields, chairs, secretaries."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.access import Role
from app.database import Statement
from app.people.directory import Directory
from app.people.tables import FieldAgency
from app.people.units import directory
from events.planning.queries import event_view
from events.planning.rows import EventView, PersonChoice, ProposedAgency, SeriesRow
from events.planning.tables import Series

SERIES_BY_ID = Statement("SELECT id, slug, name, type, organiser AS organiser_id FROM series WHERE id = {}")
LAST_EDITION = Statement(
    "SELECT edition, slug FROM event WHERE series = {} AND edition IS NOT NULL ORDER BY edition DESC LIMIT 1"
)
PEOPLE = Statement(
    "SELECT DISTINCT person.id, person.name, person.title, person.sort_key FROM membership"
    " JOIN person ON person.id = membership.person WHERE membership.role = {} AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {}) AND person.is_active"
    " ORDER BY person.sort_key, person.id LIMIT 500"
)


async def series_of_unit(unit_id: int) -> list[SeriesRow]:
    """The series of a unit of today, its own and those of the units that were merged into it."""
    units = await directory()
    rows = (
        await Series.select(Series.id, Series.slug, Series.name, Series.type, Series.organiser.as_alias("organiser_id"))
        .where(Series.organiser.is_in(sorted(units.same_as(unit_id))))
        .order_by(Series.name, Series.id)
        .limit(200)
    )
    return [_series(row, units) for row in rows]


async def series_by_id(series_id: int) -> SeriesRow | None:
    row = await SERIES_BY_ID.one(series_id)
    return _series(row, await directory()) if row else None


def _series(row: dict[str, Any], units: Directory) -> SeriesRow:
    """With the unit that goes on with it today."""
    return SeriesRow(**row | {"organiser_id": units.resolve(row["organiser_id"])})


async def last_edition(series_id: int) -> int:
    """The number of the latest edition of a series; 0 before the first."""
    row = await LAST_EDITION.one(series_id)
    return int(row["edition"]) if row else 0


async def last_forum(series_id: int) -> EventView | None:
    """The latest edition itself, from which the next one is cloned."""
    row = await LAST_EDITION.one(series_id)
    return await event_view(row["slug"]) if row else None


async def agencies_for_fields(field_ids: Sequence[int]) -> list[ProposedAgency]:
    """The units of today that stand behind these fields, each with the names of its fields as the reason."""
    if not field_ids:
        return []
    rows = (
        await FieldAgency.select(FieldAgency.unit, FieldAgency.field.name.as_alias("field_name"))
        .where(FieldAgency.field.is_in(list(field_ids)))
        .order_by(FieldAgency.id)
    )
    units = await directory()
    reasons: dict[int, list[str]] = {}
    for row in rows:
        reasons.setdefault(units.resolve(row["unit"]), []).append(row["field_name"])
    return [
        ProposedAgency(unit_id, units.short_name(unit_id), units.name(unit_id), tuple(dict.fromkeys(names)))
        for unit_id, names in reasons.items()
    ]


async def people_who(role: Role, day: date) -> list[PersonChoice]:
    """The active people who hold a role in any unit on that day, in the order of their given names."""
    return [PersonChoice(row["id"], row["name"], row["title"]) for row in await PEOPLE.all(role, day, day)]
