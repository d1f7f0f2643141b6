"""Asking coordinating units for their parts, and doing without a part again."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app import post
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Duplicate, Insert, Statement, atomic
from app.errors import Conflict, Invalid, require_words
from app.formats import show_date
from app.i18n import Sentence as _
from app.i18n import speaking
from app.people.units import directory
from questions import agency_letters, journal, seeing
from questions.askers.veiling import SAFE_SUMMARY
from questions.facts import question_facts_by_id
from questions.moving import hold_in_work, refuse
from questions.parts import policy as part_policy
from questions.parts.letters import PART_WITHDRAWN, about_part
from questions.parts.moving import move_part, tell
from questions.parts.policy import PartFacts
from questions.parts.states import PartAct, PartState
from questions.parts.tables import AnswerPart
from questions.policy import QuestionFacts
from questions.staff_readers import speakers
from questions.tables import Assignment

ADD = Insert(AnswerPart, "question", "unit", "state", "words", "body", "version", "authors", "due_on", "asked_by",
             "asked_at", "comment", "own_approval_reason")  # fmt: skip
OFFER = Insert(Assignment, "question", "unit", "is_lead", "state", "offered_by", "offered_at", "due_on", "note",
               "decline_reason", "decline_text")  # fmt: skip
HELPING = Statement(
    "SELECT id FROM assignment WHERE question = {} AND unit = {} AND is_lead = false"
    " AND state IN ('offered', 'accepted') LIMIT 1"
)
# What a unit wrote once is not lost when it is asked again.
EARLIER = Statement(
    "SELECT state, body, authors FROM answer_part WHERE question = {} AND unit = {} ORDER BY id DESC LIMIT 1"
)
SUMMARY = Statement(f"SELECT {SAFE_SUMMARY}, due_on FROM question WHERE id = {{}}")  # noqa: S608 - our words
END_HELP = Statement(
    "UPDATE assignment SET state = {}, responded_by = {}, responded_at = {}, decline_reason = {}, decline_text = {}"
    " WHERE question = {} AND unit = {} AND is_lead = false AND state IN ('offered', 'accepted')"
)
WITHDRAW_OPEN = Statement(
    "UPDATE answer_part SET state = 'withdrawn' WHERE question = {} AND state IN ('writing', 'in_review')"
    " RETURNING id, unit"
)


async def part_due(due_on: date, today: date) -> date:
    """The day that is proposed for a part of an answer due on `due_on`: some working days before, never past."""
    calendar = await load_calendar()
    proposed = (await load_clocks())[Clock.PART].latest_before(due_on, calendar)
    soonest = calendar.add(today, 1)
    return soonest if due_on <= today else max(proposed, min(due_on, soonest))


async def open_parts(
    question: QuestionFacts,
    unit_ids: Sequence[int],
    words: str,
    due_on: date,
    summary: str,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Ask each of these units for its part, inside the act that it belongs to; each is told. Raises Duplicate."""
    for unit_id in unit_ids:
        earlier = await EARLIER.one(question.id, unit_id)
        if earlier and earlier["state"] == PartState.DELIVERED:  # it stands, whoever leads the answer now
            continue
        part_id = await ADD(
            *(question.id, unit_id, PartState.WRITING.value, words, earlier["body"] if earlier else "", 0),
            *(earlier["authors"] if earlier else "[]", due_on, by.person_id, at, "", ""),
        )
        await journal.record(
            "part.ask",
            by=by,
            at=at,
            about=("question", question.id),
            unit_id=unit_id,
            after={"part_state": PartState.WRITING.value, "unit": unit_id, "due_on": due_on},
            reason=words,
        )
        for reader in await speakers(unit_id, reported_unit_id=question.reported_unit_id, at=at):
            letter = agency_letters.part_asked(
                to=reader.email,
                name=reader.name,
                code=question.code,
                summary=summary,
                due_on=due_on,
                part_id=part_id,
                language=reader.language,
                key=f"part {part_id} {reader.id}",
            )
            await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def ask_part(
    question: QuestionFacts, unit_id: int, words: str, due_on: date, *, by: Viewer, at: datetime
) -> None:
    """The lead unit, or a coordinator, asks one more unit for a part by a day.

    Raises Invalid for a unit that does not exist today or a day that does not serve, Conflict when it is asked already.
    """
    question = await question_facts_by_id(question.id)
    refuse(part_policy.why_not_ask(by, question), is_stale=part_policy.may_ask(by, question))
    await hold_in_work(question)
    units, row = await directory(), await SUMMARY.one(question.id)
    assert row is not None
    unit = units.get(units.resolve(unit_id))
    if unit is None or not unit.exists_on(day_of(at)) or unit.id == units.resolve(question.lead_unit_id or 0):
        wrong = _("Please choose another unit that exists today.")
        raise Invalid(wrong, {"unit": wrong})
    hidden = seeing.why_not_with(question, units.same_as(unit.id))
    if hidden is not None:
        raise Invalid(hidden, {"unit": hidden})
    await in_time(due_on, row["due_on"], at)
    earlier = await EARLIER.one(question.id, unit.id)
    if earlier and earlier["state"] not in (PartState.DECLINED, PartState.WITHDRAWN):
        raise Conflict(_("%(unit)s was asked for its part already.", unit=unit.short_name or unit.name))
    if await HELPING.one(question.id, unit.id) is None:
        await OFFER(question.id, unit.id, False, "offered", by.person_id, at, due_on, words, "", "")
    try:
        await open_parts(question, [unit.id], words, due_on, row["summary"], by=by, at=at)
    except Duplicate:
        raise Conflict(_("%(unit)s was asked for its part already.", unit=unit.short_name or unit.name)) from None


async def in_time(due_on: date, answer_due_on: date | None, at: datetime) -> None:
    """Raises Invalid for a day on which a part does not help the whole answer."""
    problem = None
    if due_on < day_of(at):
        problem = _("This day has passed.")
    elif answer_due_on is not None and due_on > answer_due_on >= day_of(at):
        problem = _("The whole answer is due on %(day)s; please choose an earlier day.", day=show_date(answer_due_on))
    elif due_on > day_of(at) + timedelta(days=366):
        problem = _("Please choose a nearer day.")
    elif not (await load_calendar()).is_working(due_on):
        problem = _("%(day)s is no working day.", day=show_date(due_on))
    if problem is not None:
        raise Invalid(problem, {"due_on": problem})


@atomic
async def withdraw_part(part: PartFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """The lead unit, or a coordinator, does without a part; its unit is told. What was written is kept."""
    require_words(reason)
    await move_part(part, PartAct.WITHDRAW, by=by, at=at, reason=reason)
    await END_HELP.run("withdrawn", by.person_id, at, "", "", part.question.id, part.unit_id)
    told = await speakers(part.unit_id, reported_unit_id=part.question.reported_unit_id, at=at)
    await tell(told, part, PART_WITHDRAWN, {"comment": reason}, by=by, at=at)


async def end_parts(question_id: int, *, by: Viewer, at: datetime, by_letter: bool = True) -> None:
    """Nothing is waited for any more: inside the act that publishes the answer, or takes the question back.

    Without `by_letter` the act itself tells the units.
    """
    for part in await WITHDRAW_OPEN.all(question_id):
        await journal.record(
            "part.withdraw",
            by=by,
            at=at,
            about=("question", question_id),
            unit_id=part["unit"],
            after={"part_state": PartState.WITHDRAWN.value, "unit": part["unit"]},
        )
        if by_letter:
            await _tell_ended(question_id, part["id"], part["unit"], at)


async def _tell_ended(question_id: int, part_id: int, unit_id: int, at: datetime) -> None:
    asked = await CODE.one(question_id)
    assert asked is not None
    for reader in await speakers(unit_id, reported_unit_id=asked["reported_unit"], at=at):
        with speaking(reader.language):
            why = str(NOT_WAITED_FOR)
        letter = about_part(
            PART_WITHDRAWN,
            {"code": asked["code"], "comment": why},
            part_id,
            to=reader.email,
            name=reader.name,
            language=reader.language,
            key=f"part ended {part_id} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", question_id), at=at)


NOT_WAITED_FOR = _("The question was answered, or is no longer with the unit that asked for it.")
CODE = Statement("SELECT code, reported_unit FROM question WHERE id = {}")
