"""Days off and worked of a year, declared days, and the day counts with the rules they rest on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.clocks import CLOCKS, Clock
from app.calendar.queries import load_calendar, load_clocks, overrides
from app.calendar.vietnam import PUBLISHED_THROUGH
from app.calendar.working_days import DayKind, WorkingCalendar
from app.clock import day_of, now
from app.errors import NotFound
from app.forms import read_day
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.office.calendar_keeping import declare_day, forget_day, reset_clock, set_clock, swap_days
from app.office.forms import ClockForm, DayForm, SwapForm
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
        form = DayForm.read(await read_form(request))
        if form.problems:
            return await _holiday_page(request, form.typed, form.problems, status=422)
        await declare_day(form.day, form.kind, form.note, form.source, by=viewer, at=now())
        return see_other(request, f"{HOLIDAYS}?year={form.day.year}", said=_("Saved. It counts from now on."))

    @post("/swap")
    async def swap(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = SwapForm.read(await read_form(request))
        if form.problems:
            return await _holiday_page(request, form.typed, form.problems, status=422)
        await swap_days(form.off, form.worked, form.source, by=viewer, at=now())
        return see_other(request, f"{HOLIDAYS}?year={form.off.year}", said=_("Saved. It counts from now on."))

    @post("/{day:str}/forget")
    async def forget(self, request: AnyRequest, viewer: NamedDependency[Viewer], day: FromPath[str]) -> Response[Any]:
        which = read_day(day)
        if which is None:
            raise NotFound(_("This day was not declared."))
        await forget_day(which, by=viewer, at=now())
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
        return await _clock_page(request, which, {"number": str(rule.number), "basis": str(rule.basis)})

    @post("/{clock:str}")
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], clock: FromPath[str]) -> Response[Any]:
        which, form = _clock(clock), ClockForm.read(await read_form(request))
        if form.problems:
            return await _clock_page(request, which, form.typed, form.problems, status=422)
        await set_clock(which, form.number, form.basis, by=viewer, at=now())
        return see_other(request, COUNTS, said=_("Saved. It counts from now on."))

    @post("/{clock:str}/revert")
    async def revert(self, request: AnyRequest, viewer: NamedDependency[Viewer], clock: FromPath[str]) -> Response[Any]:
        await reset_clock(_clock(clock), by=viewer, at=now())
        return see_other(request, COUNTS, said=_("The count of the program is used again."))


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


async def _holiday_page(
    request: AnyRequest,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    wanted = request.query_params.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in YEARS else day_of(now()).year
    calendar = await load_calendar()
    return page(
        request,
        "office/holidays.html",
        status=status,
        year=year,
        years=YEARS,
        days=special_days(year, calendar),
        declared={override.day: override for override in await overrides()},
        working=calendar.count(date(year - 1, 12, 31), date(year, 12, 31)),
        is_expected=year > PUBLISHED_THROUGH,
        typed=typed or {},
        problems=problems or {},
        labels=LABELS,
        kinds=KINDS,
    )


async def _clock_page(
    request: AnyRequest,
    which: Clock,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "office/day_count.html",
        status=status,
        clock=which.value,
        rule=(await load_clocks())[which],
        shipped=CLOCKS[which],
        typed=typed,
        problems=problems or {},
        labels=LABELS,
    )
