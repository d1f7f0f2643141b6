"""Which questions may be linked as one matter. Pure: facts in, sentences out."""

from datetime import datetime

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import COORDINATOR_ONLY, QuestionFacts, coordinates
from questions.seeing import may_see
from questions.states import QuestionState

# These are not a matter of their own: another question stands in their place, or none does.
NOT_A_MATTER = frozenset(
    {QuestionState.REJECTED, QuestionState.WITHDRAWN, QuestionState.REFERRED, QuestionState.MERGED, QuestionState.SPLIT}
)


def why_not_link(
    viewer: Viewer, question: QuestionFacts, put_at: datetime, earlier: QuestionFacts, earlier_put_at: datetime
) -> Sentence | None:
    """Why this person may not say that the first question raises the matter of the earlier one again."""
    if not coordinates(viewer, question):
        return COORDINATOR_ONLY
    if not may_see(viewer, earlier):
        return _("There is no such question.")
    if question.event_id == earlier.event_id:
        return _("Both were asked for the same forum: a matter is raised again at a later one.")
    if earlier_put_at >= put_at:
        return _("The other question is not an earlier one.")
    if question.state in NOT_A_MATTER or earlier.state in NOT_A_MATTER:
        return _("A question that was not accepted, withdrawn, guided elsewhere, joined or split is not linked.")
    return None
