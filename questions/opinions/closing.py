"""Silence closes: an answered question whose asker was reached and said nothing against it in time."""

from datetime import datetime

from app.access import SYSTEM, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict
from questions.facts import question_facts
from questions.moving import move_question
from questions.policy import QuestionFacts
from questions.states import QuestionAct

# An answer that was taken off settles nothing, and a request of the oversight has to be replied to first.
SILENT = Statement(
    "SELECT question.code FROM question JOIN answer ON answer.question = question.id"
    " WHERE question.state = 'answered' AND question.dispute_until < {} AND answer.state = 'published'"
    " AND NOT EXISTS (SELECT 1 FROM oversight_note WHERE oversight_note.question = question.id"
    " AND oversight_note.kind = 'request' AND oversight_note.reply = '')"
    # Nor before everybody whose question was joined with it was reached, and had the time.
    " AND NOT EXISTS (SELECT 1 FROM question_merge JOIN question AS joined ON joined.id = question_merge.question"
    " WHERE question_merge.stands = question.id AND question_merge.parted_at IS NULL"
    " AND (joined.dispute_until IS NULL OR joined.dispute_until >= {}))"
    " ORDER BY question.dispute_until, question.id LIMIT 200"
)


@atomic
async def close(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    await move_question(question, QuestionAct.CLOSE, by=by, at=at)


async def silence_closes(at: datetime) -> int:
    """Close what nobody disputed while there was time; returns how many. Run by the clock."""
    closed = 0
    for row in await SILENT.all(day_of(at), day_of(at)):
        question = await question_facts(row["code"])
        if question.dispute_until is None or question.dispute_until >= day_of(at):
            continue
        try:
            await close(question, by=SYSTEM, at=at)
        except Conflict:
            continue  # disputed, or closed by another process of this installation, a moment before
        closed += 1
    return closed
