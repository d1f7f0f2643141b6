"""The sign and the tone that go with each state's word, and the words of a due date."""

from dataclasses import dataclass
from datetime import date, datetime

from app.calendar.deadlines import DueState, due_state
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.states import ANSWER_STATE_NAMES, AnswerState
from questions.states import OVER_STATES, STATE_NAMES, QuestionState


@dataclass(frozen=True)
class Look:
    """A state as a pill shows it."""

    label: Sentence
    icon: str
    tone: str


@dataclass(frozen=True)
class DueChip:
    """What the chip of a due date shows; `why_path` is the page that explains the date."""

    words: Sentence
    on: date
    tone: str
    why_path: str | None = None


S = QuestionState
SIGNS: dict[QuestionState, tuple[str, str]] = {
    S.SUBMITTED: ("inbox", "soon"),
    S.ADMITTED: ("circle-check", "brand"),
    S.REJECTED: ("circle-x", "quiet"),
    S.NEEDS_INFO: ("message-circle-question-mark", "soon"),
    S.APPEALED: ("scale", "soon"),
    S.REFERRED: ("signpost", "quiet"),
    S.FORWARDED: ("forward", "quiet"),
    S.MERGED: ("merge", "quiet"),
    S.SPLIT: ("split", "quiet"),
    S.WITHDRAWN: ("undo-2", "quiet"),
    S.OFFERED: ("send", "brand"),
    S.IN_PROGRESS: ("pencil-line", "brand"),
    S.ANSWERED: ("message-square-reply", "ok"),
    S.DISPUTED: ("scale", "soon"),
    S.CLOSED: ("circle-check-big", "ok"),
}
ANSWER_SIGNS: dict[AnswerState, tuple[str, str]] = {
    AnswerState.DRAFTING: ("pencil-line", "brand"),
    AnswerState.AGENCY_REVIEW: ("stamp", "soon"),
    AnswerState.CLEARANCE: ("shield-check", "soon"),
    AnswerState.APPROVED: ("badge-check", "ok"),
    AnswerState.SCHEDULED: ("calendar-clock", "ok"),
    AnswerState.PUBLISHED: ("globe", "ok"),
    AnswerState.TAKEN_DOWN: ("eye-off", "quiet"),
}
TONES: dict[DueState, str] = {
    DueState.OK: "quiet",
    DueState.SOON: "soon",
    DueState.TODAY: "soon",
    DueState.OVERDUE: "late",
    DueState.VERY_OVERDUE: "late",
}


LOOKS: dict[QuestionState, Look] = {state: Look(STATE_NAMES[state], *SIGNS[state]) for state in S}
# Where the asker reads another word than the office.
OWN_LOOKS = LOOKS | {S.NEEDS_INFO: Look(_("Waiting for your information"), *SIGNS[S.NEEDS_INFO])}


def look_of(state: QuestionState, answer_state: AnswerState | None = None) -> Look:
    """How a question stands; the state of its answer says more while the agency works."""
    if state is S.IN_PROGRESS and answer_state in WAITING_WORDS:
        return Look(WAITING_WORDS[answer_state], *ANSWER_SIGNS[answer_state])
    return LOOKS[state]


WAITING_WORDS: dict[AnswerState, Sentence] = {
    AnswerState.AGENCY_REVIEW: _("Answer awaits approval"),
    AnswerState.CLEARANCE: _("Answer awaits clearance"),
    AnswerState.SCHEDULED: _("Scheduled for publication"),
    AnswerState.APPROVED: _("Approved, to be published"),
}


def answer_look(state: AnswerState) -> Look:
    return Look(ANSWER_STATE_NAMES[state], *ANSWER_SIGNS[state])


def due_chip(
    state: QuestionState,
    due_on: date | None,
    today: date,
    calendar: WorkingCalendar,
    why_path: str | None = None,
    *,
    paused_at: datetime | None = None,
) -> DueChip | None:
    """The chip of an open question with a due date; None when nothing is due any more.

    A clock that stands still says so; its date is the latest that it can be.
    """
    if due_on is None or state in OVER_STATES:
        return None
    if paused_at is not None:
        since = _("Paused since %(day)s, at the latest", day=show_date(day_of(paused_at)))
        return DueChip(since, due_on, "quiet", why_path)
    view = due_state(due_on, today, calendar)
    return DueChip(view.sentence, due_on, TONES[view.state], why_path)
