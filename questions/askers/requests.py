"""What askers asked for about their data, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime

from app.database import Statement

OF_QUESTION = Statement(
    "SELECT words, asked_at, due_on, ruling, ruling_reason, ruled_at FROM asker_request"
    " WHERE question = {} ORDER BY id DESC LIMIT 20"
)


@dataclass(frozen=True)
class RequestRow:
    """`ruling` is "erased" or "refused", empty while nobody has decided; `due_on` is the day of the law."""

    words: str
    asked_at: datetime
    due_on: date
    ruling: str
    ruling_reason: str
    ruled_at: datetime | None


async def requests_of(question_id: int) -> list[RequestRow]:
    """Newest first."""
    return [RequestRow(**row) for row in await OF_QUESTION.all(question_id)]
