"""How a part is shown: its pill and the chip of its date."""

from datetime import date

from app.calendar.deadlines import due_state
from app.calendar.working_days import WorkingCalendar
from questions.looks import TONES, DueChip, Look
from questions.parts.states import OPEN_PARTS, PART_STATE_NAMES, PartState

SIGNS: dict[PartState, tuple[str, str]] = {
    PartState.WRITING: ("pencil-line", "brand"),
    PartState.IN_REVIEW: ("stamp", "soon"),
    PartState.DELIVERED: ("badge-check", "ok"),
    PartState.DECLINED: ("undo-2", "quiet"),
    PartState.WITHDRAWN: ("circle-x", "quiet"),
}
PART_LOOKS: dict[PartState, Look] = {state: Look(PART_STATE_NAMES[state], *SIGNS[state]) for state in PartState}


def part_due_chip(state: PartState, due_on: date | None, today: date, calendar: WorkingCalendar) -> DueChip | None:
    """None when the part is waited for no more."""
    if due_on is None or state not in OPEN_PARTS:
        return None
    view = due_state(due_on, today, calendar)
    return DueChip(view.sentence, due_on, TONES[view.state])
