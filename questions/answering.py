"""Writing, approving and publishing the answer, and recording how it reached the asker."""

from datetime import datetime
from typing import Any

from app import journal, post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.database.json import dump
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.people.queries import readers
from app.people.units import directory
from questions import letters, policy
from questions.draft import Draft as Draft
from questions.facts import answer_facts, answer_of
from questions.moving import STALE, move_answer, move_question, refuse
from questions.policy import AnswerFacts, QuestionFacts
from questions.states import (
    AnswerAct,
    AnswerState,
    Delivery,
    QuestionAct,
)
from questions.tables import Answer, AnswerComment, AnswerDelivery, OralAnswer, Question
from questions.wording import refresh_words

BEGIN = Statement(
    "INSERT INTO answer (question, unit, state, version, summary, body, legal_basis, outcome, document_number, authors,"
    " signer_title, own_approval_reason, created_at, edited_at)"
    " VALUES ({}, {}, 'drafting', 1, {}, {}, {}, {}, {}, {}, '', '', {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
DRAFT = Statement("SELECT summary, body, legal_basis, outcome, document_number FROM answer WHERE id = {}")
COMMENT = Insert(AnswerComment, "answer", "person", "kind", "body", "written_at")
DELIVER = Insert(AnswerDelivery, "question", "way", "note", "person", "delivered_at", "entered_at")
SAY = Insert(
    OralAnswer,
    "question",
    "event",
    "unit",
    "speaker",
    "body",
    "happened_at",
    "entered_at",
)
ORAL = Statement(
    "SELECT oral_answer.speaker, oral_answer.body, oral_answer.unit, question.id AS question_id, question.code"
    " FROM oral_answer JOIN question ON question.id = oral_answer.question"
    " WHERE oral_answer.id = {} AND oral_answer.event = {}"
)
ASKER = Statement("SELECT name, email, language, summary FROM question WHERE id = {}")
WRITER = Statement("SELECT email, name, language FROM person WHERE id = {} AND is_active")


@atomic
async def save_draft(question: QuestionFacts, draft: Draft, *, version: int, by: Viewer, at: datetime) -> AnswerFacts:
    """Write the first draft (`version` 0) or a later one; returns the answer with its new version.

    Raises Conflict when somebody saved another version in between: nothing is overwritten silently.
    """
    refuse(policy.why_not_draft(by, question), is_stale=policy.works_for_lead(by, question))
    assert question.lead_unit_id is not None
    assert by.person_id is not None
    answer = await answer_of(question)
    if answer is None:
        row = await BEGIN.one(
            *(question.id, question.lead_unit_id, *_texts(draft)), dump([by.person_id]), at, at
        )  # fmt: skip
        if row is None:
            raise Conflict(OTHER_VERSION)
        before = None
    else:
        before = await _rewrite(answer, draft, version, by, at)
    saved = await answer_of(question)
    assert saved is not None
    await journal.record(
        "answer.save_draft",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=saved.unit_id,
        before=before,
        after={
            "version": saved.version,
            "summary": draft.summary,
            "body": draft.body,
            "outcome": draft.outcome or "",
        },
    )
    return saved


OTHER_VERSION = _("Somebody else saved another version of this draft. Nothing was overwritten; please compare.")


async def _rewrite(answer: AnswerFacts, draft: Draft, version: int, by: Viewer, at: datetime) -> dict[str, Any] | None:
    if answer.state is not AnswerState.DRAFTING:
        raise Conflict(_("The answer was sent for approval already and cannot be changed now."))
    if answer.version != version:  # else the authors written below would not be those of this version
        raise Conflict(OTHER_VERSION)
    before = await DRAFT.one(answer.id)
    # Ids in the order of their first touch; JSON, because both engines store it alike.
    authors = [*sorted(answer.author_ids - {by.person_id}), by.person_id]
    names = (
        Answer.summary,
        Answer.body,
        Answer.legal_basis,
        Answer.outcome,
        Answer.document_number,
    )
    moved = await (
        Answer.update(
            {
                **dict(zip(names, _texts(draft), strict=True)),
                # Another unit may lead now (the question was given back and assigned anew).
                Answer.unit: answer.question.lead_unit_id,
                Answer.authors: dump(authors),
                Answer.version: version + 1,
                Answer.edited_at: at,
            }
        )
        .where(Answer.id == answer.id)
        .where(Answer.version == version)
        .where(Answer.state == AnswerState.DRAFTING.value)
        .returning(Answer.id)
    )
    if not moved:
        raise Conflict(OTHER_VERSION)
    return before


def _texts(draft: Draft) -> tuple[str, str, str, str, str]:
    outcome = draft.outcome.value if draft.outcome else ""
    return draft.summary, draft.body, draft.legal_basis, outcome, draft.document_number


@atomic
async def submit_for_review(answer: AnswerFacts, *, by: Viewer, at: datetime) -> None:
    """Send the draft to the unit's leaders; each gets a letter with one link. Raises Invalid when it is unfinished."""
    row = await DRAFT.one(answer.id)
    assert row is not None
    problems = {}
    if not row["body"].strip():
        problems["body"] = _("The answer is empty.")
    if not row["outcome"]:
        problems["outcome"] = _("Please say what comes of the question.")
    if problems:
        raise Invalid(_("The draft is not finished."), problems)
    await move_answer(answer, AnswerAct.SUBMIT_FOR_REVIEW, by=by, at=at)
    asker = await ASKER.one(answer.question.id)
    assert asker is not None
    for leader in await readers(answer.unit_id, Role.APPROVER, day=day_of(at)):
        if leader.id in answer.author_ids and answer.approvers > 1:
            continue
        letter = letters.to_approve(
            to=leader.email,
            name=leader.name,
            code=answer.question.code,
            drafter=by.name,
            summary=asker["summary"],
            answer_id=answer.id,
            language=leader.language,
            key=f"approve {answer.id} {answer.version} {leader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", answer.question.id), at=at)


@atomic
async def return_to_drafter(answer: AnswerFacts, comment: str, *, by: Viewer, at: datetime) -> None:
    """Give the draft back with a comment; whoever wrote it is told. Raises Invalid without a comment."""
    if not comment.strip():
        raise Invalid(_("Please write what should change."), {"comment": _("Please write the comment.")})
    await move_answer(answer, AnswerAct.RETURN, by=by, at=at, reason=comment)
    await COMMENT(answer.id, by.person_id, "returned", comment, at)
    for person_id in answer.author_ids - {by.person_id}:
        writer = await WRITER.one(person_id)
        if writer is None:
            continue
        letter = letters.returned(
            to=writer["email"],
            name=writer["name"],
            code=answer.question.code,
            by=by.name,
            comment=comment,
            language=writer["language"],
            key=f"returned {answer.id} {answer.version} {person_id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", answer.question.id), at=at)


@atomic
async def approve(
    answer: AnswerFacts,
    *,
    reason: str = "",
    signer_title: str = "",
    by: Viewer,
    at: datetime,
) -> None:
    """Approve a draft that somebody else wrote. The only leader of a unit may approve an own one, with a reason."""
    answer = await _as_stored(answer)
    needs_reason = policy.needs_reason_to_approve(by, answer)
    if needs_reason and not reason.strip():
        raise Invalid(
            _("You are the only leader of your unit and wrote this answer yourself. Please write why you approve it."),
            {"reason": _("Please give the reason.")},
        )
    values = {
        Answer.approver: by.person_id,
        Answer.approved_at: at,
        Answer.signer_title: signer_title,
        Answer.own_approval_reason: reason if needs_reason else "",
    }
    await move_answer(
        answer,
        AnswerAct.APPROVE,
        by=by,
        at=at,
        values=values,
        reason=reason,
        own_draft=needs_reason,
    )


async def _as_stored(seen: AnswerFacts) -> AnswerFacts:
    """The answer with those who wrote on it by now: `seen` is as old as the request that was slow to arrive."""
    stored = await answer_facts(seen.id)
    if stored.version != seen.version:
        raise Conflict(STALE)
    return stored


@atomic
async def comment(answer: AnswerFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """A remark beside the draft, for those who may see it."""
    if not policy.may_see_draft(by, answer):
        raise NotAllowed(_("Only those who work on this answer may comment on it."))
    await COMMENT(answer.id, by.person_id, "remark", body, at)
    await journal.record(
        "answer.comment",
        by=by,
        at=at,
        about=("question", answer.question.id),
        unit_id=answer.unit_id,
    )


@atomic
async def publish(answer: AnswerFacts, *, by: Viewer, at: datetime) -> None:
    """Publish an approved answer: the public page shows it, the asker is told, the delivery is recorded."""
    row = await DRAFT.one(answer.id)
    assert row is not None
    await move_answer(
        answer,
        AnswerAct.PUBLISH,
        by=by,
        at=at,
        values={Answer.published_at: at},
        outcome=row["outcome"],
    )
    await move_question(
        answer.question,
        QuestionAct.ANSWER,
        by=by,
        at=at,
        values={Question.outcome: row["outcome"], Question.answered_at: at},
        outcome=row["outcome"],
    )
    await refresh_words(answer.question.id)
    await DELIVER(answer.question.id, Delivery.PORTAL.value, "", by.person_id, at, at)
    asker = await ASKER.one(answer.question.id)
    if asker and asker["email"]:
        letter = letters.answered(
            to=asker["email"],
            name=asker["name"],
            code=answer.question.code,
            unit=(await directory()).name(answer.unit_id),
            answer=row["body"],
            language=asker["language"],
        )
        await post.queue(letter, about=("question", answer.question.id), at=at)
        await DELIVER(answer.question.id, Delivery.EMAIL.value, "", by.person_id, at, at)


@atomic
async def record_delivery(
    question: QuestionFacts,
    way: Delivery,
    note: str,
    *,
    delivered_at: datetime,
    by: Viewer,
    at: datetime,
) -> None:
    """Note that the answer was handed over, posted or told by phone, and when that really happened."""
    refuse(
        policy.why_not_record_delivery(by, question),
        is_stale=policy.may_record_delivery(by, question),
    )
    await DELIVER(question.id, way.value, note, by.person_id, delivered_at, at)
    await journal.record(
        "answer.deliver",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"way": way.value, "note": note},
        happened_at=delivered_at,
    )


async def record_oral(
    question: QuestionFacts,
    event_id: int,
    *,
    unit_id: int | None,
    speaker: str,
    body: str,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> int:
    """Write down what was answered in the room; provisional until the written answer stands.

    The room's act checks who may and runs this in its own transaction.
    """
    oral_id = await SAY(question.id, event_id, unit_id, speaker, body, happened_at, at)
    await journal.record(
        "answer.oral",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=unit_id,
        after={"speaker": speaker, "body": body},
        happened_at=happened_at,
    )
    return int(oral_id)


async def correct_oral(oral_id: int, event_id: int, *, speaker: str, body: str, by: Viewer, at: datetime) -> str:
    """Mend what was written down of an oral answer; the code of its question. The journal keeps the first words.

    The room's act checks who may and runs this in its own transaction. Raises NotFound when it is of another forum.
    """
    before = await ORAL.one(oral_id, event_id)
    if before is None:
        raise NotFound(_("There is no such answer in this forum."))
    await (
        OralAnswer.update({OralAnswer.speaker: speaker, OralAnswer.body: body, OralAnswer.entered_at: at})
        .where(OralAnswer.id == oral_id)
        .where(OralAnswer.event == event_id)
    )
    await journal.record(
        "answer.oral_corrected",
        by=by,
        at=at,
        about=("question", before["question_id"]),
        unit_id=before["unit"],
        before={"speaker": before["speaker"], "body": before["body"]},
        after={"speaker": speaker, "body": body},
    )
    return str(before["code"])
