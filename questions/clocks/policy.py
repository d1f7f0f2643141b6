"""Who may stop, lengthen and correct the clock of a question, and why not. Pure."""

from datetime import date

from app.access import Role, Viewer
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.clocks.facts import ClockKind
from questions.clocks.rule import RunningClock
from questions.policy import QuestionFacts, chairs, coordinates
from questions.states import QuestionState

# An answer is awaited: the clock runs, or stands still with a reason.
ANSWERING_STATES = frozenset({QuestionState.ADMITTED, QuestionState.OFFERED, QuestionState.IN_PROGRESS})


def leads_unit(viewer: Viewer, question: QuestionFacts) -> bool:
    """A leader of the unit that answers."""
    return question.lead_unit_id is not None and viewer.has(Role.APPROVER, question.lead_unit_id)


STOPPERS = _("Only a coordinator or a leader of the unit that answers may do this.")


def may_stop(viewer: Viewer, question: QuestionFacts) -> bool:
    return coordinates(viewer, question) or leads_unit(viewer, question)


def why_not_pause(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not stop the clock of this question, or let it run again."""
    if not may_stop(viewer, question):
        return STOPPERS
    return why_not_answering(question)


def why_not_answering(question: QuestionFacts) -> Sentence | None:
    """Why the clock of this question does not matter now: nobody is to answer it."""
    if question.state not in ANSWERING_STATES:
        return _("No answer to this question is awaited now.")
    return None


def why_too_late_to_stop(due_on: date, today: date) -> Sentence | None:
    """Why a pause would save nothing: it covers the days after the one on which it begins."""
    if today > due_on:
        return _("The date has passed: it was %(day)s.", day=show_date(due_on))
    if today == due_on:
        return _("A pause counts from tomorrow on, and the answer is due today.")
    return None


def why_not_ask_for_time(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not ask for more time: the leaders of the unit that answers may."""
    if not leads_unit(viewer, question):
        return ASKERS
    return why_not_in_progress(question)


ASKERS = _("Only a leader of the unit that answers may ask for more time.")
GIVERS = _("Only a coordinator or the chair of the forum may decide this.")


def may_give_time(viewer: Viewer, question: QuestionFacts) -> bool:
    """The coordinator or a chair of the forum; nobody decides for the own unit's sake alone."""
    return coordinates(viewer, question) or chairs(viewer, question)


def may_ask_or_give(viewer: Viewer, question: QuestionFacts) -> bool:
    return may_give_time(viewer, question) or leads_unit(viewer, question)


def why_not_give_time(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not give more time, or decide on what was asked."""
    return why_not_in_progress(question) if may_give_time(viewer, question) else GIVERS


def why_not_hold(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not give a first answer with a new date."""
    return why_not_in_progress(question) if may_stop(viewer, question) else STOPPERS


def why_not_in_progress(question: QuestionFacts) -> Sentence | None:
    if question.state is not QuestionState.IN_PROGRESS:
        return _("No unit has taken this question on, so there is nothing to put off.")
    return None


def why_not_put_off(kind: ClockKind, clock: RunningClock | None) -> Sentence | None:
    """Why the date cannot move by more time or by a first answer any more: each is given once."""
    if clock is None:
        return _("This question has no due date yet.")
    if any(fact.kind is kind for fact in clock.added):
        return ONCE[kind]
    if clock.pause is not None:
        return _("The clock stands still. Please let it run again first.")
    return None


ONCE: dict[ClockKind, Sentence] = {
    ClockKind.EXTENDED: _("More time was given to this question already, and it is given once."),
    ClockKind.HELD: _("A first answer was given to this question already, and it is given once."),
}


def may_ask_for_correction(viewer: Viewer, question: QuestionFacts) -> bool:
    """Those who took the question in, or lead it."""
    return coordinates(viewer, question) or viewer.has(Role.CLERK, question.organiser_id)


def why_not_ask_for_correction(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    if not may_ask_for_correction(viewer, question):
        return _("Only a coordinator or a clerk of the organising unit may ask for this.")
    return why_not_answering(question)


def why_not_decide_on_correction(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not decide whether the clock counts from another day."""
    return why_not_answering(question) if may_give_time(viewer, question) else GIVERS
