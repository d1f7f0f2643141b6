"""From which day, and by how many working days, an answer is due. What happened counts, not what was typed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.clock import day_of
from app.i18n import Sentence
from app.i18n import Sentence as _


class Weight(StrEnum):
    """How much work a question is; the coordinator chooses it when assigning."""

    PLAIN = "plain"
    COMPLEX = "complex"
    SEVERAL = "several"


WEIGHT_NAMES: dict[Weight, Sentence] = {
    Weight.PLAIN: _("Ordinary question"),
    Weight.COMPLEX: _("Complex question"),
    Weight.SEVERAL: _("Several agencies answer"),
}
# Working days after the session (the office's own numbers within local practice; editable in a later part).
FORUM_DAYS: dict[Weight, int] = {Weight.PLAIN: 10, Weight.COMPLEX: 15, Weight.SEVERAL: 20}
# A question outside a forum, or after its cut-off: 15 working days from the day it was received.
OUTSIDE_DAYS = 15
# Before the session the lead unit's own date lies this many working days ahead of it.
INTERNAL_DAYS_AHEAD = 2


class ClockCode(StrEnum):
    AFTER_SESSION = "after_session"
    FROM_RECEIPT = "from_receipt"


RULES: dict[ClockCode, Sentence] = {
    ClockCode.AFTER_SESSION: _("counted from the day the session ends; that day itself is not counted"),
    ClockCode.FROM_RECEIPT: _("counted from the day the question was received; that day itself is not counted"),
}


@dataclass(frozen=True)
class Clock:
    """`starts_on` is day zero; `days` are working days. `is_planned` while the session lies ahead."""

    code: ClockCode
    starts_on: date
    days: int
    is_planned: bool = False


def clock_for(
    weight: Weight,
    *,
    happened_at: datetime,
    is_after_cutoff: bool,
    session_ends_at: datetime | None,
    session_ended_at: datetime | None,
) -> Clock:
    """The clock of one question.

    `session_ends_at` is the planned end of its forum's session (None outside a forum or when the forum
    was cancelled), `session_ended_at` the real one. Source: workflows of the office, "Clocks".
    """
    if session_ends_at is None or is_after_cutoff:
        return Clock(ClockCode.FROM_RECEIPT, day_of(happened_at), OUTSIDE_DAYS)
    if session_ended_at is not None:
        return Clock(ClockCode.AFTER_SESSION, day_of(session_ended_at), FORUM_DAYS[weight])
    return Clock(ClockCode.AFTER_SESSION, day_of(session_ends_at), FORUM_DAYS[weight], is_planned=True)
