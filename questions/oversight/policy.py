"""Who may watch over a question, ask to have it answered anew, and urge its unit on. Pure: facts in, sentences out."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import RULER_ONLY, QuestionFacts, chairs, coordinates, rules_on
from questions.states import (
    ASSIGNED_STATES,
    QuestionState,
)


def oversees(viewer: Viewer, question: QuestionFacts) -> bool:
    """Watches over the organising unit, or over a unit that has the question."""
    assigned = question.assigned_unit_ids if question.state in ASSIGNED_STATES else frozenset()
    return viewer.oversees(question.organiser_id, *assigned)


def why_not_oversee(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    return None if oversees(viewer, question) else _("Only the oversight may do this.")


def why_not_ask_to_reopen(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not ask to have the question answered anew."""
    if not oversees(viewer, question):
        return _("Only the oversight may do this.")
    if question.state not in (QuestionState.ANSWERED, QuestionState.CLOSED):
        return _("Only a question whose answer stands undisputed may be answered anew on request.")
    if question.reopened:
        return _("This question was answered anew once already.")
    if question.reopen_request_id:
        return _("Somebody of the oversight asked for this already; a coordinator has to reply first.")
    return None


def why_not_reply(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not reply to the request of the oversight."""
    if not rules_on(viewer, question):
        return RULER_ONLY
    if not question.reopen_request_id:
        return _("No request of the oversight waits for a reply.")
    if question.state is QuestionState.DISPUTED:
        return _("The asker disputes the answer as well: please decide that first.")
    return None


def may_urge(viewer: Viewer, question: QuestionFacts) -> bool:
    """The chair, a coordinator or the oversight."""
    return coordinates(viewer, question) or chairs(viewer, question) or oversees(viewer, question)


def why_not_urge(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not urge the unit on."""
    if not may_urge(viewer, question):
        return _("Only the chair, a coordinator or the oversight may urge a unit on.")
    if question.state not in (QuestionState.OFFERED, QuestionState.IN_PROGRESS):
        return _("No unit has to answer this question now.")
    return None
