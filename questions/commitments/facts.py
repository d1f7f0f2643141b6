"""Reading what rules need to know of a commitment."""

from app.database import Statement
from app.errors import NotFound
from app.i18n import Sentence as _
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentState
from questions.facts import officers_of

BY_CODE = Statement(
    "SELECT id, code, state, organiser, owner, event, question, day_of_month, moved, object_until,"
    " (SELECT question.reported_unit FROM question WHERE question.id = commitment.question) AS reported_unit,"
    " (SELECT new_date.id FROM new_date WHERE new_date.commitment = commitment.id AND new_date.ruling = '') AS asked"
    " FROM commitment WHERE code = {}"
)


async def commitment_facts(code: str) -> CommitmentFacts:
    """Raises NotFound for an unknown code."""
    row = await BY_CODE.one(code)
    if row is None:
        raise NotFound(_("There is no such commitment."))
    return CommitmentFacts(
        id=row["id"],
        code=row["code"],
        state=CommitmentState(row["state"]),
        organiser_id=row["organiser"],
        owner_id=row["owner"],
        is_recurring=row["day_of_month"] is not None,
        question_id=row["question"],
        moved=row["moved"],
        asks_date=row["asked"] is not None,
        object_until=row["object_until"],
        event_officers=await officers_of(row["event"]),
        reported_unit_id=row["reported_unit"],
    )
