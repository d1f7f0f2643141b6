"""Who may send a letter of apology, and why not. Pure."""

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.clocks.policy import why_not_answering
from questions.policy import QuestionFacts, coordinates


def may_apologise(viewer: Viewer, question: QuestionFacts) -> bool:
    """A leader of the unit that answers; while no unit has it, the organising unit's leaders and coordinators."""
    if viewer.is_system or question.lead_unit_id is not None:
        return viewer.is_system or viewer.has(Role.APPROVER, question.lead_unit_id)
    return coordinates(viewer, question) or viewer.has(Role.APPROVER, question.organiser_id)


def why_not_apologise(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not send a letter of apology now, or None."""
    if not may_apologise(viewer, question):
        return _("Only a leader of the unit that owes the answer may send the letter of apology.")
    if question.owes_apology:
        return why_not_answering(question)
    return _("No letter of apology is owed for this question now.")
