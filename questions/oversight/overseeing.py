"""What the oversight may say of a question: a comment, or a request to have it answered anew, which is replied to."""

from datetime import datetime
from typing import NamedTuple

from app import post
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import Conflict, require_words
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import journal, policy
from questions.facts import question_facts_by_id
from questions.moving import STALE, refuse
from questions.opinions.disputing import answer_anew
from questions.oversight import letters as oversight_letters
from questions.oversight import policy as oversight_policy
from questions.oversight.replying import tell_writer
from questions.oversight.urging import HOLD, TWICE
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators
from questions.values import NoteKind, Reply

NOTE = Statement(
    "INSERT INTO oversight_note (question, kind, person, body, written_at, reply, reply_reason)"
    " VALUES ({}, {}, {}, {}, {}, '', '') ON CONFLICT DO NOTHING RETURNING id"
)
TWIN = Statement(
    "SELECT id FROM oversight_note WHERE question = {} AND kind = 'comment' AND person = {} AND body = {}"
    " AND written_at > {} LIMIT 1"
)
REPLY = Statement(
    "UPDATE oversight_note SET reply = {}, reply_reason = {}, replied_by = {}, replied_at = {}"
    " WHERE question = {} AND kind = 'request' AND reply = '' RETURNING id, person"
)
REPLIED = Statement(
    "SELECT oversight_note.replied_at, person.name FROM oversight_note"
    " JOIN person ON person.id = oversight_note.replied_by"
    " WHERE oversight_note.question = {} ORDER BY oversight_note.id DESC LIMIT 1"
)
NOTES = Statement(
    "SELECT oversight_note.kind, oversight_note.body, oversight_note.written_at, oversight_note.reply,"
    " oversight_note.reply_reason, oversight_note.replied_at, writer.name AS writer, replier.name AS replier"
    " FROM oversight_note JOIN person AS writer ON writer.id = oversight_note.person"
    " LEFT JOIN person AS replier ON replier.id = oversight_note.replied_by"
    " WHERE oversight_note.question = {} ORDER BY oversight_note.id"
)


class OversightRow(NamedTuple):
    kind: NoteKind
    body: str
    written_at: datetime
    reply: Reply | None
    reply_reason: str
    replied_at: datetime | None
    writer: str
    replier: str


@atomic
async def comment(question: QuestionFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """A remark of the oversight, for all who work on the question. A button pressed twice writes once."""
    require_words(body)
    await HOLD.run(question.id)
    question = await question_facts_by_id(question.id)
    refuse(oversight_policy.why_not_oversee(by, question), is_stale=False)
    if await TWIN.one(question.id, by.person_id, body, at - TWICE):
        raise Conflict(_("These words were sent a moment ago."))
    await _note(question, NoteKind.COMMENT, body, by, at)


@atomic
async def ask_to_reopen(question: QuestionFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """Ask to have it answered anew. A coordinator must reply, and meanwhile the question does not close."""
    require_words(body)
    await HOLD.run(question.id)
    question = await question_facts_by_id(question.id)
    refuse(oversight_policy.why_not_ask_to_reopen(by, question), is_stale=oversight_policy.oversees(by, question))
    await _note(question, NoteKind.REQUEST, body, by, at)


@atomic
async def grant(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Have it answered anew, as the oversight asked."""
    require_words(reason)
    question = await _to_reply(question, by)
    await _reply(question, Reply.GRANTED, reason, by, at)
    await answer_anew(question, reason, by=by, at=at)


@atomic
async def turn_down(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Leave the answer as it stands, and tell the oversight why."""
    require_words(reason)
    question = await _to_reply(question, by)
    await _reply(question, Reply.REFUSED, reason, by, at)
    await journal.record(
        "question.reopen_refused",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        reason=reason,
    )


async def _note(question: QuestionFacts, kind: NoteKind, body: str, by: Viewer, at: datetime) -> None:
    added = await NOTE.one(question.id, kind.value, by.person_id, body, at)
    if added is None:
        raise Conflict(_("Somebody of the oversight asked for this already; a coordinator has to reply first."))
    await journal.record(
        "question.overseen" if kind is NoteKind.COMMENT else "question.ask_to_reopen",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        reason=body,
    )
    for reader in await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at):
        letter = oversight_letters.spoken(
            to=reader.email,
            name=reader.name,
            code=question.code,
            who=by.name,
            words=body,
            is_request=kind is NoteKind.REQUEST,
            language=reader.language,
            key=f"overseen {added['id']} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


async def _to_reply(question: QuestionFacts, by: Viewer) -> QuestionFacts:
    """The question as it stands now, whose request this person may reply to."""
    question = await question_facts_by_id(question.id)
    is_ruler = policy.rules_on(by, question)
    if is_ruler and not question.reopen_request_id:
        raise Conflict(await _replied_before(question))
    refuse(oversight_policy.why_not_reply(by, question), is_stale=is_ruler)
    return question


async def _replied_before(question: QuestionFacts) -> Sentence:
    before = await REPLIED.one(question.id)
    if before is None:
        return STALE
    return _(
        "It was decided already, by %(who)s at %(moment)s. Here is how it stands now.",
        who=before["name"],
        moment=show_moment(before["replied_at"]),
    )


async def _reply(question: QuestionFacts, reply: Reply, reason: str, by: Viewer, at: datetime) -> None:
    replied = await REPLY.one(reply.value, reason, by.person_id, at, question.id)
    if replied is None:
        raise Conflict(await _replied_before(question))
    await tell_writer(question, replied["id"], replied["person"], reply, reason, at=at)


async def oversight_notes(question_id: int) -> list[OversightRow]:
    """What the oversight said, oldest first."""
    return [
        OversightRow(
            **row
            | {
                "kind": NoteKind(row["kind"]),
                "reply": Reply(row["reply"]) if row["reply"] else None,
                "replier": row["replier"] or "",
            }
        )
        for row in await NOTES.all(question_id)
    ]
