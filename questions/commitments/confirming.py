"""The owning unit confirms a promise; after three working days its silence does."""

from datetime import datetime

from app.access import SYSTEM, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict
from questions.commitments.facts import commitment_facts
from questions.commitments.moving import move
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentAct

UNCONFIRMED = Statement("SELECT code, entered_at FROM commitment WHERE state = 'recorded' ORDER BY id LIMIT 200")


@atomic
async def confirm(commitment: CommitmentFacts, *, by: Viewer, at: datetime) -> None:
    await move(commitment, CommitmentAct.CONFIRM, by=by, at=at)


async def silence_confirms(at: datetime) -> int:
    """Confirm what nobody contested within three working days; returns how many. Run by the clock."""
    calendar, rule = await load_calendar(), (await load_clocks())[Clock.CONFIRMATION]
    confirmed = 0
    for row in await UNCONFIRMED.all():
        if day_of(at) <= rule.last_day(day_of(row["entered_at"]), calendar):
            continue
        try:
            await confirm(await commitment_facts(row["code"]), by=SYSTEM, at=at)
        except Conflict:
            continue  # another process of this installation was faster
        confirmed += 1
    return confirmed
