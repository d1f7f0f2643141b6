"""The asker does not agree with the answer, and a coordinator decides: it stands, or it is answered anew."""

from datetime import datetime
from typing import Any

from app import post
from app.access import Role, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, require_words
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import policy
from questions.answers.correcting import return_waiting
from questions.answers.drafting import ASKER
from questions.askers.veiling import for_all
from questions.attachments.attaching import move_to_earlier
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.keeping import add_fact
from questions.clocks.requests import lapse_requests
from questions.merging.askers import letters_to
from questions.merging.standing import asked_again
from questions.moving import STALE, move_question, refuse
from questions.opinions import letters as after_letters
from questions.opinions import policy as opinion_policy
from questions.oversight.replying import tell_writer
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators, speakers, staff
from questions.states import QuestionAct, QuestionState
from questions.tables import Question
from questions.values import Reply, Ruling
from questions.wording import refresh_words

DISPUTE = Statement(
    "INSERT INTO answer_dispute (question, turn, reason, disputed_at, asked_as) VALUES ({}, {}, {}, {}, {})"
)
RULE = Statement(
    "UPDATE answer_dispute SET ruling = {}, ruling_reason = {}, ruled_by = {}, ruled_at = {}"
    " WHERE question = {} AND turn = {} AND ruling = '' RETURNING id"
)
# Everybody whose question was joined with it gets the new answer, and time to judge it.
ASK_ANEW = Statement(
    "UPDATE question SET dispute_until = NULL WHERE id IN (SELECT question_merge.question FROM question_merge"
    " WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL)"
)
RULED = Statement(
    "SELECT answer_dispute.ruled_at, person.name FROM answer_dispute"
    " LEFT JOIN person ON person.id = answer_dispute.ruled_by"
    " WHERE answer_dispute.question = {} AND answer_dispute.ruling <> '' ORDER BY answer_dispute.turn DESC LIMIT 1"
)
# What the oversight asked for has come about.
GRANT = Statement(
    "UPDATE oversight_note SET reply = 'granted', reply_reason = {}, replied_by = {}, replied_at = {}"
    " WHERE question = {} AND kind = 'request' AND reply = '' RETURNING id, person"
)
KEEP_EARLIER = Statement(
    "INSERT INTO earlier_answer (question, unit, state, version, summary, body, legal_basis, outcome, document_number,"
    " authors, approver, signer_title, own_approval_reason, created_at, edited_at, approved_at, published_at,"
    " replaced_at) SELECT question, unit, state, version, summary, body, legal_basis, outcome, document_number,"
    " authors, approver, signer_title, own_approval_reason, created_at, edited_at, approved_at, published_at, {}"
    " FROM answer WHERE question = {} AND state IN ('published', 'taken_down') RETURNING id"
)
BEGIN_ANEW = Statement(
    "UPDATE answer SET state = 'drafting', version = version + 1, summary = '', body = '', legal_basis = '',"
    " outcome = '', document_number = '', authors = '[]', approver = NULL, signer_title = '',"
    " own_approval_reason = '', created_at = {}, edited_at = {}, approved_at = NULL, publish_at = NULL,"
    " published_at = NULL WHERE question = {}"
)
FORGET_CITATIONS = Statement(
    "DELETE FROM citation WHERE answer IN (SELECT answer.id FROM answer WHERE answer.question = {})"
)
FORGET_LINKS = tuple(
    Statement(f"DELETE FROM {table} WHERE answer IN (SELECT answer.id FROM answer WHERE answer.question = {{}})")  # noqa: S608
    for table in ("answer_referral", "answer_superseding")
)
FORGET_PROMISE = Statement(
    "DELETE FROM answer_promise WHERE answer IN (SELECT answer.id FROM answer WHERE answer.question = {})"
)


@atomic
async def dispute(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Say, inside the window, that the answer does not settle the matter. `by` came by the secret link."""
    require_words(reason)
    question = await asked_again(question)
    refuse(opinion_policy.why_not_dispute(by, question, day_of(at)), is_stale=policy.is_asker(by, question))
    await move_question(question, QuestionAct.DISPUTE, by=by, at=at, turn=question.reopened)
    await DISPUTE.run(question.id, question.reopened, reason, at, question.asked_as_id)
    await _tell_deciders(question, reason, at)


@atomic
async def stand_by(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """The answer stands, and the question is closed; everyone reads why."""
    require_words(reason)
    await _move(question, QuestionAct.STAND_BY, by=by, at=at, reason=reason)
    await _rule(question, Ruling.UPHELD, reason, by, at)
    for asker in await letters_to(question.id):
        letter = after_letters.upheld(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            reason=reason,
            language=asker.language,
            key=f"upheld {asker.code} {question.reopened}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)


@atomic
async def reopen(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Have it answered anew, once. The first answer stays beside the second; its unit has a new date."""
    require_words(reason)
    await answer_anew(question, reason, by=by, at=at)
    for request in await GRANT.all(reason, by.person_id, at, question.id):
        await tell_writer(question, request["id"], request["person"], Reply.GRANTED, reason, at=at)
    await _rule(question, Ruling.REOPENED, reason, by, at)


async def answer_anew(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Move the question back to its unit, with a new date and an empty draft, inside the caller's transaction."""
    rule = (await load_clocks())[Clock.ANSWER_ANEW]
    fact = ClockFact(ClockKind.REOPENED, day_of(at), rule.number, rule.unit, Clock.ANSWER_ANEW.value, reason)
    due_on = (await add_fact(question.id, fact, by=by, at=at)).due_on
    assert due_on is not None
    values: dict[Any, Any] = {
        Question.reopened: question.reopened + 1,
        Question.dispute_until: None,
        Question.outcome: "",
        Question.answered_at: None,
        Question.paused_at: None,
        Question.due_reason: "",
        Question.internal_due_on: None,
    }
    await _move(question, QuestionAct.REOPEN, by=by, at=at, values=values, reason=reason, due_on=due_on)
    await lapse_requests(question.id, at)
    await ASK_ANEW.run(question.id)
    earlier = await KEEP_EARLIER.one(at, question.id)
    if earlier is not None:
        await move_to_earlier(question.id, earlier["id"])
    await BEGIN_ANEW.run(at, at, question.id)
    await return_waiting(question, reason, by, at)
    await FORGET_PROMISE.run(question.id)
    await FORGET_CITATIONS.run(question.id)
    for forget in FORGET_LINKS:
        await forget.run(question.id)
    await refresh_words(question.id)
    for asker in await letters_to(question.id):
        letter = after_letters.reopened(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            reason=reason,
            due_on=due_on,
            language=asker.language,
            key=f"reopened {asker.code} {question.reopened}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)
    unit_id, asked = question.lead_unit_id, await ASKER.one(question.id)
    if unit_id is None or asked is None:
        return
    for reader in await speakers(unit_id, reported_unit_id=question.reported_unit_id, at=at):
        letter = after_letters.reopened_for_unit(
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=asked["summary"],
            reason=reason,
            due_on=due_on,
            language=reader.language,
            key=f"reopened {question.code} {question.reopened} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


async def _move(question: QuestionFacts, act: QuestionAct, **more: Any) -> QuestionState:
    """As `move_question`; who comes second reads who ruled and when."""
    try:
        return await move_question(question, act, **more)
    except Conflict as conflict:
        raise Conflict(await _ruled_before(question) or conflict.sentence) from conflict


async def _rule(question: QuestionFacts, ruling: Ruling, reason: str, by: Viewer, at: datetime) -> None:
    if await RULE.one(ruling.value, reason, by.person_id, at, question.id, question.reopened) is None:
        raise Conflict(STALE)


async def _ruled_before(question: QuestionFacts) -> Sentence | None:
    row = await RULED.one(question.id)
    if row is None:
        return None
    return _(
        "It was decided already, by %(who)s at %(moment)s. Here is how it stands now.",
        who=row["name"] or "Đối thoại",
        moment=show_moment(row["ruled_at"]),
    )


async def _tell_deciders(question: QuestionFacts, reason: str, at: datetime) -> None:
    """The coordinators, and the leaders of the unit that answered."""
    asked = await ASKER.one(question.id)
    assert asked is not None
    reason = await for_all(question.asked_as_id or question.id, reason)
    told = [
        *await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at),
        *await staff(question.lead_unit_id, Role.APPROVER, reported_unit_id=question.reported_unit_id, at=at),
    ]
    for reader in {reader.id: reader for reader in told}.values():
        letter = after_letters.disputed(
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=asked["summary"],
            reason=reason,
            language=reader.language,
            key=f"disputed {question.code} {question.reopened} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
