"""Who may do what with data about an asker, and why not. Pure."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.seeing import SeenBy, strictest
from questions import policy
from questions.policy import QuestionFacts

ERASED = _("Your contact data was erased already.")


def why_not_own(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not correct, narrow or take away the own data of this question."""
    if not policy.is_asker(viewer, question):
        return policy.ASKER_ONLY
    return ERASED if question.is_erased else None


def why_not_narrow(viewer: Viewer, question: QuestionFacts, circle: SeenBy) -> Sentence | None:
    """A circle is narrowed by its asker alone, and never widened."""
    refusal = why_not_own(viewer, question)
    if refusal is None and (circle is question.seen_by or strictest(circle, question.seen_by) is not circle):
        return _("No more people know who asks than this already.")
    return refusal


def why_not_ask_erasure(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    refusal = why_not_own(viewer, question)
    if refusal is None and question.erase_request_id is not None:
        return _("You asked for it already; a coordinator decides.")
    return refusal


def why_not_rule(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not decide on a request to erase."""
    if not policy.coordinates(viewer, question):
        return policy.COORDINATOR_ONLY
    if question.erase_request_id is None:
        return _("No asker waits for this decision.")
    return None
