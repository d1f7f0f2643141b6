"""A unit without accounts answers by its link: once, in time, while the question is still its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app import post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.database.json import dump
from app.errors import Conflict, NotFound
from app.files.receiving import StoredFile
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.people.tokens import token_hash
from app.people.units import directory
from questions import agency_letters, journal, seeing
from questions.answers.draft import Draft
from questions.answers.drafting import ASKER, BEGIN, OTHER_VERSION
from questions.answers.policy import AnswerFacts
from questions.answers.reading import AnswerView, CommentRow, answer_view, comments_on
from questions.answers.states import AnswerAct, AnswerState
from questions.answers.tables import Answer
from questions.askers.veiling import shown_texts
from questions.assigning import RESPOND
from questions.attachments.attaching import attach, detach
from questions.attachments.reading import FileView, Owner, files_of
from questions.facts import answer_of, question_facts_by_id
from questions.moving import move_answer, move_question
from questions.one_time.sending import ANSWERING
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators
from questions.states import QuestionAct, QuestionState

FIND = Statement(
    "SELECT id, question, unit, email FROM one_time_link WHERE token_hash = {} AND used_at IS NULL"
    " AND ended_at IS NULL AND until >= {}"
)
# Holds the question, so that nobody of the unit saves a draft meanwhile.
HOLD = Statement("UPDATE question SET state = state WHERE id = {}")
USE = Statement(
    "UPDATE one_time_link SET used_at = {}, used_by = {} WHERE id = {} AND used_at IS NULL AND ended_at IS NULL"
    " RETURNING id"
)
ASKED = Statement(
    "SELECT question.summary, question.detail, question.public_summary, question.public_detail, question.due_on,"
    " question.asker_seen_by,"
    " (SELECT assignment.note FROM assignment WHERE assignment.question = question.id AND assignment.is_lead = true"
    " ORDER BY assignment.id DESC LIMIT 1) AS note FROM question WHERE question.id = {}"
)
# One sentence for whatever is wrong with a link, so that none tells which question it was about.
DEAD = _("This link does not work: it was used already, its time is over, or it is not whole.")


@dataclass(frozen=True)
class OpenLink:
    """A link that works, and what its page shows; `version` is that of the answer as it stands, 0 for none."""

    id: int
    question: QuestionFacts
    unit_id: int
    unit: str
    summary: str | Sentence
    detail: str | Sentence
    due_on: date | None
    note: str | None
    answer: AnswerView | None
    comments: list[CommentRow]
    files: list[FileView]
    version: int


async def open_link(token: str, at: datetime) -> OpenLink:
    """Raises NotFound with one and the same sentence for every link that does not work."""
    row = await FIND.one(token_hash(token), day_of(at))
    if row is None:
        raise NotFound(DEAD)
    question, units = await question_facts_by_id(row["question"]), await directory()
    is_its_own = question.lead_unit_id is not None and units.resolve(question.lead_unit_id) == units.resolve(
        row["unit"]
    )
    is_hidden = seeing.why_not_with(question, units.same_as(row["unit"])) is not None
    answer = await answer_of(question)
    is_written = answer is not None and answer.state is not AnswerState.DRAFTING
    if not is_its_own or is_hidden or is_written or question.state not in ANSWERING:
        raise NotFound(DEAD)
    asked = await ASKED.one(question.id)
    assert asked is not None
    # What a unit before it had drafted is not this one's.
    own = answer if answer and answer.unit_id == question.lead_unit_id else None
    return OpenLink(
        row["id"],
        question,
        row["unit"],
        units.name(units.resolve(row["unit"])),
        *shown_texts(asked),
        asked["due_on"],
        asked["note"],
        await answer_view(own) if own else None,
        await comments_on(own) if own else [],
        await files_of(Owner.ANSWER, own.id) if own else [],
        answer.version if answer else 0,
    )


@atomic
async def answer_by_link(
    token: str,
    draft: Draft,
    who: str,
    *,
    at: datetime,
    files: Sequence[StoredFile] = (),
    removed: Collection[int] = (),
    version: int | None = None,
) -> None:
    """Take the unit's answer, once: the question is taken on, and the answer waits for approval.

    `who` is name and position as written; `files` are attached to the answer, those whose ids stand in `removed` are
    taken off. Raises NotFound for a link that does not work (any more), Invalid for more than five files, Conflict
    when the unit saved another draft than the one of `version`, which was shown; the link then still works.
    """
    link = await open_link(token, at)
    await HOLD.run(link.question.id)
    present = await answer_of(link.question)
    if version is not None and version != (present.version if present else 0):
        raise Conflict(OTHER_VERSION)
    if await USE.one(at, who, link.id) is None:
        raise NotFound(DEAD)
    question, unit_id = link.question, link.question.lead_unit_id or 0
    with speaking("vi"):
        name = str(_("%(who)s, by one-time link", who=who))
    by = Viewer(name=name, roles=frozenset({(unit_id, Role.FOCAL), (unit_id, Role.DRAFTER)}))
    await journal.record(
        "question.use_link", by=by, at=at, about=("question", question.id), unit_id=unit_id, after={"unit": unit_id}
    )
    if question.state is QuestionState.OFFERED:
        await move_question(question, QuestionAct.ACCEPT, by=by, at=at, unit=unit_id, one_time_link=True)
        await RESPOND.run("accepted", None, at, "", "", None, question.id)
        question = await question_facts_by_id(question.id)
    before = await answer_of(question)
    if before is not None and before.unit_id != unit_id:  # what a unit before it had attached, this one never saw
        removed = [file.id for file in await files_of(Owner.ANSWER, before.id)]
    answer = await _write(question, unit_id, draft, at)
    gone = await detach(answer.id, removed)
    added = await attach(Owner.ANSWER, answer.id, files, by=by, at=at)
    await journal.record(
        "answer.save_draft",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=unit_id,
        after={
            "version": answer.version,
            "summary": draft.summary,
            "body": draft.body,
            "outcome": draft.outcome.value if draft.outcome else "",
            **({"files": added} if added else {}),
            **({"files_removed": gone} if gone else {}),
        },
    )
    await move_answer(answer, AnswerAct.SUBMIT_FOR_REVIEW, by=by, at=at, one_time_link=True)
    asked = await ASKER.one(question.id)
    assert asked is not None
    for reader in await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at):
        letter = agency_letters.to_approve(
            to=reader.email,
            name=reader.name,
            code=question.code,
            drafter=f"{name} ({link.unit})",
            summary=asked["summary"],
            answer_id=answer.id,
            language=reader.language,
            key=f"approve {answer.id} {answer.version} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


async def _write(question: QuestionFacts, unit_id: int, draft: Draft, at: datetime) -> AnswerFacts:
    """The text as the unit's own: nobody with an account wrote it, so `authors` is empty."""
    answer = await answer_of(question)
    outcome = draft.outcome.value if draft.outcome else ""
    texts = (draft.summary, draft.body, draft.legal_basis, outcome, draft.document_number)
    version = 1 if answer is None else answer.version + 1
    if answer is None:
        await BEGIN.one(question.id, unit_id, *texts, dump([]), at, at)
    else:
        columns = (Answer.summary, Answer.body, Answer.legal_basis, Answer.outcome, Answer.document_number)
        await Answer.update(
            {
                **dict(zip(columns, texts, strict=True)),
                Answer.unit: unit_id,
                Answer.authors: dump([]),
                Answer.version: version,
                Answer.edited_at: at,
            }
        ).where(Answer.id == answer.id)
    written = await answer_of(question)
    assert written is not None
    return written
