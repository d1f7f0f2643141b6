"""The directory of units, read once and kept for a moment."""

import time

from app.clock import day_of, now
from app.database import Statement
from app.database.engines import current
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.directory import Directory, UnitRow
from app.people.kinds import UnitKind

UNITS = Statement(
    "SELECT id, code, name, short_name, kind, parent AS parent_id, successor AS successor_id, valid_from,"
    " valid_until, abbreviation, place, address, phone, email, head_name, head_title"
    " FROM unit ORDER BY sort_key, id"
)

# A unit changed by another process is seen this much later; its own process sees it at once (`forget`).
KEPT_SECONDS = 5.0


class _Kept:
    """The directory of one open database; another database, another directory."""

    directory: Directory | None = None
    engine: object = None
    until = 0.0


async def directory() -> Directory:
    """Every unit there is or was; a successor takes over on the day after the last day of the other."""
    engine, kept = current(), _Kept.directory
    if kept is None or _Kept.engine is not engine or time.monotonic() >= _Kept.until:
        rows = await UNITS.all()
        kept = Directory.of((UnitRow(**{**row, "kind": UnitKind(row["kind"])}) for row in rows), day_of(now()))
        _Kept.directory, _Kept.engine, _Kept.until = (
            kept,
            engine,
            time.monotonic() + KEPT_SECONDS,
        )
    return kept


def forget() -> None:
    """Read the units afresh the next time; run after every commit that changes one."""
    _Kept.directory = None


async def resolve(unit_id: int) -> int:
    """The unit that does this one's work today: its last successor, or itself."""
    return (await directory()).resolve(unit_id)


async def unit_asked_for(code: str) -> UnitRow | None:
    """The unit of today that an address names by its code; None for no code. Raises NotFound for an unknown one."""
    if not code:
        return None
    units = await directory()
    unit = units.by_code(code)
    if unit is None:
        raise NotFound(_("There is no such unit."))
    return units[units.resolve(unit.id)]
