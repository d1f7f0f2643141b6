"""Who may say that a document was replaced, and who looks at the answers that cite it. Pure."""

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import QuestionFacts, works_for_lead
from questions.states import ANSWERED_STATES


def why_not_mark(viewer: Viewer) -> Sentence | None:
    """Why this person may not keep the register of replaced documents."""
    return None if viewer.has(Role.COORDINATOR) else _("Only a coordinator may mark a document as replaced.")


def why_not_review(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not note what became of an answer that cites a replaced document."""
    if not works_for_lead(viewer, question):
        return _("Only the unit that answered may look at its answer again.")
    if question.state not in ANSWERED_STATES:
        return _("There is no published answer to look at.")
    return None
