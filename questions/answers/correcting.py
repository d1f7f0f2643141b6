"""Correcting a published answer: never an edit, but a dated record beside it, approved by four eyes."""

from dataclasses import dataclass, replace
from datetime import datetime

from app import post
from app.access import Role, Viewer
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, require_words
from app.formats import show_moment
from app.i18n import Sentence as _
from app.people.units import directory
from questions import journal, policy
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import CORRECTION, CorrectionAct, CorrectionState
from questions.facts import question_facts_by_id
from questions.merging.askers import letters_to
from questions.moving import STALE, refuse
from questions.opinions import letters as after_letters
from questions.policy import QuestionFacts
from questions.staff_readers import staff

FILL_IN = _("Please fill this in.")

PROPOSE = Statement(
    "INSERT INTO answer_correction (question, turn, unit, state, body, reason, document_number, writer, written_at,"
    " signer_title, ruling_reason) VALUES ({}, {}, {}, 'proposed', {}, {}, {}, {}, {}, '', '')"
    " ON CONFLICT DO NOTHING RETURNING id"
)
OPEN = Statement(
    "SELECT answer_correction.id, answer_correction.unit AS unit_id, answer_correction.turn,"
    " answer_correction.body, answer_correction.reason, answer_correction.document_number,"
    " answer_correction.writer AS writer_id, answer_correction.written_at, person.name AS writer"
    " FROM answer_correction JOIN person ON person.id = answer_correction.writer"
    " WHERE answer_correction.question = {} AND answer_correction.state = 'proposed'"
)
RULE = Statement(
    "UPDATE answer_correction SET state = {}, approver = {}, signer_title = {}, ruling_reason = {}, ruled_at = {}"
    " WHERE id = {} AND state = {} RETURNING id"
)
# Holds the answer that it corrects, so that nobody takes it down or begins it anew meanwhile.
HOLD = Statement(
    "UPDATE answer SET state = state WHERE question = {} AND unit = {} AND state = 'published' AND EXISTS"
    " (SELECT 1 FROM question WHERE question.id = answer.question AND question.reopened = {}) RETURNING id"
)
RULED = Statement(
    "SELECT answer_correction.ruled_at, person.name FROM answer_correction"
    " JOIN person ON person.id = answer_correction.approver WHERE answer_correction.question = {}"
    " ORDER BY answer_correction.id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Proposed:
    """A correction that waits for a leader."""

    id: int
    unit_id: int
    turn: int
    body: str
    reason: str
    document_number: str
    writer_id: int
    written_at: datetime
    writer: str


async def proposed(question_id: int) -> Proposed | None:
    row = await OPEN.one(question_id)
    return Proposed(**row) if row else None


@atomic
async def correct(
    answer: AnswerFacts, body: str, reason: str, *, document_number: str = "", by: Viewer, at: datetime
) -> None:
    """Write a correction of a published answer and send it to the leaders; one waits at a time."""
    require_words(body, "correction", FILL_IN)
    require_words(reason, "reason", FILL_IN)
    question = await question_facts_by_id(answer.question.id)
    refuse(answer_policy.why_not_correct(by, question), is_stale=policy.works_for_lead(by, question))
    if await HOLD.one(question.id, answer.unit_id, question.reopened) is None:
        raise Conflict(_("There is no published answer to correct."))
    added = await PROPOSE.one(
        question.id, question.reopened, answer.unit_id, body, reason, document_number, by.person_id, at
    )
    if added is None:
        raise Conflict(_("Another correction of this answer waits for approval."))
    await _record("answer.correct", question, answer.unit_id, reason, by, at)
    for leader in await staff(answer.unit_id, Role.APPROVER, reported_unit_id=question.reported_unit_id, at=at):
        if leader.id == by.person_id and answer.approvers > 1:
            continue
        letter = after_letters.correction_to_approve(
            to=leader.email,
            name=leader.name,
            code=question.code,
            drafter=by.name,
            body=body,
            language=leader.language,
            key=f"correction {added['id']} {leader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def approve_correction(
    answer: AnswerFacts, *, signer_title: str = "", reason: str = "", by: Viewer, at: datetime, seen: str = ""
) -> None:
    """Publish it beside the answer; the asker is told. The only leader of a unit needs a reason for an own one.

    Raises Conflict when another one than `seen` (its id) waits by now.
    """
    waiting = await _waiting(answer, by, seen)
    if await HOLD.one(answer.question.id, waiting.unit_id, waiting.turn) is None:
        raise Conflict(_("The answer that this corrects is no longer published, so it cannot be corrected."))
    if answer_policy.correction_needs_reason(by, answer, waiting.writer_id) and not reason.strip():
        problem = _("You are the only leader of your unit and wrote this yourself. Please write why you approve it.")
        raise Invalid(problem, {"reason": problem})
    await _rule(answer.question, waiting, CorrectionAct.APPROVE, signer_title, reason, by, at)
    for asker in await letters_to(answer.question.id):
        letter = after_letters.corrected(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            unit=(await directory()).name(waiting.unit_id),
            body=waiting.body,
            reason=waiting.reason,
            language=asker.language,
            key=f"corrected {waiting.id} {asker.code}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)


@atomic
async def return_correction(answer: AnswerFacts, reason: str, *, by: Viewer, at: datetime, seen: str = "") -> None:
    """Give it back; who wrote it may write another one. `seen` as in `approve_correction`."""
    require_words(reason, "reason", FILL_IN)
    await _rule(answer.question, await _waiting(answer, by, seen), CorrectionAct.RETURN, "", reason, by, at)


async def return_waiting(question: QuestionFacts, reason: str, by: Viewer, at: datetime) -> None:
    """Give back what waits, inside the act that ends the answer which it corrects."""
    waiting = await proposed(question.id)
    if waiting is not None:
        await _rule(question, waiting, CorrectionAct.RETURN, "", reason, by, at)


async def _waiting(answer: AnswerFacts, by: Viewer, seen: str) -> Proposed:
    waiting = await proposed(answer.question.id)
    if waiting is None:
        refusal = answer_policy.why_not_rule_on_correction(by, answer, 0)
        if refusal is not None:
            raise NotAllowed(refusal)
        ruled = await RULED.one(answer.question.id)
        raise Conflict(
            _(
                "It was decided already, by %(who)s at %(moment)s. Here is how it stands now.",
                who=ruled["name"],
                moment=show_moment(ruled["ruled_at"]),
            )
            if ruled
            else _("No correction waits for approval.")
        )
    written = replace(answer, unit_id=waiting.unit_id)
    refusal = answer_policy.why_not_rule_on_correction(by, written, waiting.writer_id)
    if refusal is not None:
        raise NotAllowed(refusal)
    if seen not in {"", str(waiting.id)}:
        raise Conflict(STALE)
    return waiting


async def _rule(
    question: QuestionFacts, waiting: Proposed, act: CorrectionAct, title: str, reason: str, by: Viewer, at: datetime
) -> None:
    target = CORRECTION.target(CorrectionState.PROPOSED, act)
    assert target is not None
    values = (target.value, by.person_id, title, reason, at, waiting.id, CorrectionState.PROPOSED.value)
    if await RULE.one(*values) is None:
        raise Conflict(STALE)
    await _record(f"answer.correction_{act.value}", question, waiting.unit_id, reason or waiting.reason, by, at)


async def _record(act: str, question: QuestionFacts, unit_id: int, reason: str, by: Viewer, at: datetime) -> None:
    await journal.record(act, by=by, at=at, about=("question", question.id), unit_id=unit_id, reason=reason)
