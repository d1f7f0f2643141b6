"""The sign and the tone of a commitment's state, and its due chip. Pure."""

from datetime import date

from app.calendar.deadlines import due_state
from app.calendar.working_days import WorkingCalendar
from questions.commitments.states import STATE_NAMES, CommitmentState
from questions.looks import TONES, DueChip, Look

C = CommitmentState
SIGNS: dict[CommitmentState, tuple[str, str]] = {
    C.RECORDED: ("pencil-line", "quiet"),
    C.ACTIVE: ("loader", "brand"),
    C.CLAIMED: ("clipboard-check", "soon"),
    C.FULFILLED: ("circle-check", "ok"),
}


def look_of(state: CommitmentState) -> Look:
    return Look(STATE_NAMES[state], *SIGNS[state])


def due_chip(state: CommitmentState, due_on: date, today: date, calendar: WorkingCalendar) -> DueChip | None:
    """None when the promise was kept."""
    if state is C.FULFILLED:
        return None
    view = due_state(due_on, today, calendar)
    return DueChip(view.sentence, due_on, TONES[view.state])
