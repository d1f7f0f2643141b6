"""The one way a question or an answer changes its state: asked of the policy, then compared and set."""

from datetime import datetime
from typing import Any

from app.access import Viewer
from app.database import Statement
from app.errors import Conflict, NotAllowed
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import journal, policy, seeing
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import ANSWER, AnswerAct, AnswerState
from questions.answers.tables import Answer
from questions.facts import question_facts_by_id
from questions.policy import QuestionFacts
from questions.states import QUESTION, VISIBILITY, QuestionAct, QuestionState, VisibilityAct
from questions.tables import Question

# Holds the row until the end of the transaction, so that no draft moves while its assignment is taken back.
HOLD = Statement("UPDATE question SET state = state WHERE id = {} AND state = {} AND lead_unit = {} RETURNING id")
HOLD_ANY = Statement("UPDATE question SET state = state WHERE id = {}")
STALE = _("Somebody was faster: this has changed in the meantime. Here is how it stands now.")


async def held(question_id: int) -> QuestionFacts:
    """The facts of a question that nobody else changes before the end of the caller's transaction."""
    await HOLD_ANY.run(question_id)
    return await question_facts_by_id(question_id)


def refuse(refusal: Sentence | None, *, is_stale: bool) -> None:
    """Raise what the policy said: Conflict when only the state stands in the way, else NotAllowed."""
    if refusal is not None:
        raise Conflict(refusal) if is_stale else NotAllowed(refusal)


async def move_question(
    question: QuestionFacts,
    act: QuestionAct,
    *,
    by: Viewer,
    at: datetime,
    values: dict[Any, Any] | None = None,
    reason: str = "",
    happened_at: datetime | None = None,
    **told: object,
) -> QuestionState:
    """Move a question inside the caller's transaction and journal it; returns the new state.

    `values` are columns set together with the state; `told` is what the journal keeps beside it.
    Raises NotAllowed, or Conflict when the question is no longer in the state of `question`.
    """
    target = QUESTION.target(question.state, act)
    refuse(
        policy.why_not(act, by, question),
        is_stale=target is None and _may_ever(act, by, question),
    )
    assert target is not None
    moved = await (
        Question.update({Question.state: target.value, **(values or {})})
        .where(Question.id == question.id)
        .where(Question.state == question.state.value)
        # It may have been given back and be in the same state again, but with another unit.
        .where(_led_by(question.lead_unit_id))
        .returning(Question.id)
    )
    if not moved:
        raise Conflict(STALE)
    await journal.record(
        f"question.{act.value}",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before={"state": question.state.value},
        after={"state": target.value, **told},
        reason=reason,
        happened_at=happened_at,
    )
    return target


def _led_by(unit_id: int | None) -> Any:
    return Question.lead_unit.is_null() if unit_id is None else Question.lead_unit == unit_id


def _may_ever(act: QuestionAct, by: Viewer, question: QuestionFacts) -> bool:
    may, _refusal = policy.WHO[act]
    return may(by, question)


async def hold_in_work(question: QuestionFacts) -> None:
    """Raises Conflict unless the question is still being answered by the unit of `question`."""
    if await HOLD.one(question.id, QuestionState.IN_PROGRESS.value, question.lead_unit_id) is None:
        raise Conflict(STALE)


async def move_visibility(
    question: QuestionFacts, act: VisibilityAct, *, by: Viewer, at: datetime, reason: str = ""
) -> None:
    """Take a question off the public pages or put it back, inside the caller's transaction, and journal it."""
    target = VISIBILITY.target(question.visibility, act)
    refuse(seeing.why_not_show(act, by, question), is_stale=policy.coordinates(by, question))
    assert target is not None
    moved = await (
        Question.update({Question.visibility: target.value})
        .where(Question.id == question.id)
        .where(Question.visibility == question.visibility.value)
        .where(Question.state == question.state.value)
        .returning(Question.id)
    )
    if not moved:
        raise Conflict(STALE)
    await journal.record(
        f"question.{act.value}",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before={"visibility": question.visibility.value},
        after={"visibility": target.value},
        reason=reason,
    )


async def move_answer(
    answer: AnswerFacts,
    act: AnswerAct,
    *,
    by: Viewer,
    at: datetime,
    values: dict[Any, Any] | None = None,
    reason: str = "",
    **told: object,
) -> AnswerState:
    """Move an answer inside the caller's transaction and journal it under its question."""
    target = ANSWER.target(answer.state, act)
    refuse(
        answer_policy.why_not_answer(act, by, answer),
        is_stale=answer_policy.ANSWER_WHO[act](by, answer) is None,
    )
    assert target is not None
    if act in answer_policy.IN_WORK:
        await hold_in_work(answer.question)
    moved = await (
        Answer.update({Answer.state: target.value, **(values or {})})
        .where(Answer.id == answer.id)
        .where(Answer.state == answer.state.value)
        .where(Answer.version == answer.version)
        .returning(Answer.id)
    )
    if not moved:
        raise Conflict(STALE)
    await journal.record(
        f"answer.{act.value}",
        by=by,
        at=at,
        about=("question", answer.question.id),
        unit_id=answer.unit_id,
        before={"answer_state": answer.state.value},
        after={"answer_state": target.value, **told},
        reason=reason,
    )
    return target
