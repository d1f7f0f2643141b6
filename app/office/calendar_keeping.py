"""Declaring days off and worked, and changing day counts. Running deadlines follow the days, not the counts."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.calendar.clocks import CLOCKS, Clock
from app.calendar.queries import load_clocks
from app.calendar.versions import add_version
from app.calendar.working_days import DayKind
from app.database import Statement, atomic
from app.errors import Conflict, NotFound
from app.formats import show_date
from app.i18n import DEFAULT_LANGUAGE, speaking
from app.i18n import Sentence as _
from app.journal.staleness import newest_named, refuse_other, refuse_stale_named, version_of_named
from app.office.policy import permit

DECLARED = Statement("SELECT id, kind, note, source FROM calendar_override WHERE day = {}")
DECLARE = Statement(
    "INSERT INTO calendar_override (day, kind, note, source) VALUES ({}, {}, {}, {}) ON CONFLICT (day) DO UPDATE"
    " SET kind = excluded.kind, note = excluded.note, source = excluded.source RETURNING id"
)
FORGET_DAY = Statement("DELETE FROM calendar_override WHERE day = {} RETURNING id, kind, note, source")
PUT_CLOCK = Statement(
    "INSERT INTO clock_override (clock, number, basis) VALUES ({}, {}, {}) ON CONFLICT (clock) DO UPDATE"
    " SET number = excluded.number, basis = excluded.basis RETURNING id"
)
FORGET_CLOCK = Statement("DELETE FROM clock_override WHERE clock = {} RETURNING id")
DECLARED_ACT = "calendar.declared"


@atomic
async def declare_day(
    day: date, kind: DayKind, note: str, source: str, *, by: Viewer, at: datetime, seen: Collection[str] = ()
) -> None:
    """Declare a day off or worked, whatever the shipped calendar says; `source` is the document that orders it.

    `seen` are the declarations that its writer has read (see `seen_of`). Raises Conflict for a day that has another
    one; whoever has read nothing, as a command, declares whatever stands there.
    """
    permit(by)
    before = await DECLARED.one(day)
    put = await DECLARE.one(day, kind, note, source)
    assert put is not None
    await _refuse_unread(day, seen)
    await journal.record(
        DECLARED_ACT,
        by=by,
        at=at,
        about=("calendar_day", put["id"]),
        before={key: before[key] for key in ("kind", "note", "source")} if before else None,
        after={"day": day, "kind": kind, "note": note, "source": source},
    )
    await add_version(_told(day, kind, note), at=at)


async def seen_of(*days: date) -> str:
    """What the forms of these days keep: the declaration that each of them has; never empty."""
    standing = [f"{day}:{declared['id']}" for day in days if (declared := await _standing(day))]
    return " ".join(["-", *standing])


async def _standing(day: date) -> dict[str, Any] | None:
    newest = await newest_named("calendar_day", "day", day)
    return newest if newest and newest["act"] == DECLARED_ACT else None


async def _refuse_unread(day: date, seen: Collection[str]) -> None:
    declared = await _standing(day) if seen else None
    if declared and f"{day}:{declared['id']}" not in seen:
        raise Conflict(
            _(
                "%(name)s has declared %(day)s already, so nothing was saved yet. What you wrote stands below: compare"
                " with the list, and save again if it is to count instead.",
                name=declared["person_name"],
                day=show_date(day),
            )
        )


def _told(day: date, kind: DayKind, note: str) -> str:
    """What changed, in the office's language: it stands in the journals of deadlines and in letters."""
    with speaking(DEFAULT_LANGUAGE):
        words = _("%(day)s is a day off") if kind is DayKind.OFF else _("%(day)s is worked")
        told = str(_(words.message, day=show_date(day)))
    return f"{told} ({note})" if note else told


@atomic
async def swap_days(
    off: date, worked: date, source: str, *, by: Viewer, at: datetime, seen: Collection[str] = ()
) -> None:
    """A working day exchanged for a day of rest: both are declared, or neither. `seen` as in `declare_day`."""
    permit(by)
    for day, kind, other in ((off, DayKind.OFF, worked), (worked, DayKind.WORK, off)):
        with speaking(DEFAULT_LANGUAGE):  # the note is data of the office
            note = str(_("exchanged with %(day)s", day=show_date(other)))
        put = await DECLARE.one(day, kind, note, source)
        assert put is not None
        await _refuse_unread(day, seen)
        after = {"day": day, "kind": kind, "note": note, "source": source}
        await journal.record(DECLARED_ACT, by=by, at=at, about=("calendar_day", put["id"]), after=after)
        await add_version(_told(day, kind, note), at=at)


@atomic
async def forget_day(day: date, *, by: Viewer, at: datetime, seen: str = "") -> None:
    """Let the shipped calendar speak again for this day.

    Raises NotFound, or Conflict when it was declared otherwise than what had the print `seen`.
    """
    permit(by)
    gone = await FORGET_DAY.one(day)
    if gone is None:
        raise NotFound(_("This day was not declared."))
    refuse_other(seen, gone["kind"], gone["note"], gone["source"], is_typed=False)
    before = {"day": day, "kind": gone["kind"], "note": gone["note"], "source": gone["source"]}
    await journal.record("calendar.forgotten", by=by, at=at, about=("calendar_day", gone["id"]), before=before)
    with speaking(DEFAULT_LANGUAGE):
        told = str(_("%(day)s is again what the shipped calendar says", day=show_date(day)))
    await add_version(told, at=at)


@atomic
async def set_clock(clock: Clock, number: int, basis: str, *, by: Viewer, at: datetime, version: str = "") -> None:
    """Another day count with the rule it rests on; dates that are set already keep theirs.

    Raises Conflict when somebody else changed it since `version`.
    """
    permit(by)
    before = (await load_clocks())[clock]
    put = await PUT_CLOCK.one(clock, number, basis)
    assert put is not None
    await refuse_stale_named("clock", "clock", clock.value, version=version)
    await journal.record(
        "clock.set",
        by=by,
        at=at,
        about=("clock", put["id"]),
        before={"clock": clock, "number": before.number},
        after={"clock": clock, "number": number, "basis": basis},
    )


async def version_of_clock(clock: Clock) -> str:
    """What the forms of a day count keep."""
    return await version_of_named("clock", "clock", clock.value)


@atomic
async def reset_clock(clock: Clock, *, by: Viewer, at: datetime, version: str = "") -> None:
    """Back to the count that ships; nothing happens when it is that already. Raises Conflict as `set_clock`."""
    permit(by)
    before = (await load_clocks())[clock]
    gone = await FORGET_CLOCK.one(clock)
    if gone:
        await refuse_stale_named("clock", "clock", clock.value, version=version, is_typed=False)
        await journal.record(
            "clock.reset",
            by=by,
            at=at,
            about=("clock", gone["id"]),
            before={"clock": clock, "number": before.number},
            after={"clock": clock, "number": CLOCKS[clock].number},
        )
