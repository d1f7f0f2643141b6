"""The asker does not agree that a question was not accepted: once, within the days of the office."""

from datetime import datetime

from app import post
from app.access import Viewer
from app.clock import day_of
from app.database import Insert, atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from questions import policy
from questions.facts import question_facts_by_id
from questions.moving import move_question, refuse
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators
from questions.states import QuestionAct
from questions.tables import Question
from questions.triage import letters as triage_letters
from questions.triage.appeal_rulings import Ruling, rule_on_appeal
from questions.triage.tables import Appeal

APPEAL = Insert(Appeal, "question", "reason", "appealed_at", "ruling", "ruling_reason")


@atomic
async def appeal(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Ask for another look at a rejection. `by` came by the secret link; the coordinators are told."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    question = await question_facts_by_id(question.id)
    refuse(policy.why_not_appeal(by, question, day_of(at)), is_stale=policy.is_asker(by, question))
    await move_question(question, QuestionAct.APPEAL, by=by, at=at)
    await APPEAL(question.id, reason, at, "", "")
    for reader in await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at):
        letter = triage_letters.appealed(
            to=reader.email,
            name=reader.name,
            code=question.code,
            reason=reason,
            language=reader.language,
            key=f"appealed {question.code} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def uphold(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Not accepted, for good. Granting an appeal is `moderating.admit`."""
    question = await question_facts_by_id(question.id)
    await move_question(
        question,
        QuestionAct.UPHOLD,
        by=by,
        at=at,
        values={Question.appeal_until: None},
        reason=reason,
        own_decision=policy.decides_on_own(by, question),
    )
    await rule_on_appeal(question, Ruling.UPHELD, reason, by=by, at=at)
