"""A unit that neither takes a question on nor gives it back is reminded, then its head; after that it is listed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app import post
from app.access import SYSTEM
from app.calendar.clocks import Clock, ClockRule
from app.calendar.queries import load_calendar, load_clocks, special_counts
from app.calendar.special import SpecialCount, clocks_with
from app.clock import day_of
from app.database import Statement, atomic
from app.people.directory import Directory
from app.people.units import directory
from app.post.hours import is_day
from questions import journal
from questions.askers.veiling import SAFE_SUMMARY
from questions.reminding import letters
from questions.reminding.offer_steps import TOLD, OfferStep, offer_step
from questions.reminding.who import told_of

AT_ONCE = 200
WAITS = "question.state = 'offered' AND question.paused_at IS NULL"
IS_OPEN = "assignment.is_lead = true AND assignment.state = 'offered'"
LEFT = (
    "EXISTS (SELECT 1 FROM offer_reminder WHERE offer_reminder.assignment = assignment.id"
    " AND offer_reminder.step = '{}')"
)
UNANSWERED = Statement(
    "SELECT assignment.id, assignment.question, assignment.unit, assignment.offered_at, question.field,"  # noqa: S608
    f" event.type AS event_type, {LEFT.format(OfferStep.UNIT)} AS is_reminded FROM assignment"
    " JOIN question ON question.id = assignment.question LEFT JOIN event ON event.id = question.event"
    f" WHERE {IS_OPEN} AND {WAITS} AND NOT {LEFT.format(OfferStep.HEAD)}"
    f" AND assignment.id > {{}} ORDER BY assignment.id LIMIT {AT_ONCE}",
    slow=True,
)
# Holds the question, so that nobody takes it on or gives it back between looking and writing.
HOLD = Statement(
    f"UPDATE question SET state = state WHERE id = {{}} AND {WAITS} RETURNING code, {SAFE_SUMMARY}, organiser,"  # noqa: S608
    " reported_unit, due_on"
)
OFFER = Statement(f"SELECT unit, offered_at FROM assignment WHERE id = {{}} AND {IS_OPEN}")  # noqa: S608 - our words
# The unique index lets one process of several write it down.
NOTE = Statement(
    "INSERT INTO offer_reminder (assignment, step, reminded_at) VALUES ({}, {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)


async def remind_of_offers(at: datetime) -> int:
    """Write to the units, and the heads, that have not reacted in time; how many letters' worth. Run by the clock."""
    today, calendar = day_of(at), await load_calendar()
    if not is_day(at) or not calendar.is_working(today):
        return 0
    clocks, specials, units = await load_clocks(), await special_counts(), await directory()
    reminded, last = 0, 0
    while rows := await UNANSWERED.all(last):
        for row in rows:
            own = _counts(row, clocks, specials, units)
            step = offer_step(day_of(row["offered_at"]), today, own, calendar)
            if step is OfferStep.HEAD or (step is OfferStep.UNIT and not row["is_reminded"]):
                reminded += await remind_of_offer(row["question"], row["id"], step, at=at)
        last = rows[-1]["id"]
    return reminded


def _counts(
    row: dict[str, Any], clocks: Mapping[Clock, ClockRule], specials: tuple[SpecialCount, ...], units: Directory
) -> Mapping[Clock, ClockRule]:
    """The day counts of this offer: the general ones, or those of its type of forum, field and unit."""
    if not specials:
        return clocks
    event_type, field_id = row["event_type"] or "", row["field"] or 0
    return clocks_with(clocks, specials, event_type=event_type, field_id=field_id, unit_ids=units.same_as(row["unit"]))


@atomic
async def remind_of_offer(question_id: int, assignment_id: int, step: OfferStep, *, at: datetime) -> bool:
    """One step of one offer; False when it was done, or the unit has reacted in the meantime."""
    question, offer = await HOLD.one(question_id), await OFFER.one(assignment_id)
    if question is None or offer is None or await NOTE.one(assignment_id, step.value, at) is None:
        return False
    units, unit_id = await directory(), offer["unit"]
    told = await told_of(unit_id, TOLD[step], question["organiser"], reported_unit_id=question["reported_unit"], at=at)
    for reader in told:
        letter = letters.offer_waits(
            step,
            to=reader.email,
            name=reader.name,
            code=question["code"],
            summary=question["summary"],
            unit=units.short_name(units.resolve(unit_id)),
            offered_on=day_of(offer["offered_at"]),
            due_on=question["due_on"],
            language=reader.language,
            key=f"reminder offer {assignment_id} {step.value} {reader.id}",
        )
        await post.queue(letter, about=("question", question_id), at=at)
    await journal.record(
        "question.remind_offer",
        by=SYSTEM,
        at=at,
        about=("question", question_id),
        unit_id=unit_id,
        after={"unit": unit_id, "step": step.value, "offered_on": day_of(offer["offered_at"])},
    )
    return True
