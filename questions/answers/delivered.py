"""When an answer has reached its asker, and until when the asker may speak up. Nothing closes before."""

from datetime import date, datetime

from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.values import Channel, Delivery

# Askers whose screen showed the secret link. For the others a page on the portal is no delivery.
WITH_LINK = frozenset({Channel.PORTAL, Channel.QR, Channel.APP})
CHANNEL = Statement("SELECT channel FROM question WHERE id = {}")
# Of a question that was joined with another one, the answer is that of the other one.
ANSWERED_AT = Statement(
    "SELECT question.answered_at FROM question WHERE question.id = COALESCE((SELECT question_merge.stands"
    " FROM question_merge WHERE question_merge.question = {} AND question_merge.parted_at IS NULL), {})"
)
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


async def answered_at(question_id: int) -> datetime | None:
    """When its answer was published; None while there is none."""
    row = await ANSWERED_AT.one(question_id, question_id)
    return row["answered_at"] if row else None


def why_not_delivered(delivered_at: datetime, published_at: datetime | None) -> Sentence | None:
    """Why an answer published then cannot have been delivered at that moment, which is typed to the minute."""
    if published_at is None or delivered_at >= published_at.replace(second=0, microsecond=0):
        return None
    return _(
        "The answer was published on %(moment)s; it cannot have reached the asker before.",
        moment=show_moment(published_at),
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
