"""The sign and the tone of a commitment's state, its due chip, and what comes next. Pure."""

from datetime import date

from app.calendar.clocks import ClockRule
from app.calendar.deadlines import due_state
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.queries import CommitmentView
from questions.commitments.states import OVER, STATE_NAMES, CommitmentState
from questions.looks import TONES, DueChip, Look

C = CommitmentState
SIGNS: dict[CommitmentState, tuple[str, str]] = {
    C.RECORDED: ("pencil-line", "quiet"),
    C.CONTESTED: ("scale", "soon"),
    C.ACTIVE: ("loader", "brand"),
    C.CLAIMED: ("clipboard-check", "soon"),
    C.PARTIAL: ("circle-dashed", "soon"),
    C.FULFILLED: ("circle-check", "ok"),
    C.CANCELLED: ("circle-x", "quiet"),
}


def look_of(state: CommitmentState) -> Look:
    return Look(STATE_NAMES[state], *SIGNS[state])


def due_chip(state: CommitmentState, due_on: date, today: date, calendar: WorkingCalendar) -> DueChip | None:
    """None when the promise was kept or cancelled."""
    if state in OVER:
        return None
    view = due_state(due_on, today, calendar)
    return DueChip(view.sentence, due_on, TONES[view.state])


def next_words(
    commitment: CommitmentView,
    calendar: WorkingCalendar,
    today: date,
    *,
    confirmation: ClockRule,
    wanted_on: date | None = None,
) -> Sentence | None:
    """What comes next and by when, in one sentence; None when nothing does.

    `confirmation` is the time after which silence confirms; `wanted_on` is the new date that was asked for and not
    decided on yet.
    """
    if wanted_on is not None:
        return _("Next: the chair decides whether the new date is %(day)s.", day=show_date(wanted_on))
    match commitment.state:
        case C.RECORDED:
            last = confirmation.last_day(day_of(commitment.entered_at), calendar)
            return _(
                "Next: %(unit)s confirms it by %(day)s; without a word it counts as confirmed.",
                unit=commitment.owner,
                day=show_date(last),
            )
        case C.CONTESTED:
            return _("Next: the chair decides whether it stands as it was said, is reworded, or is cancelled.")
        case C.PARTIAL:
            return _("Next: a coordinator sets a date for the rest, or finds the whole kept.")
        case C.ACTIVE if commitment.due_on < today:
            return _("It is overdue: %(unit)s has to report on it at once.", unit=commitment.owner)
        case C.ACTIVE:
            day = show_date(commitment.due_on)
            return _("Next: %(unit)s reports it done, with evidence, by %(day)s.", unit=commitment.owner, day=day)
        case C.CLAIMED:
            return _("Next: a coordinator or the oversight looks at the evidence and verifies it.")
    return None
