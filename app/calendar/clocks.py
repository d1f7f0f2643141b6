"""How long things may take: default day counts, each with the rule it comes from.

Numbers are defaults that an office may change; the rule is shown beside the number.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.calendar.deadlines import Deadline, due
from app.calendar.working_days import WorkingCalendar
from app.i18n import Sentence
from app.i18n import Sentence as _


class DayUnit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Clock(StrEnum):
    QUESTIONS_CLOSE = "questions_close"
    OFFER_REMINDER = "offer_reminder"
    OFFER_HEAD = "offer_head"
    ANSWER = "answer"
    ANSWER_COMPLEX = "answer_complex"
    ANSWER_SEVERAL = "answer_several"
    ANSWER_OUTSIDE = "answer_outside"
    ANSWER_INTERNAL = "answer_internal"
    ANSWER_ANEW = "answer_anew"
    PART = "part"
    MORE_INFORMATION = "more_information"
    APPEAL = "appeal"
    PAUSE_BUDGET = "pause_budget"
    EXTENSION = "extension"
    HOLDING = "holding"
    APOLOGY = "apology"
    APOLOGY_DATE = "apology_date"
    DISPUTE = "dispute"
    OBJECTION = "objection"
    OWN_DATA = "own_data"
    CONFIRMATION = "confirmation"
    ONE_TIME_LINK = "one_time_link"


@dataclass(frozen=True)
class ClockRule:
    """One count of days: what it is for and what it rests on."""

    number: int
    unit: DayUnit
    what: Sentence
    basis: Sentence
    # The shorter count that the office sets itself, 0 where it has none.
    target: int = 0
    is_special: bool = False

    @property
    def length(self) -> Sentence:
        if self.unit is DayUnit.WORKING:
            return _("%(number)s working days", number=self.number)
        return _("%(number)s days", number=self.number)

    @property
    def rule(self) -> Sentence:
        """The whole rule in one line, as a deadline cites it."""
        return _("%(what)s: %(length)s (%(basis)s)", what=self.what, length=self.length, basis=self.basis)

    def last_day(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day of the period that starts running after `start`."""
        if self.unit is DayUnit.WORKING:
            return calendar.add(start, self.number)
        return calendar.end_of_period(start, self.number)

    def latest_before(self, day: date, calendar: WorkingCalendar) -> date:
        """The last day on which something to be done this long before `day` is in time."""
        if self.unit is DayUnit.WORKING:
            return calendar.add(day, -self.number)
        return calendar.moved(day, -self.number)

    def deadline(self, start: date, calendar: WorkingCalendar) -> Deadline:
        """As `last_day`, and able to explain itself. For clocks of working days only."""
        if self.unit is not DayUnit.WORKING:
            raise ValueError(f"{self!r} counts calendar days")
        return due(start, self.number, self.rule, calendar)


def answer_clock(*, is_from_forum: bool, is_complex: bool = False, is_several: bool = False) -> Clock:
    """Which clock an answer runs on.

    A question of a forum counts from the day the session ended; any other (from outside, after the
    cut-off, of a cancelled forum) from the day it was received or the forum was cancelled.
    """
    if not is_from_forum:
        return Clock.ANSWER_OUTSIDE
    if is_several:
        return Clock.ANSWER_SEVERAL
    return Clock.ANSWER_COMPLEX if is_complex else Clock.ANSWER


_W, _C = DayUnit.WORKING, DayUnit.CALENDAR
_HOUSE = _("house rule, may be changed")
_LOCAL = _("common local practice, may be changed")
_PERSONAL_DATA = _("Law on Personal Data Protection 91/2025/QH15")

CLOCKS: dict[Clock, ClockRule] = {
    Clock.QUESTIONS_CLOSE: ClockRule(3, _W, _("Questions close before a forum"), _HOUSE),
    Clock.OFFER_REMINDER: ClockRule(2, _W, _("The unit is reminded of an assignment"), _HOUSE),
    Clock.OFFER_HEAD: ClockRule(3, _W, _("The unit's head is told of an assignment"), _HOUSE),
    Clock.ANSWER: ClockRule(10, _W, _("Answer after the session"), _LOCAL),
    Clock.ANSWER_COMPLEX: ClockRule(15, _W, _("Answer to a complex question after the session"), _LOCAL),
    Clock.ANSWER_SEVERAL: ClockRule(20, _W, _("Answer by several agencies after the session"), _LOCAL),
    Clock.ANSWER_OUTSIDE: ClockRule(15, _W, _("Answer to a question from outside a forum"), _LOCAL),
    Clock.ANSWER_INTERNAL: ClockRule(2, _W, _("The lead unit's own date before the session"), _HOUSE),
    Clock.ANSWER_ANEW: ClockRule(10, _W, _("Answer anew after a dispute"), _HOUSE),
    Clock.PART: ClockRule(5, _W, _("A coordinating unit's part, before the whole answer is due"), _HOUSE),
    Clock.MORE_INFORMATION: ClockRule(10, _W, _("More information from the asker"), _HOUSE),
    Clock.APPEAL: ClockRule(10, _W, _("Appeal against a rejection"), _HOUSE),
    Clock.PAUSE_BUDGET: ClockRule(15, _W, _("Pauses of one question, together"), _HOUSE),
    Clock.EXTENSION: ClockRule(10, _W, _("More time for an answer, once, at most"), _HOUSE),
    Clock.HOLDING: ClockRule(15, _W, _("A first answer puts the date off at most"), _HOUSE),
    Clock.APOLOGY: ClockRule(1, _W, _("Letter of apology after a missed date"), _HOUSE),
    Clock.APOLOGY_DATE: ClockRule(5, _W, _("New date that a letter of apology proposes"), _HOUSE),
    Clock.DISPUTE: ClockRule(15, _C, _("The asker disputes an answer"), _HOUSE),
    Clock.OBJECTION: ClockRule(10, _C, _("The asker objects to a commitment claimed done"), _HOUSE),
    Clock.OWN_DATA: ClockRule(15, _C, _("The asker's request about the own data"), _PERSONAL_DATA),
    Clock.CONFIRMATION: ClockRule(3, _W, _("A unit confirms a commitment"), _HOUSE),
    Clock.ONE_TIME_LINK: ClockRule(5, _W, _("A one-time link is good"), _HOUSE),
}
