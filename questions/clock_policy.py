"""Who may stop, lengthen and correct the clock of a question, and why not. Pure."""

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import QuestionFacts, coordinates
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
