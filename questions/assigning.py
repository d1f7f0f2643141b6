"""Sending a question to the unit that answers it, and that unit's yes or no."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app import post
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people.units import directory
from questions import agency_letters, seeing
from questions.clocks.choosing import TIMES, due_clock, internal_day
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.keeping import add_fact, clock_of, clock_with
from questions.clocks.requests import lapse_extension
from questions.clocks.rule import RunningClock
from questions.clocks.starting import Weight
from questions.moving import move_question
from questions.parts.asking import end_parts, open_parts, part_due
from questions.policy import DECLINES_MOST, QuestionFacts
from questions.staff_readers import colleague, speakers
from questions.states import QuestionAct
from questions.tables import Assignment, Question
from questions.transfers.telling import tell_namers
from questions.values import DECLINE_NAMES, Decline

ADD = Insert(Assignment, *("question", "unit", "is_lead", "state", "offered_by", "offered_at", "due_on", "note"),
             *("decline_reason", "decline_text"))  # fmt: skip
RESPOND = Statement(
    "UPDATE assignment SET state = {}, responded_by = {}, responded_at = {}, decline_reason = {}, decline_text = {},"
    " proposed_unit = {} WHERE question = {} AND is_lead AND state = 'offered' RETURNING id, offered_by"
)
WITHDRAW_HELPERS = Statement(
    "UPDATE assignment SET state = 'withdrawn' WHERE question = {} AND NOT is_lead AND state = 'offered' RETURNING id"
)


@atomic
async def assign(
    question: QuestionFacts,
    lead_unit_id: int,
    helper_ids: tuple[int, ...] = (),
    *,
    weight: Weight = Weight.PLAIN,
    note: str = "",
    by: Viewer,
    at: datetime,
) -> date:
    """Offer a question to a lead unit and to units that help; returns the day the answer is due.

    A merged unit is replaced by its successor. Raises Invalid for a unit that does not exist today.
    """
    given = await give(question, QuestionAct.OFFER, lead_unit_id, helper_ids, weight=weight, note=note, by=by, at=at)
    await _tell_unit(question, given.lead_unit_id, given.assignment_id, given.summary, given.due_on, at)
    return given.due_on


@dataclass(frozen=True)
class Given:
    """What a unit was given, for the letters about it."""

    lead_unit_id: int
    assignment_id: int
    summary: str
    due_on: date


async def give(
    question: QuestionFacts,
    act: QuestionAct,
    lead_unit_id: int,
    helper_ids: tuple[int, ...] = (),
    *,
    weight: Weight = Weight.PLAIN,
    note: str = "",
    reason: str = "",
    by: Viewer,
    at: datetime,
) -> Given:
    """Put a question with a lead unit and those who help it, by `act`, inside the caller's transaction."""
    lead, helpers = await standing_units(lead_unit_id, helper_ids, day_of(at))
    await not_to_reported(question, (lead, *helpers))
    clock = await due_clock(question.id, weight, lead, at=at)
    calendar = await load_calendar()
    row = await TIMES.one(question.id)
    assert row is not None
    started, standing = clock.started(), await clock_of(question.id)
    if standing is not None and standing.start.kind is ClockKind.CORRECTED:
        started = replace(started, kind=ClockKind.CORRECTED, on=standing.starts_on)
    if standing is not None and await _goes_on(question.id, standing, started, calendar):
        due_on = standing.due_on(calendar)
    else:
        moved = await add_fact(question.id, started, by=by, at=at)
        assert moved.due_on is not None
        due_on = moved.due_on
    await move_question(
        question,
        act,
        by=by,
        at=at,
        reason=reason,
        values={
            Question.lead_unit: lead,
            Question.internal_due_on: await internal_day(clock, row["starts_at"], row["event_state"]),
        },
        lead_unit=lead,
        helpers=list(helpers),
        due_on=due_on,
        clock=clock.clock.value,
        weight=weight.value,
    )
    state = "offered" if act is QuestionAct.OFFER else "accepted"
    assignment_id = await ADD(question.id, lead, True, state, by.person_id, at, due_on, note, "", "")
    part_on = await part_due(due_on, day_of(at)) if helpers else due_on
    for unit_id in helpers:
        await ADD(question.id, unit_id, False, "offered", by.person_id, at, part_on, note, "", "")
    await open_parts(question, helpers, note, part_on, row["summary"], by=by, at=at)
    return Given(lead, assignment_id, row["summary"], due_on)


async def not_to_reported(question: QuestionFacts, unit_ids: tuple[int, ...]) -> None:
    """Raises Invalid for the unit whose officials the question reports on."""
    units = await directory()
    for unit_id in unit_ids:
        refusal = seeing.why_not_with(question, units.same_as(unit_id))
        if refusal is not None:
            raise Invalid(refusal, {"lead_unit": refusal, "unit": refusal})


async def _goes_on(question_id: int, standing: RunningClock, started: ClockFact, calendar: WorkingCalendar) -> bool:
    """Whether the clock of the question stays as it is: the asker was promised a day, and no transfer makes it sooner.

    Its pauses and the time it was given stay with it in any case.
    """
    if standing.is_as(started) or standing.clock == Clock.ANSWER_ANEW:
        return True
    counted = await clock_with(question_id, started)
    return counted is not None and counted.due_on(calendar) < standing.due_on(calendar)


async def standing_units(lead_unit_id: int, helper_ids: tuple[int, ...], today: date) -> tuple[int, tuple[int, ...]]:
    units = await directory()
    chosen = []
    for unit_id in (lead_unit_id, *helper_ids):
        unit = units.get(units.resolve(unit_id))
        if unit is None or not unit.exists_on(today):
            name = units.name(unit_id)
            raise Invalid(
                _(
                    "The unit “%(unit)s” no longer exists. Please choose another.",
                    unit=name or unit_id,
                ),
                {"lead_unit": _("Please choose a unit that exists today.")},
            )
        chosen.append(unit.id)
    lead, *helpers = chosen
    return lead, tuple(dict.fromkeys(unit_id for unit_id in helpers if unit_id != lead))


async def _tell_unit(
    question: QuestionFacts,
    unit_id: int,
    assignment_id: int,
    summary: str,
    due_on: date,
    at: datetime,
) -> None:
    for reader in await speakers(unit_id, reported_unit_id=question.reported_unit_id, at=at):
        letter = agency_letters.offered(
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=summary,
            due_on=due_on,
            language=reader.language,
            key=f"offered {assignment_id} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def accept(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """The lead unit takes the question on."""
    await move_question(question, QuestionAct.ACCEPT, by=by, at=at, unit=question.lead_unit_id)
    await RESPOND.run("accepted", by.person_id, at, "", "", None, question.id)


@atomic
async def decline(
    question: QuestionFacts,
    reason: Decline,
    text: str,
    proposed_unit_id: int | None = None,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """The lead unit gives the question back, saying why and which unit is right. It returns to the desk."""
    unit_id = question.lead_unit_id
    await move_question(
        question,
        QuestionAct.DECLINE,
        by=by,
        at=at,
        values={Question.lead_unit: None, Question.internal_due_on: None},
        reason=text,
        unit=unit_id,
        decline=reason.value,
        proposed_unit=proposed_unit_id,
    )
    rows = await RESPOND.all("declined", by.person_id, at, reason.value, text, proposed_unit_id, question.id)
    await WITHDRAW_HELPERS.all(question.id)
    await lapse_extension(question.id, at)
    await end_parts(question.id, by=by, at=at)
    for row in rows:
        await _tell_coordinator(question, row, unit_id, reason, text, at)
    if question.declines + 1 >= DECLINES_MOST:
        await tell_namers(question, at)


async def _tell_coordinator(
    question: QuestionFacts,
    row: dict[str, Any],
    unit_id: int | None,
    reason: Decline,
    text: str,
    at: datetime,
) -> None:
    person = await colleague(row["offered_by"], reported_unit_id=question.reported_unit_id, at=at)
    if person is None:
        return
    letter = agency_letters.declined(
        to=person.email,
        name=person.name,
        code=question.code,
        unit=(await directory()).name(unit_id),
        reason=f"{DECLINE_NAMES[reason]}. {text}".strip(),
        language=person.language,
        key=f"declined {row['id']}",
    )
    await post.queue(letter, about=("question", question.id), at=at)
