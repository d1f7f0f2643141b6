"""Who may rate, dispute and rule on a published answer, and until when. Pure: facts in, sentences out."""

from datetime import date

from app.access import Viewer
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.policy import ASKER_ONLY, QuestionFacts, is_asker, why_not
from questions.states import (
    QuestionAct,
    QuestionState,
)


def why_not_judge(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not rate the answer, or change the rating, today (a day in Vietnam)."""
    if not is_asker(viewer, question):
        return ASKER_ONLY
    if question.state not in (QuestionState.ANSWERED, QuestionState.DISPUTED):
        return _("There is no answer now that could be rated.")
    return why_window_is_over(question, today)


def why_not_dispute(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not dispute the answer today (a day in Vietnam)."""
    return why_not(QuestionAct.DISPUTE, viewer, question) or why_window_is_over(question, today)


def why_window_is_over(question: QuestionFacts, today: date) -> Sentence | None:
    if question.dispute_until is not None and today > question.dispute_until:
        return _("The time to rate or dispute this answer ended on %(day)s.", day=show_date(question.dispute_until))
    return None
