"""An answer on its way to the public is stopped, because its question goes elsewhere: a draft again, nobody's approval.

What was written stays.
"""

from datetime import datetime

from app.access import Viewer
from app.database import Statement
from questions import journal
from questions.answers.states import AnswerState

STOP = Statement(
    "UPDATE answer SET state = 'drafting', approver = NULL, approved_at = NULL, publish_at = NULL,"
    " signer_title = '', own_approval_reason = '' WHERE question = {}"
    " AND state IN ('agency_review', 'clearance', 'approved', 'scheduled')"
    " RETURNING id, unit"
)


async def stop_answer(question_id: int, reason: str, *, by: Viewer, at: datetime) -> None:
    """Inside the caller's transaction, which moved the question. Nothing to stop is nothing done."""
    for stopped in await STOP.all(question_id):
        await journal.record(
            "answer.recall",
            by=by,
            at=at,
            about=("question", question_id),
            unit_id=stopped["unit"],
            after={"answer_state": AnswerState.DRAFTING.value},
            reason=reason,
        )
