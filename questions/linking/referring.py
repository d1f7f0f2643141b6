"""Answering by pointing to an answer that is published already."""

from app.database import Insert, Statement
from app.errors import Invalid
from app.i18n import Sentence as _
from questions.linking.reading import BY_CODE
from questions.linking.tables import AnswerReferral

FORGET = Statement("DELETE FROM answer_referral WHERE answer = {}")
KEEP = Insert(AnswerReferral, "answer", "target")


async def keep_referral(answer_id: int, question_id: int, code: str) -> None:
    """Keep to which question's answer a draft points ("" for none), inside the caller's transaction.

    Raises Invalid unless everyone can read that answer.
    """
    await FORGET.run(answer_id)
    if not code:
        return
    target = await BY_CODE.one(code.upper())
    if target is None or target["id"] == question_id:
        problem = _("There is no other published answer with this code.")
        raise Invalid(problem, {"refers_to": problem})
    await KEEP(answer_id, target["id"])
