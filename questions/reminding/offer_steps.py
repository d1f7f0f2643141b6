"""When a unit is reminded that it was sent a question, and its head. Pure.

The days count from the day of the offer, as the office set them; of steps that were missed only the later one is
made up for. A new offer, after a refusal or a transfer, begins anew.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.access import Role
from app.calendar.clocks import Clock, ClockRule
from app.calendar.working_days import WorkingCalendar


class OfferStep(StrEnum):
    """In the order in which they climb."""

    UNIT = "unit"
    HEAD = "head"


CLOCK_OF: dict[OfferStep, Clock] = {OfferStep.UNIT: Clock.OFFER_REMINDER, OfferStep.HEAD: Clock.OFFER_HEAD}
TOLD: dict[OfferStep, tuple[Role, ...]] = {OfferStep.UNIT: (Role.FOCAL,), OfferStep.HEAD: (Role.APPROVER,)}


def offer_step(
    offered_on: date, today: date, clocks: Mapping[Clock, ClockRule], calendar: WorkingCalendar
) -> OfferStep | None:
    """The step that an offer without reaction has reached; None on a day off, or before the first one."""
    if not calendar.is_working(today):
        return None
    reached = [step for step, clock in CLOCK_OF.items() if clocks[clock].last_day(offered_on, calendar) <= today]
    return reached[-1] if reached else None
