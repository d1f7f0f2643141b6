"""Which questions may be joined. Pure: facts in, sentences out."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import QuestionFacts, why_not
from questions.states import QuestionAct, QuestionState

# An appeal is decided by itself, and what is answered already has nothing more to give.
TAKES_IN = frozenset(
    {
        QuestionState.SUBMITTED,
        QuestionState.NEEDS_INFO,
        QuestionState.ADMITTED,
        QuestionState.OFFERED,
        QuestionState.IN_PROGRESS,
    }
)


def why_not_join(viewer: Viewer, question: QuestionFacts, into: QuestionFacts) -> Sentence | None:
    """Why this person may not join the first question with the second now."""
    refusal = why_not(QuestionAct.MERGE, viewer, question)
    if refusal is not None:
        return refusal
    if question.id == into.id:
        return _("A question cannot be joined with itself.")
    if not viewer.is_same_unit(question.organiser_id, into.organiser_id):
        return _("Both questions have to be with the same organising unit.")
    reported = (question.reported_unit_id, into.reported_unit_id)
    if any(reported) and not viewer.is_same_unit(*reported):  # its words would be read with those of the other one
        return _("A report on the conduct of officials is joined only with another one on the same agency.")
    if into.state not in TAKES_IN:
        return _("Only an open question can take in another one.")
    return None
