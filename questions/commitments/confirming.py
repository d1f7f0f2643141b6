"""The owning unit confirms a promise; after three working days its silence does."""

from datetime import date, datetime
from hashlib import sha256

from app.access import SYSTEM, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict
from app.i18n import Sentence as _
from questions.commitments.facts import commitment_facts
from questions.commitments.moving import move
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentAct

READ = "words, product, owner, due_on, day_of_month"
UNCONFIRMED = Statement(
    f"SELECT code, entered_at, {READ} FROM commitment WHERE state = 'recorded' ORDER BY id LIMIT 200"  # noqa: S608
)
# Holds the row, so that no word changes between reading and confirming it.
HOLD = Statement(f"UPDATE commitment SET state = state WHERE id = {{}} RETURNING {READ}")  # noqa: S608 - our words
OTHER_WORDS = _("This promise was changed in the meantime and is not confirmed yet. Please read it again.")


@atomic
async def confirm(commitment: CommitmentFacts, *, seen: str = "", by: Viewer, at: datetime) -> None:
    """Take a promise on as it was said.

    `seen` is the print of what the leader read (see `promise_print`), or "" to confirm whatever stands there.
    Raises Conflict when something else stands there by now.
    """
    row = await HOLD.one(commitment.id)
    if seen and row is not None and seen != promise_print(**row):
        raise Conflict(OTHER_WORDS)
    await move(commitment, CommitmentAct.CONFIRM, by=by, at=at)


async def silence_confirms(at: datetime) -> int:
    """Confirm what nobody contested within three working days; returns how many. Run by the clock."""
    calendar, rule = await load_calendar(), (await load_clocks())[Clock.CONFIRMATION]
    confirmed = 0
    for row in await UNCONFIRMED.all():
        if day_of(at) <= rule.last_day(day_of(row["entered_at"]), calendar):
            continue
        try:
            seen = promise_print(**{name: row[name] for name in READ.split(", ")})
            await confirm(await commitment_facts(row["code"]), seen=seen, by=SYSTEM, at=at)
        except Conflict:
            continue  # another process of this installation was faster, or its words were just mended
        confirmed += 1
    return confirmed


def promise_print(words: str, product: str, owner: int, due_on: date, day_of_month: int | None) -> str:
    """A short print of what is promised, by whom and until when; a form knows by it which words were read."""
    return sha256(repr((words, product, owner, due_on.isoformat(), day_of_month)).encode()).hexdigest()[:16]
