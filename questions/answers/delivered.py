"""When an answer has reached its asker, and until when the asker may speak up. Nothing closes before."""

from datetime import date, datetime

from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement
from questions.values import Channel, Delivery

# Askers whose screen showed the secret link. For the others a page on the portal is no delivery.
WITH_LINK = frozenset({Channel.PORTAL, Channel.QR, Channel.APP})
CHANNEL = Statement("SELECT channel FROM question WHERE id = {}")
OPEN_WINDOW = Statement(
    "UPDATE question SET dispute_until = {} WHERE id = {} AND dispute_until IS NULL AND state IN ('answered', 'merged')"
)

# What was written down as its letter was queued, at that very moment, though the letter did not leave.
NOT_SENT = Statement(
    "DELETE FROM answer_delivery WHERE question = {} AND way = 'email'"
    " AND entered_at = delivered_at"
    " AND entered_at >= (SELECT answer.published_at FROM answer WHERE answer.id = {}) RETURNING id"
)
# Whatever was handed over otherwise keeps its window; a page that shows no answer does not.
CLOSE_WINDOW = Statement(
    "UPDATE question SET dispute_until = NULL WHERE id = {} AND state IN ('answered', 'merged') AND NOT EXISTS"
    " (SELECT 1 FROM answer_delivery WHERE answer_delivery.question = question.id AND answer_delivery.way <> 'portal'"
    " AND answer_delivery.entered_at >= (SELECT answer.published_at FROM answer WHERE answer.id = {}))"
)
SENT = Statement(
    "SELECT id FROM answer_delivery WHERE question = {} AND way = 'email'"
    " AND entered_at >= (SELECT answer.published_at FROM answer WHERE answer.id = {}) LIMIT 1"
)


async def not_reached(question_id: int, answer_id: int) -> None:
    """The letter with the answer was kept back: it reached nobody, and no window runs by it."""
    await NOT_SENT.run(question_id, answer_id)
    await CLOSE_WINDOW.run(question_id, answer_id)


async def was_sent(question_id: int, answer_id: int) -> bool:
    """Whether this answer went to this asker by e-mail."""
    return await SENT.one(question_id, answer_id) is not None


async def reached_asker(question_id: int, way: Delivery, delivered_at: datetime, *, at: datetime) -> date | None:
    """Begin the window to rate and dispute with the first delivery that reaches the asker; later ones leave it.

    Run inside the act that records the delivery, once the question is answered. What is typed in late never
    takes days from the asker: the window counts from the delivery, and lasts at least to the day it was entered.
    Returns its last day, or None where this way does not reach the asker.
    """
    if way is Delivery.PORTAL:
        row = await CHANNEL.one(question_id)
        if row is None or Channel(row["channel"]) not in WITH_LINK:
            return None
    last_day = max(await _last_day(day_of(delivered_at)), day_of(at))
    await OPEN_WINDOW.run(last_day, question_id)
    return last_day


async def _last_day(delivered_on: date) -> date:
    rule = (await load_clocks())[Clock.DISPUTE]
    return rule.last_day(delivered_on, await load_calendar())
