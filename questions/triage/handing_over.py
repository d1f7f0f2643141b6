"""Handing a question over: a complaint is guided to where the law settles it, and never answered here; what belongs to
the centre or another province is sent on by document, and the answer from there is recorded (Luật Khiếu nại 2011,
Luật Tố cáo 2018, Luật Tiếp công dân 2013)."""

from datetime import date, datetime
from typing import NamedTuple

from app import post
from app.access import Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions.facts import question_facts_by_id
from questions.merging.askers import letters_to
from questions.moving import STALE, move_question
from questions.policy import QuestionFacts
from questions.states import QuestionAct
from questions.triage import letters as triage_letters
from questions.triage.tables import Handover
from questions.triage.withdrawing import take_from_units
from questions.wording import refresh_words

HAND = Insert(Handover, "question", "kind", "addressee", "document_number", "document_on", "words", "person",
              "handed_at", "reply", "reply_number")  # fmt: skip
LATEST = "(SELECT MAX(id) FROM handover WHERE question = {})"
REPLY = Statement(
    f"UPDATE handover SET reply = {{}}, reply_number = {{}}, reply_on = {{}} WHERE id = {LATEST} AND kind = 'forward'"  # noqa: S608
    " RETURNING id"
)
OF_QUESTION = Statement(
    "SELECT kind, addressee, document_number, document_on, words, handed_at, reply, reply_number, reply_on"  # noqa: S608
    " FROM handover"
    f" WHERE id = {LATEST}"
)


class HandoverRow(NamedTuple):
    """`words` are for the asker alone; `kind` is "refer" or "forward"."""

    kind: str
    addressee: str
    document_number: str
    document_on: date | None
    words: str
    handed_at: datetime
    reply: str
    reply_number: str
    reply_on: date | None


async def handover_of(question_id: int) -> HandoverRow | None:
    """The last time that it was handed over."""
    row = await OF_QUESTION.one(question_id)
    return HandoverRow(**row) if row else None


@atomic
async def refer(question: QuestionFacts, addressee: str, guidance: str, *, by: Viewer, at: datetime) -> None:
    """Guide a complaint or a denunciation to where it is settled. It leaves the public pages, without an answer."""
    question = await question_facts_by_id(question.id)
    await take_from_units(question, by=by, at=at, act=QuestionAct.REFER, addressee=addressee)
    await HAND(question.id, "refer", addressee, "", None, guidance, by.person_id, at, "", "")
    await _tell(question, addressee, guidance, "", at)


@atomic
async def forward(
    question: QuestionFacts, addressee: str, number: str, written_on: date, *, by: Viewer, at: datetime
) -> None:
    """Send on what is not within the own competence, by a document with number and date. It stays public."""
    question = await question_facts_by_id(question.id)
    _needs_past(written_on, at)
    await move_question(
        question, QuestionAct.FORWARD, by=by, at=at, addressee=addressee, document_number=number, document_on=written_on
    )
    await refresh_words(question.id)
    await HAND(question.id, "forward", addressee, number, written_on, "", by.person_id, at, "", "")
    await _tell(question, addressee, "", number, at)


@atomic
async def record_reply(
    question: QuestionFacts, reply: str, number: str, written_on: date, *, by: Viewer, at: datetime
) -> None:
    """What the other authority answered: everyone reads it beside the question."""
    question = await question_facts_by_id(question.id)
    _needs_past(written_on, at)
    await move_question(
        question, QuestionAct.RECORD_REPLY, by=by, at=at, document_number=number, document_on=written_on
    )
    if await REPLY.one(reply, number, written_on, question.id) is None:
        raise Conflict(STALE)
    for asker in await letters_to(question.id):
        letter = triage_letters.replied_from_there(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            reply=reply,
            language=asker.language,
            key=f"replied_from_there {asker.code} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)


NOT_YET = _("A document has no date in the future. Please give the day that stands on it.")


def _needs_past(written_on: date, at: datetime) -> None:
    """Raises Invalid for a document of a day that is still to come."""
    if written_on > day_of(at):
        raise Invalid(NOT_YET, {"written_on": NOT_YET})


async def _tell(question: QuestionFacts, addressee: str, guidance: str, number: str, at: datetime) -> None:
    for asker in await letters_to(question.id):
        letter = triage_letters.handed_over(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            addressee=addressee,
            guidance=guidance,
            number=number,
            language=asker.language,
            key=f"handed_over {asker.code} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)
