"""What was answered aloud in the room: written down, and mended while people still speak."""

from datetime import datetime, timedelta

from app.access import Viewer
from app.database import Insert, Statement
from app.errors import NotFound
from app.i18n import Sentence as _
from app.journal.staleness import refuse_other
from questions import journal
from questions.answers.tables import OralAnswer
from questions.policy import QuestionFacts

SAY = Insert(
    OralAnswer,
    "question",
    "event",
    "unit",
    "speaker",
    "body",
    "happened_at",
    "entered_at",
)
TWICE = timedelta(seconds=30)
# Two presses come one after the other: SQLite has one writer, PostgreSQL waits for the forum's row.
HOLD = Statement("SELECT id FROM event WHERE id = {}", postgres="SELECT id FROM event WHERE id = {} FOR UPDATE")
TWIN = Statement(
    "SELECT id FROM oral_answer WHERE question = {} AND event = {} AND speaker = {} AND body = {} AND entered_at > {}"
    " ORDER BY id LIMIT 1"
)
ORAL = Statement(
    "SELECT oral_answer.speaker, oral_answer.body, oral_answer.unit, oral_answer.entered_at,"
    " question.id AS question_id, question.code"
    " FROM oral_answer JOIN question ON question.id = oral_answer.question"
    " WHERE oral_answer.id = {} AND oral_answer.event = {}"
)


async def record_oral(
    question: QuestionFacts,
    event_id: int,
    *,
    unit_id: int | None,
    speaker: str,
    body: str,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> int:
    """Write down what was answered in the room; provisional until the written answer stands.

    A button pressed twice writes once: the same words within seconds get the first id again. The room's
    act checks who may and runs this in its own transaction.
    """
    await HOLD.one(event_id)
    twin = await TWIN.one(question.id, event_id, speaker, body, at - TWICE)
    if twin is not None:
        return int(twin["id"])
    oral_id = await SAY(question.id, event_id, unit_id, speaker, body, happened_at, at)
    await journal.record(
        "answer.oral",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=unit_id,
        after={"speaker": speaker, "body": body},
        happened_at=happened_at,
    )
    return int(oral_id)


async def correct_oral(
    oral_id: int, event_id: int, *, speaker: str, body: str, by: Viewer, at: datetime, seen: str = ""
) -> str:
    """Mend what was written down of an oral answer; the code of its question. The journal keeps the first words.

    The room's act checks who may and runs this in its own transaction. Raises NotFound when it is of another forum,
    Conflict when it was written down anew since the moment of the print `seen`.
    """
    await HOLD.one(event_id)
    before = await ORAL.one(oral_id, event_id)
    if before is None:
        raise NotFound(_("There is no such answer in this forum."))
    refuse_other(seen, before["entered_at"])
    await (
        OralAnswer.update({OralAnswer.speaker: speaker, OralAnswer.body: body, OralAnswer.entered_at: at})
        .where(OralAnswer.id == oral_id)
        .where(OralAnswer.event == event_id)
    )
    await journal.record(
        "answer.oral_corrected",
        by=by,
        at=at,
        about=("question", before["question_id"]),
        unit_id=before["unit"],
        before={"speaker": before["speaker"], "body": before["body"]},
        after={"speaker": speaker, "body": body},
    )
    return str(before["code"])
