"""My work: what waits for this person, grouped by what must be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from app.access import Access, Role, Viewer
from app.calendar.deadlines import SOON
from app.calendar.queries import load_calendar
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of, now
from app.people.overseeing import seen_units
from app.people.units import directory
from app.web.pages import page, see_other
from app.web.paging import Total
from app.web.posted import AnyRequest
from events.planning.next_step import NextStep, next_step
from events.planning.queries import desk_events
from events.planning.rows import EventLine
from events.planning.states import TAKING_ENTRIES, EventState
from questions.commitments.looks import due_chip as promise_due
from questions.commitments.looks import look_of as promise_look
from questions.commitments.queries import CommitmentLine, commitments, tally
from questions.commitments.waiting import CommitmentGroup
from questions.commitments.waiting import groups_of as promise_groups
from questions.looks import DueChip, Look, due_chip, look_of
from questions.parts.looks import PART_LOOKS, part_due_chip
from questions.parts.waiting import PART_GROUPS, PartGroup, WaitingPart, waiting_parts
from questions.queries import QuestionLine, entered_by, first_of_each
from questions.waiting import Group, groups_of
from questions.workload import workload

MOST_SHOWN = 5
WAITING_FOR_ORGANISER = frozenset(
    {EventState.DRAFT, EventState.HELD, EventState.MINUTES_APPROVED, EventState.POSTPONED}
)

# Where the secretary writes and the chair looks over it.
RECORDED_FIRST = frozenset({EventState.IN_SESSION, EventState.HELD})


@dataclass(frozen=True)
class Waiting:
    """One group with its most urgent questions; `total` counts them all."""

    group: Group
    rows: list[tuple[QuestionLine, Look, DueChip | None]]
    total: Total

    @property
    def path(self) -> str:
        return f"/desk/questions?work={self.group.key}"


@get("/work", opt={"access": Access.SIGNED_IN})
async def my_work(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    if not viewer.may_reach(Access.STAFF):
        return see_other(request, "/office/people")
    at = now()
    today, calendar = day_of(at), await load_calendar()
    soon = calendar.add(today, SOON)
    groups, own = [], groups_of(viewer)
    first = await first_of_each(viewer, [group.kept(viewer, today, soon) for group in own], MOST_SHOWN)
    for group, (lines, total) in zip(own, first, strict=True):
        rows = [
            (
                line,
                look_of(line.state, line.answer_state),
                due_chip(line.state, line.due_on, today, calendar, paused_at=line.paused_at),
            )
            for line in lines
        ]
        groups.append(Waiting(group, rows, total))
    events = await desk_events(viewer)
    return page(
        request,
        "questions/desk/work.html",
        today=today,
        groups=[waiting for waiting in groups if waiting.total.count],
        parts=await _parts(viewer, today, calendar),
        promises=await _promises(viewer, today, soon, calendar),
        loads=await workload(viewer, today, soon),
        forums=_forums(viewer, events, today, calendar),
        idle=[waiting.group for waiting in groups if not waiting.total.count],
        intake=_taking(viewer, events),
        rooms=_rooms(viewer, events, today),
        entries=await entered_by(viewer) if viewer.has(Role.CLERK) else [],
        sees_figures=bool(seen_units(viewer, await directory())),
        is_clerk=viewer.has_any(Role.CLERK, Role.COORDINATOR),
    )


async def _parts(
    viewer: Viewer, today: date, calendar: WorkingCalendar
) -> list[tuple[PartGroup, list[tuple[WaitingPart, Look, DueChip | None]]]]:
    """The parts of coordinating units in groups, each with its rows."""
    waiting = await waiting_parts(viewer)
    return [
        (
            group,
            [(part, PART_LOOKS[part.state], part_due_chip(part.state, part.due_on, today, calendar)) for part in kept],
        )
        for group in PART_GROUPS
        if (kept := [part for part in waiting if group.waits(viewer, part, today)])
    ]


@dataclass(frozen=True)
class Promises:
    """One group of commitments; `rows` are its most urgent ones, `total` counts them all."""

    group: CommitmentGroup
    rows: list[tuple[CommitmentLine, Look, DueChip | None]]
    total: int


async def _promises(viewer: Viewer, today: date, soon: date, calendar: WorkingCalendar) -> list[Promises]:
    found = []
    for group in promise_groups(viewer):
        kept = group.kept(viewer, today, soon)
        most_urgent = await commitments(kept, size=MOST_SHOWN)
        rows = [
            (
                line,
                promise_look(line.state),
                promise_due(line.state, line.due_on, today, calendar),
            )
            for line in most_urgent.items
        ]
        if rows:
            total = (await tally(kept, today)).total if most_urgent.has_next else len(rows)
            found.append(Promises(group, rows, total))
    return found


@dataclass(frozen=True)
class ForumTask:
    """A forum that waits for its organisers; `path` is where the next step is done."""

    event: EventLine
    step: NextStep
    path: str


def _forums(viewer: Viewer, events: list[EventLine], today: date, calendar: WorkingCalendar) -> list[ForumTask]:
    """What the organisers must do next with their forums: whatever has no other date, and what falls due this week."""
    units, recorded = viewer.units(Role.COORDINATOR), viewer.units(Role.SECRETARY)
    tasks = []
    for event in events:
        is_mine = event.organiser.id in units
        if event.state in RECORDED_FIRST:
            is_mine = is_mine or event.organiser.id in recorded or viewer.has(Role.CHAIR)
        step = next_step(event, today, calendar) if is_mine else None
        waits = event.state in WAITING_FOR_ORGANISER or (step and step.by and step.by <= today + timedelta(days=7))
        if step and waits:
            page_of = {EventState.HELD: "/minutes", EventState.IN_SESSION: "/room"}.get(event.state, "")
            tasks.append(ForumTask(event, step, f"/desk/events/{event.slug}{page_of}"))
    return sorted(tasks, key=lambda task: task.step.by or date.max)


def _taking(viewer: Viewer, events: list[EventLine]) -> list[EventLine]:
    """The forums for which this person may enter questions now, the next one first."""
    units = viewer.units(Role.CLERK, Role.COORDINATOR)
    taking = [event for event in events if event.organiser.id in units and event.state in TAKING_ENTRIES]
    return sorted(taking, key=lambda event: event.starts_at)[:5]


def _rooms(viewer: Viewer, events: list[EventLine], today: Any) -> list[EventLine]:
    """The rooms that this person works in today, and those still in session."""
    if not viewer.may_reach(Access.ROOM):
        return []
    return [
        event
        for event in events
        if event.state is EventState.IN_SESSION or (event.day == today and event.state is EventState.PREPARING)
    ]
