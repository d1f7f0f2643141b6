"""What is written down when an appeal is decided, inside the transaction of the act that decides it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app import post
from app.access import Viewer
from app.database import Statement
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions.moving import STALE
from questions.policy import QuestionFacts
from questions.triage import letters as triage_letters

RULE = Statement(
    "UPDATE appeal SET ruling = {}, ruling_reason = {}, ruled_by = {}, ruled_at = {}"
    " WHERE question = {} AND ruling = '' RETURNING id"
)
ASKER = Statement("SELECT name, email, language FROM question WHERE id = {}")
OF_QUESTION = Statement(
    "SELECT appeal.reason, appeal.appealed_at, appeal.ruling, appeal.ruling_reason, appeal.ruled_at, person.name AS who"
    " FROM appeal LEFT JOIN person ON person.id = appeal.ruled_by WHERE appeal.question = {} LIMIT 1"
)


class Ruling(StrEnum):
    GRANTED = "granted"
    UPHELD = "upheld"


class AppealRow(NamedTuple):
    """An appeal; `ruling` is empty while nobody has decided, `ruling_reason` is for the asker too."""

    reason: str
    appealed_at: datetime
    ruling: str
    ruling_reason: str
    ruled_at: datetime | None
    who: str | None


async def appeal_of(question_id: int) -> AppealRow | None:
    row = await OF_QUESTION.one(question_id)
    return AppealRow(**row) if row else None


async def rule_on_appeal(question: QuestionFacts, ruling: Ruling, reason: str, *, by: Viewer, at: datetime) -> None:
    """Write the ruling down and tell the asker, with its reason."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    if await RULE.one(ruling.value, reason, by.person_id, at, question.id) is None:
        raise Conflict(STALE)
    asker = await ASKER.one(question.id)
    if asker and asker["email"]:
        letter = triage_letters.appeal_decided(
            to=asker["email"],
            name=asker["name"],
            code=question.code,
            reason=reason,
            is_granted=ruling is Ruling.GRANTED,
            language=asker["language"],
            key=f"appeal_decided {question.code}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
