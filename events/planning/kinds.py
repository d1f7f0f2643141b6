"""The types of forum of this office: as they ship, as it changed them, and its own."""

from typing import Any

from app.database import Statement
from app.i18n import Bilingual
from events.planning.seeing import SeenBy
from events.planning.types import EVENT_TYPES, EventType

TYPES = Statement(
    "SELECT code, name, name_english, notice, notice_in_calendar_days, results_days, basis, basis_english,"
    " times_a_year, is_on, seen_by FROM event_type ORDER BY id LIMIT 200"
)
ICON = "calendar-days"


async def event_types() -> dict[str, EventType]:
    """Every type by its code, also those that new forums may no longer be of."""
    return EVENT_TYPES | {row["code"]: _type(row) for row in await TYPES.all()}


async def seen_by_of(type_code: str) -> SeenBy:
    """The widest circle that may know who asks at forums of this type."""
    return (await event_types())[type_code].seen_by


async def offered_types(present: str = "") -> dict[str, EventType]:
    """The types that a forum may be given; `present` is what it is now."""
    return {code: kind for code, kind in (await event_types()).items() if kind.is_on or code == present}


def _type(row: dict[str, Any]) -> EventType:
    shipped = EVENT_TYPES.get(row["code"])
    return EventType(
        code=row["code"],
        name=Bilingual(row["name"], row["name_english"]),
        icon=shipped.icon if shipped else ICON,
        notice=row["notice"],
        notice_in_calendar_days=bool(row["notice_in_calendar_days"]),
        results_days=row["results_days"],
        notice_rule=Bilingual(row["basis"], row["basis_english"]),
        times_a_year=row["times_a_year"],
        is_on=bool(row["is_on"]),
        seen_by=SeenBy(row["seen_by"]),
    )
