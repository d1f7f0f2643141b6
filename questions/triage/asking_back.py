"""Asking the asker for more, once; the answer to it; and what happens when none comes.

The clock stands still meanwhile, unless its last day has come. What the asker adds stands beside the question, whose
own words never change.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from app import post
from app.access import SYSTEM, Role, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, require_words
from app.files.receiving import StoredFile
from app.i18n import Sentence as _
from app.i18n import speaking
from questions.answers.stopping import stop_answer
from questions.askers.veiling import SAFE_SUMMARY, for_all
from questions.attachments.attaching import attach
from questions.attachments.reading import Owner
from questions.clocks.pausing import can_stop, pause_clock, resume_clock
from questions.facts import question_facts_by_id
from questions.moving import STALE, move_question
from questions.policy import QuestionFacts, is_asker
from questions.staff_readers import coordinators, staff
from questions.states import QuestionAct
from questions.submitting import tracking_token
from questions.triage import letters as triage_letters
from questions.triage.tables import InfoRequest
from questions.triage.withdrawing import take_from_units, tell_officials

WRITE_WHAT = _("Please write what it is about.")

ADD = Insert(InfoRequest, "question", "words", "asked_by", "asked_at", "answer_by", "stops_clock")
ASKER = Statement(
    f"SELECT name, email, language, {SAFE_SUMMARY}, submission_key,"  # noqa: S608 - our words
    ' paused_at AS "paused_at [timestamptz]" FROM question WHERE id = {}'
)
REPLY = Statement(
    "UPDATE info_request SET reply = {}, replied_by = {}, replied_at = {} WHERE question = {} AND replied_at IS NULL"
    " RETURNING id, stops_clock"
)
OF_QUESTION = Statement(
    "SELECT words, asked_at, answer_by, reply, replied_at FROM info_request WHERE question = {} ORDER BY id LIMIT 20"
)
LAPSED = Statement(
    "SELECT info_request.question FROM info_request JOIN question ON question.id = info_request.question"
    " WHERE info_request.replied_at IS NULL AND info_request.answer_by < {} AND question.state = 'needs_info'"
    " ORDER BY info_request.answer_by, info_request.id LIMIT 200"
)


class InfoRow(NamedTuple):
    """What more was asked for, and what came; `answer_by` is the last day (in Vietnam) for an answer."""

    words: str
    asked_at: datetime
    answer_by: date
    reply: str
    replied_at: datetime | None


async def asked_back_of(question_id: int) -> tuple[InfoRow, ...]:
    """Every request for more information, oldest first."""
    return tuple(InfoRow(**row) for row in await OF_QUESTION.all(question_id))


@atomic
async def ask_back(question: QuestionFacts, words: str, *, secret_key: str, by: Viewer, at: datetime) -> date:
    """Ask the asker for more; returns the last day for an answer. The letter has the asker's secret link."""
    require_words(words, "words", WRITE_WHAT)
    question = await question_facts_by_id(question.id)
    day, rule = day_of(at), (await load_clocks())[Clock.MORE_INFORMATION]
    answer_by = rule.last_day(day, await load_calendar())
    await move_question(question, QuestionAct.ASK, by=by, at=at, reason=words, answer_by=answer_by)
    await stop_answer(question.id, words, by=by, at=at)
    asker = await ASKER.one(question.id)
    assert asker is not None
    stops_clock = asker["paused_at"] is None and await can_stop(question.id, at=at)
    if stops_clock:
        with speaking(asker["language"]):
            await pause_clock(question.id, str(_("The asker was asked for more information.")), by=by, at=at)
    request_id = await ADD(question.id, words, by.person_id, at, answer_by, stops_clock)
    if asker["email"]:
        letter = triage_letters.more_asked(
            to=asker["email"],
            name=asker["name"],
            code=question.code,
            words=words,
            answer_by=answer_by,
            no_time_runs=stops_clock or asker["paused_at"] is not None,
            track=f"/track/{tracking_token(secret_key, asker['submission_key'])}",
            language=asker["language"],
            key=f"more_asked {request_id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
    return answer_by


@atomic
async def inform(
    question: QuestionFacts, reply: str, *, files: Sequence[StoredFile] = (), by: Viewer, at: datetime
) -> None:
    """What the asker adds, by the secret link or told to the desk; the question goes on where it was.

    Raises Invalid for more files than a question may have, with those that it has already.
    """
    require_words(reply, "words", WRITE_WHAT)
    question = await question_facts_by_id(question.id)
    told: dict[str, Any] = {"files": await attach(Owner.QUESTION, question.id, files, by=by, at=at)} if files else {}
    act = QuestionAct.INFORM if question.lead_unit_id is None else QuestionAct.INFORM_UNIT
    await move_question(question, act, by=by, at=at, unit=question.lead_unit_id, **told)
    row = await REPLY.one(reply, by.person_id, at, question.id)
    if row is None:
        raise Conflict(STALE)
    asker = await ASKER.one(question.id)
    assert asker is not None
    if row["stops_clock"] and asker["paused_at"] is not None:
        await resume_clock(question.id, by=by, at=at)
    if is_asker(by, question):
        await _tell_desk(question, row["id"], reply, at)


async def _tell_desk(question: QuestionFacts, request_id: int, reply: str, at: datetime) -> None:
    """The coordinators, or the focal points of the unit that has it."""
    reply = await for_all(question.id, reply)
    told = [
        *await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at),
        *await staff(question.lead_unit_id, Role.FOCAL, reported_unit_id=question.reported_unit_id, at=at),
    ]
    for reader in {reader.id: reader for reader in told}.values():
        letter = triage_letters.informed(
            to=reader.email,
            name=reader.name,
            code=question.code,
            reply=reply,
            language=reader.language,
            key=f"informed {request_id} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def lapse(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Withdraw a question whose asker did not answer in time; the asker and the officials are told."""
    units = await take_from_units(question, by=by, at=at, act=QuestionAct.LAPSE)
    asker = await ASKER.one(question.id)
    assert asker is not None
    if asker["email"]:
        letter = triage_letters.lapsed(
            to=asker["email"],
            name=asker["name"],
            code=question.code,
            language=asker["language"],
            key=f"lapsed {question.code}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
    await tell_officials(question, units, triage_letters.LAPSED_FOR_DESK, asker["summary"], at)


async def silence_withdraws(at: datetime) -> int:
    """Withdraw what no answer came to in time; returns how many. Run by the clock."""
    lapsed = 0
    for row in await LAPSED.all(day_of(at)):
        try:
            await lapse(await question_facts_by_id(row["question"]), by=SYSTEM, at=at)
        except Conflict:
            continue  # answered, or done by another process of this installation, a moment before
        lapsed += 1
    return lapsed
