"""The desk's list of questions, and one question whole."""

from dataclasses import replace
from datetime import date
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.deadlines import SOON
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.directory import Directory
from app.people.fields import fields
from app.people.units import directory
from app.text import clean_line
from app.web.pages import page
from app.web.posted import AnyRequest
from events.planning.policy import may_enter_room
from events.planning.queries import desk_events, event_facts
from questions.bulk.acts import offered_to
from questions.clocks.desks import DESK_NAMES, OF_ORGANISER, desk_now
from questions.conditions import Condition, all_of
from questions.controllers.desk_page import question_for, question_page
from questions.desk_search import holding
from questions.looks import due_chip, look_of
from questions.parts.policy import WRITTEN_IN
from questions.parts.waiting import late_units
from questions.queries import Filters, QuestionLine, matching
from questions.queue import Place, queue, span_of, states_of
from questions.reminding.waiting import offered_without_reaction
from questions.states import STATE_NAMES, QuestionState
from questions.waiting import Group, group_named

LATE_NAMES = {
    "open": _("Still open"),
    "overdue": _("Overdue"),
    "soon": _("Due soon"),
    "offer": _("Sent, without reaction"),
    "part": _("A unit's part is late"),
}
# What the walk along the index does not know by itself.
BESIDE_DATES = ("offer", "part")
STAFF = {"access": Access.STAFF}


class DeskController(Controller):
    path = "/desk/questions"
    opt = STAFF

    @get()
    async def index(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        today, calendar, units = day_of(now()), await load_calendar(), await directory()
        filters, group = read_filters(request, units), group_named(_asked(request, "work"), viewer)
        soon = calendar.add(today, SOON)
        asked = filters if filters.late in BESIDE_DATES else replace(filters, late="")
        narrowed = all_of(
            matching(asked, today=today, soon=soon),
            holding(viewer, filters.text),
            _kept(group, viewer, today, soon),
        )
        after, span = Place.read(_asked(request, "after")), span_of(filters, today, soon)
        found = await queue(viewer, narrowed, states=states_of(filters), span=span, after=after)
        with_units = [line.id for line in found.items if line.state in WRITTEN_IN]
        late_parts, silent = await late_units(with_units, today), await offered_without_reaction(with_units)
        events = await desk_events(viewer)
        forum = next((event for event in events if event.slug == filters.event), None)
        return page(
            request,
            "questions/desk/index.html",
            "questions/desk/_list.html",
            questions=found,
            after=after,
            rows=[
                (
                    line,
                    look_of(line.state, line.answer_state),
                    due_chip(line.state, line.due_on, today, calendar, paused_at=line.paused_at),
                    _holder(line, units),
                    late_parts.get(line.id, ()),
                    silent.get(line.id),
                )
                for line in found.items
            ],
            filters=filters,
            group=group,
            typed={name: _asked(request, name) for name in ("event", "state", "unit", "field", "late", "q")},
            events=[(event.slug, event.title) for event in events],
            forum=forum,
            bulk=offered_to(viewer),
            ticks_all=_asked(request, "ticked") == "all",
            may_enter_room=forum is not None and may_enter_room(viewer, await event_facts(forum.slug)),
            states=[(state.value, name) for state, name in STATE_NAMES.items()],
            units=[(unit.id, unit.short_name or unit.name) for unit in units.on(today)],
            fields=[(field.id, field.name) for field in await fields()],
            lates=list(LATE_NAMES.items()),
        )

    @get("/{code:str}")
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await question_page(request, viewer, await question_for(viewer, code))


def _holder(line: QuestionLine, units: Directory) -> tuple[str, Sentence | str]:
    """(the unit on whose desk it lies now, that desk): a late list names them, not only who leads the answer."""
    desk = desk_now(line.state, line.answer_state, is_paused=line.paused_at is not None)
    unit = line.lead_unit if desk not in OF_ORGANISER else units.short_name(line.organiser_id)
    return unit, DESK_NAMES.get(desk, "")


def read_filters(request: AnyRequest, units: Directory) -> Filters:
    """What the address asks for; anything unreadable narrows nothing."""
    state, late = _asked(request, "state"), _asked(request, "late")
    unit_id = _number(_asked(request, "unit"))
    return Filters(
        event=_asked(request, "event"),
        state=QuestionState(state) if state in set(QuestionState) else None,
        unit_id=unit_id,
        merged_ids=units.same_as(unit_id) if unit_id is not None else frozenset(),
        field_id=_number(_asked(request, "field")),
        late=late if late in LATE_NAMES else "",
        text=_asked(request, "q"),
    )


def _kept(group: Group | None, viewer: Viewer, today: date, soon: date) -> Condition:
    return group.kept(viewer, today, soon) if group else Condition("1 = 1")


def _asked(request: AnyRequest, name: str) -> str:
    return clean_line(request.query_params.get(name) or "")[:200]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
