"""Splitting a question that asks several things: the original stays word for word, each part is a question."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app import post
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from questions import journal
from questions.facts import question_facts_by_id
from questions.merging.joining import release
from questions.moving import move_question
from questions.policy import QuestionFacts
from questions.receipts import text_hash
from questions.splitting import letters as split_letters
from questions.splitting.tables import QuestionPart
from questions.states import QuestionAct, QuestionState
from questions.submitting import tracking_hash, tracking_token
from questions.tables import Question
from questions.wording import refresh_words

LEAST, MOST = 2, 5
_KEPT = (
    "event, organiser, name, address, phone, tax_code, email, language, consents, channel, outside_ticket,"
    " happened_at, is_after_cutoff, field, public_asker, visibility, asker_seen_by, reported_unit, needs_clearance"
)
ADD = Statement(
    f"INSERT INTO question ({_KEPT}, code, submission_key, tracking_hash, entered_at, summary, detail, state)"  # noqa: S608
    f" SELECT {_KEPT}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, 'submitted' FROM question WHERE id = {{}} RETURNING id"
)
NUMBER = Insert(QuestionPart, "part", "whole", "number")
ASKER = Statement("SELECT name, email, language, channel, happened_at FROM question WHERE id = {}")


class Told(NamedTuple):
    """What one part asks."""

    summary: str
    detail: str


@atomic
async def split(
    question: QuestionFacts, told: Sequence[Told], *, secret_key: str, by: Viewer, at: datetime
) -> list[str]:
    """Split a question into parts, two to five; returns their codes. The asker is told, with a link to each."""
    if not LEAST <= len(told) <= MOST:
        raise Invalid(_("Please write two to five parts."))
    question = await question_facts_by_id(question.id)
    asker = await ASKER.one(question.id)
    assert asker is not None
    codes = [f"{question.code}-{number}" for number in range(1, len(told) + 1)]
    await move_question(
        question, QuestionAct.SPLIT, by=by, at=at, values={Question.paused_at: None}, parts=", ".join(codes)
    )
    await release(question, at=at)
    await refresh_words(question.id)
    links = []
    for number, (code, part) in enumerate(zip(codes, told, strict=True), start=1):
        key = f"part {number} of {question.code}"
        token = tracking_token(secret_key, key)
        row = await ADD.one(code, key, tracking_hash(token), at, part.summary, part.detail, question.id)
        assert row is not None
        await NUMBER(row["id"], question.id, number)
        links.append((code, part.summary, f"/track/{token}"))
        await journal.record(
            "question.submit",
            by=by,
            at=at,
            about=("question", row["id"]),
            unit_id=question.organiser_id,
            after={
                "state": QuestionState.SUBMITTED.value,
                "code": code,
                "channel": asker["channel"],
                "part_of": question.code,
                "text": text_hash(part.summary, part.detail),
            },
        )
    if asker["email"]:
        letter = split_letters.split(
            to=asker["email"],
            name=asker["name"],
            code=question.code,
            parts=links,
            language=asker["language"],
            key=f"split {question.code}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
    return codes
