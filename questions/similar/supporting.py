"""What readers say about a question of somebody else: "I have this problem too", or "this answers me".

These are counts, not acts upon the question, so the journal does not hold them.
"""

import hashlib
import hmac
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.database import Duplicate, Insert, Statement, atomic
from app.errors import Conflict, NotFound
from app.i18n import Sentence as _
from questions.public_lists import PUBLIC
from questions.similar.tables import QuestionSupport
from questions.states import ANSWERED_STATES, QuestionState

# A hall may share one address; a single person with many browsers should not be a crowd.
MOST_OF_AN_ADDRESS = 20
ADD = Insert(QuestionSupport, "question", "kind", "browser_hash", "address_hash", "given_at")
FIND = Statement(f"SELECT id, state FROM question WHERE code = {{}} AND {PUBLIC}")  # noqa: S608 - states of the table
OF_BROWSER = Statement("SELECT id FROM question_support WHERE question = {} AND kind = {} AND browser_hash = {}")
OF_ADDRESS = Statement(
    "SELECT count(*) AS n FROM question_support WHERE question = {} AND kind = {} AND address_hash = {}"
)
# Whoever supported a question that was joined with another one supports that one; one browser counts once.
_STANDS_FOR = (
    "question_support.question = {} OR question_support.question IN (SELECT question_merge.question"
    " FROM question_merge WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL)"
)
COUNTS = Statement(
    "SELECT kind, count(DISTINCT browser_hash) AS n FROM question_support"  # noqa: S608 - our own words
    f" WHERE {_STANDS_FOR} GROUP BY kind"
)
JOINED = Statement("SELECT count(*) AS n FROM question_merge WHERE stands = {} AND parted_at IS NULL")


class Support(StrEnum):
    """What one may say."""

    SAME = "same"
    ANSWERED = "answered"


class Supports(NamedTuple):
    """How many have the problem too, beside the asker, and how many an answer helped before they asked.

    `joined` are those of `same` who asked themselves, and whose questions were joined with this one.
    """

    same: int = 0
    answered: int = 0
    joined: int = 0


async def supports_of(question_id: int) -> Supports:
    counts = {row["kind"]: row["n"] for row in await COUNTS.all(question_id, question_id)}
    row = await JOINED.one(question_id)
    joined = row["n"] if row else 0
    return Supports(counts.get(Support.SAME, 0) + joined, counts.get(Support.ANSWERED, 0), joined)


async def support(code: str, said: Support, browser: str, address: str, *, secret_key: str, at: datetime) -> bool:
    """Count this browser once; False when it was counted before, or its address has said it often enough.

    Raises NotFound for a question that is not public, Conflict where there is no answer yet that could answer anybody.
    """
    who = (_hashed(secret_key, f"browser {browser}"), _hashed(secret_key, f"address {address}"))
    try:
        return await _support(code, said, *who, at)
    except Duplicate:  # pressed twice in the same moment
        return False


@atomic
async def _support(code: str, said: Support, browser: str, address: str, at: datetime) -> bool:
    row = await FIND.one(code)
    if row is None:
        raise NotFound(_("There is no public question with this code."))
    if said is Support.ANSWERED and QuestionState(row["state"]) not in ANSWERED_STATES:
        raise Conflict(_("This question has no answer yet."))
    if await OF_BROWSER.one(row["id"], said.value, browser) is not None:
        return False
    counted = await OF_ADDRESS.one(row["id"], said.value, address)
    if counted is not None and counted["n"] >= MOST_OF_AN_ADDRESS:
        return False
    await ADD(row["id"], said.value, browser, address, at)
    return True


def _hashed(secret_key: str, value: str) -> str:
    return hmac.new(secret_key.encode(), f"support\0{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()
