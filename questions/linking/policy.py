"""Who may say that a newer answer stands in the place of an older one, and why not. Pure."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.policy import coordinates, works_for_lead
from questions.states import ANSWERED_STATES


def may_supersede(viewer: Viewer, answer: AnswerFacts) -> bool:
    return coordinates(viewer, answer.question) or works_for_lead(viewer, answer.question)


def why_not_supersede(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """Why this person may not name the newer answer now, or take that back."""
    if not may_supersede(viewer, answer):
        return _("Only a coordinator, or the unit that answered, may do this.")
    if answer.state is not AnswerState.PUBLISHED or answer.question.state not in ANSWERED_STATES:
        return _("There is no published answer to replace.")
    return None
