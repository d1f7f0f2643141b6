"""What happened to the clock of a question: facts that are added and never changed. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.calendar.clocks import DayUnit
from app.i18n import Sentence
from app.i18n import Sentence as _


class ClockKind(StrEnum):
    STARTED = "started"
    REOPENED = "reopened"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    HELD = "held"
    MOVED = "moved"
    CORRECTED = "corrected"


KIND_NAMES: dict[ClockKind, Sentence] = {
    ClockKind.STARTED: _("The clock starts"),
    ClockKind.REOPENED: _("Answered anew: another clock starts"),
    ClockKind.PAUSED: _("The clock is paused"),
    ClockKind.RESUMED: _("The clock runs again"),
    ClockKind.EXTENDED: _("More time was given"),
    ClockKind.HELD: _("A first answer names a new date"),
    ClockKind.MOVED: _("The calendar changed"),
    ClockKind.CORRECTED: _("The starting day was corrected"),
}


@dataclass(frozen=True)
class ClockFact:
    """One thing that happened to a clock. `on` is the Vietnamese day that counts, `entered_at` when it was typed.

    `days` is the whole length of a clock that starts, what is added by more time or a first answer, in `unit`, and
    of a clock that runs again the working days that its pause cost. `target` is the shorter length that the office
    set itself, `basis` the rule of a count that is not the general one. `was` and `due_on` are the due date before
    and after, as they were told then.
    """

    kind: ClockKind
    on: date
    days: int = 0
    unit: DayUnit = DayUnit.WORKING
    clock: str = ""
    reason: str = ""
    by: str = ""
    entered_at: datetime | None = None
    target: int = 0
    basis: str = ""
    was: date | None = None
    due_on: date | None = None
