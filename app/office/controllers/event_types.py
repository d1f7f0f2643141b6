"""Types of forum: names, notice, results, times a year and the rule behind them."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.clocks import DayUnit
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.office.forms import TypeForm
from app.office.type_keeping import put_type, version_of_type
from app.web.overtaken import stands_now, ticked, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning.kinds import event_types
from events.planning.seeing import SEEN_BY_NAMES, SeenBy
from events.planning.types import EventType

HERE = "/office/event-types"
LABELS: dict[str, Sentence] = {
    "name": _("Vietnamese name"),
    "name_english": _("English name"),
    "notice": _("Notice before the session"),
    "notice_unit": _("Counted in"),
    "results_days": _("Results are published within (days)"),
    "times_a_year": _("Times a year, at least"),
    "basis": _("Rule behind the notice"),
    "basis_english": _("The rule in English"),
    "is_on": _("New forums may be of this type"),
    "seen_by": _("Who may know who asks"),
}
UNITS = ((DayUnit.WORKING.value, _("working days")), (DayUnit.CALENDAR.value, _("calendar days")))
SHOWN = {
    "notice_unit": lambda value: dict(UNITS)[value],
    "is_on": ticked,
    "seen_by": lambda value: SEEN_BY_NAMES[SeenBy(value)],
}


class EventTypeController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_types(self, request: AnyRequest) -> Response[Any]:
        return page(request, "office/event_types.html", types=(await event_types()).values())

    @get("/new")
    async def new(self, request: AnyRequest) -> Response[Any]:
        return await _type_page(
            request, None, {"is_on": "on", "notice_unit": DayUnit.WORKING.value, "seen_by": SeenBy.PUBLIC.value}
        )

    @post()
    async def create(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = TypeForm.read(await read_form(request))
        if form.values is None:
            return await _type_page(request, None, form.typed, form.problems, status=422)
        await put_type("", form.values, by=viewer, at=now())
        return see_other(request, HERE, said=_("Saved."))

    @get("/{code:str}")
    async def show(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        kind = await _known(code)
        return await _type_page(request, kind, _typed(kind))

    @post("/{code:str}")
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        kind = await _known(code)
        posted = await read_form(request)
        form = TypeForm.read(posted)
        problems: Mapping[str, Sentence | str] = form.problems
        if form.values is not None:
            try:
                await put_type(code, form.values, by=viewer, at=now(), version=version_in(posted))
            except Conflict as refusal:
                fresh, sentence = await _known(code), refusal.sentence
                return await _type_page(request, fresh, form.typed, refusal=sentence, status=409)
            except Invalid as refusal:
                problems = refusal.problems
        if problems:
            return await _type_page(request, kind, form.typed, problems, status=422)
        return see_other(request, HERE, said=_("Saved."))


async def _known(code: str) -> EventType:
    kind = (await event_types()).get(code)
    if kind is None:
        raise NotFound(_("There is no such type of forum."))
    return kind


async def _type_page(
    request: AnyRequest,
    kind: EventType | None,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "office/event_type.html",
        status=status,
        kind=kind,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed, _typed(kind), SHOWN) if refusal and kind else (),
        version=await version_for(request, await version_of_type(kind.code) if kind else "", refusal),
        labels=LABELS,
        units=UNITS,
        circles=[(circle.value, SEEN_BY_NAMES[circle]) for circle in SeenBy],
    )


def _typed(kind: EventType) -> dict[str, str]:
    with speaking("vi"):
        name, basis = str(kind.name), str(kind.notice_rule)
    with speaking("en"):
        name_english, basis_english = str(kind.name), str(kind.notice_rule)
    return {
        "name": name,
        "name_english": name_english if name_english != name else "",
        "notice": str(kind.notice),
        "notice_unit": (DayUnit.CALENDAR if kind.notice_in_calendar_days else DayUnit.WORKING).value,
        "results_days": str(kind.results_days),
        "times_a_year": str(kind.times_a_year or ""),
        "basis": basis,
        "basis_english": basis_english if basis_english != basis else "",
        "is_on": "on" if kind.is_on else "",
        "seen_by": kind.seen_by.value,
    }
