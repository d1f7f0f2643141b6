"""What stands beside an answer for those who approve, clear or publish it: the check, and what it promises."""

from typing import Any

from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from questions.answers.draft import DraftPromise
from questions.answers.policy import AnswerFacts
from questions.answers.promising import promise_of
from questions.checks.overriding import override_of
from questions.clearance.clearing import cleared_of
from questions.commitments.states import DueWording
from questions.linking.reading import referral_of


async def beside(answer: AnswerFacts) -> dict[str, Any]:
    """What `questions/desk/_checked.html` shows."""
    promise, units = await promise_of(answer.id), await directory()
    return {
        "override": await override_of(answer.id, answer.version),
        "promise": None if promise.problems() else promise,
        "cleared": await cleared_of(answer.id),
        "refers_to": await referral_of(answer.id),
        "promise_owner": units.name(units.resolve(promise.owner_id)) if promise.owner_id else "",
        "promise_due": due_words(promise),
    }


def due_words(promise: DraftPromise) -> Sentence | str:
    """By when, as it was said; "" while that is not typed."""
    due = promise.due
    if due is None or due.problem() is not None:
        return ""
    match due.wording:
        case DueWording.BEFORE if due.day:
            return _("before %(day)s", day=show_date(due.day))
        case DueWording.BY if due.day:
            return _("by %(day)s at the latest", day=show_date(due.day))
        case DueWording.WITHIN:
            return _("within %(days)s working days of its publication", days=due.days)
        case DueWording.MONTHLY:
            return _("every month on day %(day)s", day=due.day_of_month)
    return ""
