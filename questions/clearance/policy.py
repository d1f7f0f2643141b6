"""Who flags a question for clearance, and why not. Pure."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.policy import APPROVED_STATES, AnswerFacts
from questions.answers.states import AnswerState
from questions.policy import COORDINATOR_ONLY, QuestionFacts, coordinates
from questions.states import OPEN_STATES


def why_not_flag(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None) -> Sentence | None:
    """Why this person may not say now whether the answer needs clearance."""
    if not coordinates(viewer, question):
        return COORDINATOR_ONLY
    if question.state not in OPEN_STATES:
        return _("This question is answered, or over.")
    if answer is not None and answer.state is AnswerState.CLEARANCE:
        return _("The answer is in clearance. It may be skipped there, with a reason.")
    if answer is not None and answer.state in APPROVED_STATES:
        return _("The answer is approved already. Please recall it first.")
    return None
