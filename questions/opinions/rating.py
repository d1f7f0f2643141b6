"""The asker's two marks for an answer, from 1 to 5: what came of it, and how one was treated."""

from datetime import datetime

from app.access import Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from questions import journal, policy
from questions.merging.standing import asked_again
from questions.moving import refuse
from questions.opinions import policy as opinion_policy
from questions.policy import QuestionFacts
from questions.values import GRADE_NAMES

# One row for each answer, whoever presses twice: the last word counts.
RATE = Statement(
    "INSERT INTO answer_rating (question, turn, result, attitude, rated_at, changed_at) VALUES ({}, {}, {}, {}, {}, {})"
    " ON CONFLICT (question, turn) DO UPDATE SET result = excluded.result, attitude = excluded.attitude,"
    " changed_at = excluded.changed_at"
)
HOLD = Statement("UPDATE question SET state = state WHERE id = {}")


@atomic
async def rate(question: QuestionFacts, result: int, attitude: int, *, by: Viewer, at: datetime) -> None:
    """Rate the present answer, or change the rating; until the window ends. `by` came by the secret link."""
    if result not in GRADE_NAMES or attitude not in GRADE_NAMES:
        raise Invalid(_("Please choose one of the five steps."))
    await HOLD.run(question.id)
    question = await asked_again(question)
    refuse(opinion_policy.why_not_judge(by, question, day_of(at)), is_stale=policy.is_asker(by, question))
    await RATE.run(question.asked_as_id or question.id, question.reopened, result, attitude, at, at)
    await journal.record(
        "answer.rate",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"result": result, "attitude": attitude, "turn": question.reopened},
    )
