"""Reading the outbox, for those who look after it. Who asked a question is not theirs to know."""

from dataclasses import dataclass
from datetime import datetime

from app.database import Statement
from app.post.states import LetterState

# Some of them an administrator may not even know, such as a report on officials of the own unit.
OF_THE_DESK = ("question", "commitment")


# What tells of a question or a promise goes to staff, or to who asked.
def to_asker(of: str = "") -> str:
    """The column `is_to_asker`, of a table named before a dot."""
    return (
        f"({of}about_kind IN ('question', 'commitment')"  # noqa: S608 - our words
        " AND NOT EXISTS (SELECT 1 FROM person WHERE person.email = outbox_letter.to_address)) AS is_to_asker"
    )


_LINE = (
    "SELECT id, to_address, subject, language, about_kind, about_id, state, attempts, next_try_at, last_error,"
    f" queued_at, sent_at, {to_asker()}"
)
LIST = Statement(f"{_LINE} FROM outbox_letter ORDER BY id DESC LIMIT {{}} OFFSET {{}}")
LIST_OF = Statement(f"{_LINE} FROM outbox_letter WHERE state = {{}} ORDER BY id DESC LIMIT {{}} OFFSET {{}}")
ONE = Statement(f"{_LINE}, body FROM outbox_letter WHERE id = {{}}")
# Every state but the final ones is few; counting the sent ones would read the whole table.
COUNTS = Statement(
    "SELECT state, count(*) AS letters FROM outbox_letter"
    " WHERE state IN ('queued', 'sending', 'dead', 'held', 'unsent', 'gathered') GROUP BY state"
)


@dataclass(frozen=True)
class LetterRow:
    """One letter as the office sees it; `body` is filled only where one letter is shown."""

    id: int
    to_address: str
    subject: str
    language: str
    about_kind: str
    about_id: int
    state: LetterState
    attempts: int
    next_try_at: datetime
    last_error: str
    queued_at: datetime
    sent_at: datetime | None
    is_to_asker: bool
    body: str = ""

    @property
    def is_of_the_desk(self) -> bool:
        """Its text is read by those whom it concerns alone."""
        return self.about_kind in OF_THE_DESK


async def letters(state: LetterState | None, *, limit: int, offset: int = 0) -> list[LetterRow]:
    """The letters of one state, or of all, newest first."""
    rows = await (LIST_OF.all(state.value, limit, offset) if state else LIST.all(limit, offset))
    return [_letter(row) for row in rows]


async def letter(letter_id: int) -> LetterRow | None:
    """One letter with its body."""
    row = await ONE.one(letter_id)
    return _letter(row) if row else None


async def counts() -> dict[LetterState, int]:
    """How many letters each state holds, the sent ones apart."""
    return {LetterState(row["state"]): row["letters"] for row in await COUNTS.all()}


def _letter(row: dict[str, object]) -> LetterRow:
    values = {**row, "state": LetterState(str(row["state"])), "is_to_asker": bool(row["is_to_asker"])}
    if values["is_to_asker"]:
        address = str(row["to_address"])
        veil = f"{address[:1]}•••@{address.rpartition('@')[2]}"
        values |= {"to_address": veil, "last_error": str(row["last_error"]).replace(address, veil)}
    if values["about_kind"] in OF_THE_DESK:
        values["body"] = ""
    return LetterRow(**values)  # type: ignore[arg-type]
