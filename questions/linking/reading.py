"""To which answers a question's answer points, and which one stands in its place; only public ones are named."""

from datetime import datetime
from typing import NamedTuple

from app.database import Statement
from questions.states import ANSWERED_STATES, in_sql

PUBLIC = (
    f"question.visibility = 'public' AND question.state IN ({in_sql(ANSWERED_STATES)})"  # noqa: S608 - our own states
    " AND EXISTS (SELECT 1 FROM answer AS given WHERE given.question = question.id AND given.state = 'published')"
)
BY_CODE = Statement(
    f"SELECT question.id, question.code, question.answered_at FROM question WHERE question.code = {{}} AND {PUBLIC}"  # noqa: S608
)
REFERS_TO = Statement(
    "SELECT question.code, question.public_summary, question.answered_at FROM answer"  # noqa: S608
    " JOIN answer_referral ON answer_referral.answer = answer.id"
    " JOIN question ON question.id = answer_referral.target"
    f" WHERE answer.question = {{}} AND {PUBLIC}"
)
SUPERSEDED_BY = Statement(
    "SELECT question.code, question.public_summary, question.answered_at, answer_superseding.superseded_at,"  # noqa: S608
    " answer_superseding.reason FROM answer JOIN answer_superseding ON answer_superseding.answer = answer.id"
    " JOIN question ON question.id = answer_superseding.newer"
    f" WHERE answer.question = {{}} AND {PUBLIC}"
)
SUPERSEDES = Statement(
    "SELECT question.code, question.public_summary, question.answered_at, answer_superseding.superseded_at,"  # noqa: S608
    " answer_superseding.reason FROM answer_superseding JOIN answer ON answer.id = answer_superseding.answer"
    " JOIN question ON question.id = answer.question"
    f" WHERE answer_superseding.newer = {{}} AND {PUBLIC} ORDER BY answer_superseding.id LIMIT 20"
)
CODE_OF_REFERRAL = Statement(
    "SELECT question.code FROM answer_referral JOIN question ON question.id = answer_referral.target"
    " WHERE answer_referral.answer = {}"
)


class Linked(NamedTuple):
    """A public answer that another one names; `since` and `reason` belong to one that stands in another's place."""

    code: str
    summary: str
    answered_at: datetime
    since: datetime | None = None
    reason: str = ""


class Links(NamedTuple):
    refers_to: Linked | None = None
    superseded_by: Linked | None = None
    supersedes: tuple[Linked, ...] = ()


NO_LINKS = Links()


async def links_of(question_id: int) -> Links:
    """What everyone may read of them."""
    refers, newer = await REFERS_TO.one(question_id), await SUPERSEDED_BY.one(question_id)
    return Links(
        Linked(*refers.values()) if refers else None,
        Linked(*newer.values()) if newer else None,
        tuple(Linked(*row.values()) for row in await SUPERSEDES.all(question_id)),
    )


async def referral_of(answer_id: int) -> str:
    """The code of the question whose answer this one points to; "" for none."""
    row = await CODE_OF_REFERRAL.one(answer_id)
    return str(row["code"]) if row else ""
