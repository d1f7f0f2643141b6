"""Days off and worked of a year, declared days, and the day counts with the rules they rest on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.clocks import CLOCKS, Clock, ClockRule
from app.calendar.queries import load_calendar, load_clocks, overrides
from app.calendar.vietnam import PUBLISHED_THROUGH
from app.calendar.working_days import DayKind, WorkingCalendar
from app.clock import day_of, now
from app.errors import Conflict, NotFound
from app.formats import show_date
from app.forms import read_day
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import print_of
from app.office.calendar_keeping import (
    declare_day,
    forget_day,
    reset_clock,
    seen_of,
    set_clock,
    swap_days,
    version_of_clock,
)
from app.office.forms import ClockForm, DayForm, SwapForm
from app.web.overtaken import stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest

HOLIDAYS, COUNTS = "/office/holidays", "/office/day-counts"
LABELS: dict[str, Sentence] = {
    "day": _("Day"),
    "kind": _("What it is"),
    "note": _("Name of the day"),
    "source": _("Document that orders it"),
    "off": _("Working day that becomes a day off"),
    "worked": _("Day of rest that is worked"),
    "swap_source": _("Document that orders it"),
    "number": _("Days"),
    "basis": _("Rule behind it"),
}
KINDS = ((DayKind.OFF.value, _("Day off")), (DayKind.WORK.value, _("Worked")))
YEARS = range(2020, 2041)


class HolidayController(Controller):
    path = HOLIDAYS
    opt = {"access": Access.OFFICE}

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        return await _holiday_page(request)

    @post()
    async def declare(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        posted = await read_form(request)
        form = DayForm.read(posted)
        if form.problems:
            return await _holiday_page(request, form.typed, form.problems, status=422)
        seen = version_in(posted).split()
        try:
            await declare_day(form.day, form.kind, form.note, form.source, by=viewer, at=now(), seen=seen)
        except Conflict as refusal:
            return await _overtaken(request, form.typed, refusal, form.day)
        return see_other(request, f"{HOLIDAYS}?year={form.day.year}", said=_("Saved. It counts from now on."))

    @post("/swap")
    async def swap(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        posted = await read_form(request)
        form = SwapForm.read(posted)
        if form.problems:
            return await _holiday_page(request, form.typed, form.problems, status=422)
        seen = version_in(posted).split()
        try:
            await swap_days(form.off, form.worked, form.source, by=viewer, at=now(), seen=seen)
        except Conflict as refusal:
            return await _overtaken(request, form.typed, refusal, form.off, form.worked)
        return see_other(request, f"{HOLIDAYS}?year={form.off.year}", said=_("Saved. It counts from now on."))

    @post("/{day:str}/forget")
    async def forget(self, request: AnyRequest, viewer: NamedDependency[Viewer], day: FromPath[str]) -> Response[Any]:
        which = read_day(day)
        if which is None:
            raise NotFound(_("This day was not declared."))
        try:
            await forget_day(which, by=viewer, at=now(), seen=version_in(await read_form(request)))
        except Conflict as refusal:
            return await _overtaken(request, {}, refusal, which)
        return see_other(request, f"{HOLIDAYS}?year={which.year}", said=_("The shipped calendar speaks for this day."))


class DayCountController(Controller):
    path = COUNTS
    opt = {"access": Access.OFFICE}

    @get()
    async def list_counts(self, request: AnyRequest) -> Response[Any]:
        return page(request, "office/day_counts.html", clocks=await load_clocks(), shipped=CLOCKS)

    @get("/{clock:str}")
    async def show(self, request: AnyRequest, clock: FromPath[str]) -> Response[Any]:
        which, rule = _clock(clock), (await load_clocks())[_clock(clock)]
        return await _clock_page(request, which, _typed(rule))

    @post("/{clock:str}")
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], clock: FromPath[str]) -> Response[Any]:
        which, posted = _clock(clock), await read_form(request)
        form = ClockForm.read(posted)
        if form.problems:
            return await _clock_page(request, which, form.typed, form.problems, status=422)
        try:
            await set_clock(which, form.number, form.basis, by=viewer, at=now(), version=version_in(posted))
        except Conflict as refusal:
            return await _clock_page(request, which, form.typed, refusal=refusal.sentence, status=409)
        return see_other(request, COUNTS, said=_("Saved. It counts from now on."))

    @post("/{clock:str}/revert")
    async def revert(self, request: AnyRequest, viewer: NamedDependency[Viewer], clock: FromPath[str]) -> Response[Any]:
        which, version = _clock(clock), version_in(await read_form(request))
        try:
            await reset_clock(which, by=viewer, at=now(), version=version)
        except Conflict as refusal:
            present = _typed((await load_clocks())[which])
            return await _clock_page(request, which, present, refusal=refusal.sentence, status=409)
        return see_other(request, COUNTS, said=_("The count of the program is used again."))


def _typed(rule: ClockRule) -> dict[str, str]:
    """A day count as its own form shows it."""
    return {"number": str(rule.number), "basis": str(rule.basis)}


def special_days(year: int, calendar: WorkingCalendar) -> list[tuple[date, bool, Sentence | None]]:
    """Days of a year that are not as their weekday: (day, whether it is worked, why)."""
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range(366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365))
    return [
        (day, calendar.is_working(day), calendar.reason(day))
        for day in days
        if calendar.is_working(day) != (day.weekday() < 5) or day in calendar.overrides
    ]


def _clock(text: str) -> Clock:
    if text not in set(Clock):
        raise NotFound(_("There is no such day count."))
    return Clock(text)


async def _overtaken(request: AnyRequest, typed: Mapping[str, str], refusal: Conflict, *days: date) -> Response[Any]:
    """409: these days as they stand now, and what was typed."""
    return await _holiday_page(request, typed, read=days, refusal=refusal.sentence, status=409)


async def _holiday_page(
    request: AnyRequest,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    read: tuple[date, ...] = (),
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    wanted = request.query_params.get("year", "") or (str(read[0].year) if read else "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in YEARS else day_of(now()).year
    calendar, declared = await load_calendar(), {override.day: override for override in await overrides()}
    return page(
        request,
        "office/holidays.html",
        status=status,
        year=year,
        years=YEARS,
        days=special_days(year, calendar),
        declared=declared,
        seen={day: print_of(one.kind.value, one.note, one.source) for day, one in declared.items()},
        working=calendar.count(date(year - 1, 12, 31), date(year, 12, 31)),
        is_expected=year > PUBLISHED_THROUGH,
        typed=typed or {},
        problems=problems or {},
        refusal=refusal,
        stands=[
            (show_date(day), f"{dict(KINDS)[declared[day].kind]}: {declared[day].note} ({declared[day].source})")
            for day in read
            if day in declared
        ],
        version=await version_for(request, await seen_of(*read), refusal),
        labels=LABELS,
        kinds=KINDS,
    )


async def _clock_page(
    request: AnyRequest,
    which: Clock,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    rule = (await load_clocks())[which]
    return page(
        request,
        "office/day_count.html",
        status=status,
        clock=which.value,
        rule=rule,
        shipped=CLOCKS[which],
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed, _typed(rule)) if refusal else (),
        version=await version_for(request, await version_of_clock(which), refusal),
        labels=LABELS,
    )
