"""What can be done with ticked questions, why not with this one, and doing it: the doors of the single acts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.access import Role, Viewer
from app.errors import Conflict, NotFound, Refusal
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import assigning, policy, seeing
from questions.answers import policy as answer_policy
from questions.answers import publishing
from questions.answers.states import AnswerAct
from questions.bulk.wanted import Bulk, Wanted
from questions.clocks import extending
from questions.clocks import policy as clock_policy
from questions.facts import NO_QUESTION, answer_of, question_facts
from questions.moving import STALE
from questions.oversight import policy as oversight_policy
from questions.oversight import urging
from questions.policy import QuestionFacts
from questions.states import QuestionAct

MOST = 100


@dataclass(frozen=True)
class BulkAct:
    """`why_not` judges one question beforehand; `run` does it and says what came of it; `roles` look for it."""

    name: Sentence
    explanation: Sentence
    icon: str
    roles: tuple[Role, ...]
    why_not: Callable[[Viewer, QuestionFacts], Awaitable[Sentence | None]]
    run: Callable[[QuestionFacts, Wanted, Viewer, datetime], Awaitable[Sentence]]


@dataclass(frozen=True)
class Result:
    """What came of one question."""

    code: str
    is_done: bool
    words: Sentence | str


async def _why_not_assign(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    return policy.why_not(QuestionAct.OFFER, viewer, question)


async def _assign(question: QuestionFacts, wanted: Wanted, by: Viewer, at: datetime) -> Sentence:
    due_on = await assigning.assign(question, wanted.unit_id, weight=wanted.weight, note=wanted.note, by=by, at=at)
    return _("Assigned; the answer is due on %(day)s.", day=show_date(due_on))


async def _why_not_due(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    return clock_policy.why_not_give_time(viewer, question)


async def _put_off(question: QuestionFacts, wanted: Wanted, by: Viewer, at: datetime) -> Sentence:
    assert wanted.new_date is not None
    await extending.give_time(question, wanted.new_date, wanted.reason, by=by, at=at)
    return _("The answer is due on %(day)s now.", day=show_date(wanted.new_date))


async def _why_not_remind(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    return oversight_policy.why_not_urge(viewer, question)


async def _remind(question: QuestionFacts, wanted: Wanted, by: Viewer, at: datetime) -> Sentence:
    await urging.urge(question, wanted.words, by=by, at=at)
    return _("The unit was urged on.")


async def _why_not_publish(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    if not policy.coordinates(viewer, question):
        return policy.COORDINATOR_ONLY
    answer = await answer_of(question)
    if answer is None:
        return _("The unit has not written the answer yet.")
    return answer_policy.why_not_answer(AnswerAct.PUBLISH, viewer, answer)


async def _publish(question: QuestionFacts, wanted: Wanted, by: Viewer, at: datetime) -> Sentence:
    answer = await answer_of(question)
    if answer is None:
        raise Conflict(_("The unit has not written the answer yet."))
    version = (wanted.versions or {}).get(question.code)
    if version is None:
        raise Conflict(STALE)
    await publishing.publish(replace(answer, version=version), secret_key=wanted.secret_key, by=by, at=at)
    return _("Published; the asker is told.")


C = Role.COORDINATOR
BULK: dict[Bulk, BulkAct] = {
    Bulk.ASSIGN: BulkAct(
        _("Assign"),
        _("Each question goes to the unit that you choose, with its own due date. The unit gets one letter for each."),
        *("send", (C,), _why_not_assign, _assign),
    ),
    Bulk.DUE: BulkAct(
        _("Give more time"),
        _("Each answer gets this due date, once, with this reason. Units and askers are told, and everyone reads it."),
        *("calendar-clock", (C, Role.CHAIR), _why_not_due, _put_off),
    ),
    Bulk.REMIND: BulkAct(
        _("Urge on"),
        _("The unit of each question gets these words by letter. Each is counted, and everyone sees how often."),
        *("megaphone", (C, Role.CHAIR, Role.SUPERVISOR), _why_not_remind, _remind),
    ),
    Bulk.PUBLISH: BulkAct(
        _("Publish the answers"),
        _("The approved answer of each question is published as it stands now, and its asker is told."),
        *("globe", (C,), _why_not_publish, _publish),
    ),
}


def offered_to(viewer: Viewer) -> list[tuple[Bulk, BulkAct]]:
    """The acts that this person's roles look for."""
    return [(code, act) for code, act in BULK.items() if viewer.has_any(*act.roles)]


async def seen_question(viewer: Viewer, code: str) -> QuestionFacts:
    """Raises NotFound also for a question that is not the viewer's to see."""
    question = await question_facts(code.upper())
    if not seeing.may_see(viewer, question):
        raise NotFound(NO_QUESTION)
    return question


async def run_all(act: Bulk, codes: Sequence[str], wanted: Wanted, *, by: Viewer, at: datetime) -> list[Result]:
    """Each question in its own transaction: what one refuses stops no other."""
    results = []
    for code in codes:
        try:
            words = await BULK[act].run(await seen_question(by, code), wanted, by, at)
        except Refusal as refusal:
            results.append(Result(code, False, refusal.sentence))
        else:
            results.append(Result(code, True, words))
    return results
