"""Scheduling an approved answer, taking that back, and publishing by the clock what is due."""

from datetime import datetime
from typing import Any

import structlog

from app.access import SYSTEM, Viewer
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, Refusal
from app.post.timed import TimedAct
from app.settings import Settings
from questions.answers.policy import AnswerFacts
from questions.answers.publishing import publish
from questions.answers.states import AnswerAct, AnswerState
from questions.answers.tables import Answer
from questions.facts import answer_facts
from questions.moving import move_answer
from questions.scheduling.times import problem_of

DUE = Statement(
    "SELECT answer.id FROM answer JOIN question ON question.id = answer.question WHERE answer.state = 'scheduled'"
    " AND answer.publish_at <= {} AND question.state = 'in_progress' ORDER BY answer.publish_at, answer.id LIMIT 100"
)
log = structlog.get_logger(__name__)


@atomic
async def schedule(answer: AnswerFacts, publish_at: datetime, *, by: Viewer, at: datetime) -> None:
    """Have an approved answer published at a moment to come. Raises Invalid for one that is past or far away."""
    problem = problem_of(publish_at, at)
    if problem is not None:
        raise Invalid(problem, {"publish_at": problem})
    values: dict[Any, Any] = {Answer.publish_at: publish_at}
    await move_answer(answer, AnswerAct.SCHEDULE, by=by, at=at, values=values, publish_at=publish_at.isoformat())


@atomic
async def unschedule(answer: AnswerFacts, *, reason: str = "", by: Viewer, at: datetime) -> None:
    """The answer stays approved, and waits for a coordinator again."""
    await move_answer(answer, AnswerAct.UNSCHEDULE, by=by, at=at, values={Answer.publish_at: None}, reason=reason)


def publishing_scheduled(settings: Settings) -> TimedAct:
    """Publish what is due. What was taken back meanwhile stays; what cannot be published waits for a coordinator."""

    async def publish_scheduled(at: datetime) -> None:
        for row in await DUE.all(at):
            answer = await answer_facts(row["id"])
            if answer.state is not AnswerState.SCHEDULED:
                continue
            try:
                await publish(answer, secret_key=settings.secret_key, by=SYSTEM, at=at)
            except Conflict:
                continue  # taken back, or published by another process, a moment before; or its question rests
            except Refusal as refusal:
                log.warning("not_published", answer=answer.id, reason=str(refusal))
                await unschedule(answer, reason=str(refusal), by=SYSTEM, at=at)

    return publish_scheduled
