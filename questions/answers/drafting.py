"""Writing the answer, sending it for approval, and remarks beside the draft."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from app import post
from app.access import Role, Viewer
from app.database import Insert, Statement, atomic
from app.database.json import dump
from app.errors import Conflict, Invalid, NotAllowed
from app.files.receiving import StoredFile
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from questions import agency_letters, journal, policy, seeing
from questions.answers import policy as answer_policy
from questions.answers.draft import Draft as Draft
from questions.answers.policy import AnswerFacts
from questions.answers.promising import keep_promise, promise_of, promised_already
from questions.answers.states import AnswerAct, AnswerState
from questions.answers.tables import Answer, AnswerComment
from questions.answers.versions import keep_version, note_sent
from questions.askers.veiling import SAFE_SUMMARY
from questions.attachments.attaching import attach, detach
from questions.attachments.reading import Owner
from questions.bases.keeping import keep_citations
from questions.checks.overriding import keep_override
from questions.checks.rules import Checked, findings
from questions.facts import answer_of
from questions.linking.reading import referral_of
from questions.linking.referring import keep_referral
from questions.moving import hold_in_work, move_answer, refuse
from questions.policy import QuestionFacts
from questions.staff_readers import staff
from questions.values import Outcome

BEGIN = Statement(
    "INSERT INTO answer (question, unit, state, version, summary, body, legal_basis, outcome, document_number, authors,"
    " signer_title, own_approval_reason, created_at, edited_at)"
    " VALUES ({}, {}, 'drafting', 1, {}, {}, {}, {}, {}, {}, '', '', {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
DRAFT = Statement("SELECT summary, body, legal_basis, outcome, document_number FROM answer WHERE id = {}")
COMMENT = Insert(AnswerComment, "answer", "person", "kind", "body", "written_at")
WRITERS_COPY = Statement("DELETE FROM answer_autosave WHERE question = {} AND person = {}")
ASKED = Statement("SELECT summary, detail FROM question WHERE id = {}")
ASKER = Statement(f"SELECT name, email, language, {SAFE_SUMMARY} FROM question WHERE id = {{}}")  # noqa: S608 - our words


@atomic
async def save_draft(
    question: QuestionFacts,
    draft: Draft,
    *,
    version: int,
    by: Viewer,
    at: datetime,
    files: Sequence[StoredFile] = (),
    removed: Collection[int] = (),
) -> AnswerFacts:
    """Write the first draft (`version` 0) or a later one; returns the answer with its new version.

    `files` are attached to it, those whose ids stand in `removed` are taken off.

    Raises Conflict when somebody saved another version in between: nothing is overwritten silently.
    """
    refuse(answer_policy.why_not_draft(by, question), is_stale=policy.works_for_lead(by, question))
    assert question.lead_unit_id is not None
    assert by.person_id is not None
    await hold_in_work(question)
    answer = await answer_of(question)
    if answer is None:
        row = await BEGIN.one(
            *(question.id, question.lead_unit_id, *_texts(draft)), dump([by.person_id]), at, at
        )  # fmt: skip
        if row is None:
            raise Conflict(OTHER_VERSION)
        before = None
    else:
        await keep_version(answer.id)
        before = await _rewrite(answer, draft, version, by, at)
    saved = await answer_of(question)
    assert saved is not None
    await keep_version(saved.id, by=by)
    await keep_citations(saved.id, draft.legal_basis)
    await keep_referral(saved.id, question.id, draft.refers_to)
    await WRITERS_COPY.run(question.id, by.person_id)
    await keep_promise(saved.id, draft.promise)
    gone = await detach(saved.id, removed)
    added = await attach(Owner.ANSWER, saved.id, files, by=by, at=at)
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
            **({"files": added} if added else {}),
            **({"files_removed": gone} if gone else {}),
        },
    )
    return saved


ALREADY_SENT = _("The answer was sent for approval already and cannot be changed now.")
OTHER_VERSION = _("Somebody else saved another version of this draft. Nothing was overwritten; please compare.")


async def _rewrite(answer: AnswerFacts, draft: Draft, version: int, by: Viewer, at: datetime) -> dict[str, Any] | None:
    if answer.state is not AnswerState.DRAFTING:
        raise Conflict(ALREADY_SENT)
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
async def submit_for_review(answer: AnswerFacts, *, override: str = "", by: Viewer, at: datetime) -> None:
    """Send the draft to the unit's leaders; each gets a letter with one link.

    Raises Invalid when it is unfinished, or when the non-answer check finds something and `override` gives no reason.
    """
    row = await DRAFT.one(answer.id)
    assert row is not None
    await _refuse_unfinished(answer, row)
    found = findings(await checked_of(answer))
    if found and not override.strip():
        raise Invalid(_("The check found something."), {"override": WHY_ALL_THE_SAME})
    told: dict[str, Any] = {"findings": [*found]} if found else {}
    reason = override if found else ""
    await move_answer(answer, AnswerAct.SUBMIT_FOR_REVIEW, by=by, at=at, reason=reason, **told)
    await note_sent(answer.id, answer.version, at)
    if found:
        await keep_override(answer.id, answer.version, found, override, by=by, at=at)
    asker = await ASKER.one(answer.question.id)
    assert asker is not None
    for leader in await staff(answer.unit_id, Role.APPROVER, reported_unit_id=answer.question.reported_unit_id, at=at):
        if leader.id in answer.author_ids and answer.approvers > 1:
            continue
        letter = agency_letters.to_approve(
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


WHY_ALL_THE_SAME = _("Please mend it, or write why it is sent as it is.")


async def _refuse_unfinished(answer: AnswerFacts, row: Mapping[str, Any]) -> None:
    problems = {}
    if not row["body"].strip():
        problems["body"] = _("The answer is empty.")
    if not row["outcome"]:
        problems["outcome"] = _("Please say what comes of the question.")
    if row["outcome"] == Outcome.WILL_BE_DONE:
        promise = await promise_of(answer.id)
        if promise.is_begun or not await promised_already(answer.question.id):
            problems |= promise.problems() or await _not_to_reported(answer, promise.owner_id)
    if problems:
        raise Invalid(_("The draft is not finished."), problems)


async def _not_to_reported(answer: AnswerFacts, owner_id: int | None) -> dict[str, Sentence]:
    assert owner_id is not None
    refusal = seeing.why_not_with(answer.question, (await directory()).same_as(owner_id))
    return {"promise_owner": refusal} if refusal is not None else {}


async def checked_of(answer: AnswerFacts) -> Checked:
    """What the non-answer check reads of a draft as it is stored."""
    row, asked = await DRAFT.one(answer.id), await ASKED.one(answer.question.id)
    assert row is not None
    assert asked is not None
    return Checked(
        row["summary"],
        row["body"],
        row["legal_basis"],
        Outcome(row["outcome"]) if row["outcome"] else None,
        f"{asked['summary']}\n{asked['detail']}",
        points_to=await referral_of(answer.id),
        is_promised=row["outcome"] == Outcome.WILL_BE_DONE,  # its commitment has an owner and a date
    )


@atomic
async def comment(answer: AnswerFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """A remark beside the draft, for those who may see it."""
    if not answer_policy.may_see_draft(by, answer):
        raise NotAllowed(_("Only those who work on this answer may comment on it."))
    await COMMENT(answer.id, by.person_id, "remark", body, at)
    await journal.record(
        "answer.comment",
        by=by,
        at=at,
        about=("question", answer.question.id),
        unit_id=answer.unit_id,
    )
