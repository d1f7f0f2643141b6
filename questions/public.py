"""One question with its answer, as everyone may read it, and what stands in place of one that was taken off."""

from datetime import date, datetime
from typing import NamedTuple

from app.clock import day_of, now
from app.database import Statement
from app.database.statements import Row
from app.errors import NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from questions.bases.outdated import Outdated, outdated_of
from questions.linking.reading import NO_LINKS, Links, links_of
from questions.states import QuestionState, taken_up_sql
from questions.values import OUTCOME_NAMES, Outcome

ONE = Statement(
    "SELECT question.id, question.code, question.public_summary, question.public_detail,"  # noqa: S608 - states of the table
    " question.public_asker, question.state, question.outcome, question.lead_unit, question.due_on,"
    " question.paused_at,"
    " question.happened_at, question.answered_at, question.kind, question.is_after_cutoff, question.reopened,"
    " event.title AS event_title, event.slug AS event_slug, event.state AS event_state,"
    " event.ended_at AS event_ended_at, field.name AS field_name"
    " FROM question LEFT JOIN event ON event.id = question.event"
    " LEFT JOIN field ON field.id = question.field"
    " WHERE question.code = {} AND question.visibility = 'public'"
    f" AND {taken_up_sql('question.')}"
)
ANSWER = Statement(
    "SELECT answer.unit, answer.summary, answer.body, answer.legal_basis, answer.outcome,"
    " answer.document_number, answer.signer_title, answer.published_at, person.name AS signer"
    " FROM answer LEFT JOIN person ON person.id = answer.approver"
    " WHERE answer.question = {} AND answer.state = 'published'"
)
ORAL = Statement("SELECT unit, speaker, body, happened_at FROM oral_answer WHERE question = {} ORDER BY id LIMIT 20")
HELPERS = Statement(
    "SELECT DISTINCT unit FROM assignment WHERE question = {} AND is_lead = false AND state IN ('offered', 'accepted')"
)


REMOVED = Statement(
    "SELECT question.code, journal_entry.happened_at AS at, journal_entry.reason, journal_entry.act FROM question"
    " JOIN journal_entry ON journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id"
    " AND journal_entry.act IN ('question.take_off', 'question.reconsider',"
    " 'question.withdraw', 'question.lapse', 'question.refer')"
    " WHERE question.code = {} AND question.visibility = 'taken_off' ORDER BY journal_entry.id DESC LIMIT 1"
)
ANSWER_REMOVED = Statement(
    "SELECT question.code, journal_entry.happened_at AS at, journal_entry.reason FROM answer"
    " JOIN question ON question.id = answer.question"
    " JOIN journal_entry ON journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id"
    " AND journal_entry.act = 'answer.take_down'"
    " WHERE answer.question = {} AND answer.state = 'taken_down' ORDER BY journal_entry.id DESC LIMIT 1"
)


WITHDRAWN = _("It was withdrawn, and is not answered.")
# Why it is gone, where nobody wrote a reason for everyone.
GONE = {
    "question.withdraw": WITHDRAWN,
    "question.lapse": WITHDRAWN,
    "question.refer": _("It is a complaint or denunciation, which another law settles."),
}


class Removed(NamedTuple):
    """What stands in the place of something that was taken off the public pages; `reason` is for everyone."""

    code: str
    at: datetime
    reason: Sentence | str


class AnswerView(NamedTuple):
    """A published answer with who signed it and what it rests on."""

    unit: str
    summary: str
    body: str
    legal_basis: tuple[str, ...]
    outcome: Outcome | None
    outcome_name: object
    document_number: str
    signer: str
    signer_title: str
    published_at: datetime
    # What it cites that was replaced meanwhile.
    outdated: tuple[Outdated, ...] = ()
    links: Links = NO_LINKS


class OralView(NamedTuple):
    """What was said in the room."""

    unit: str
    speaker: str
    body: str
    happened_at: datetime


class PublicQuestion(NamedTuple):
    """One question as everyone may read it.

    `turn` counts how often it was answered anew.
    `was_answered_aloud` may be known before `oral` may be read: its words come with the issued minutes.
    """

    id: int
    code: str
    summary: str
    detail: str
    asker: str
    state: QuestionState
    unit: str
    helpers: tuple[str, ...]
    field: str
    due_on: date | None
    paused_at: datetime | None
    happened_at: datetime
    answered_at: datetime | None
    event_title: str | None
    event_slug: str | None
    answer: AnswerView | None
    removed_answer: Removed | None
    turn: int
    was_answered_aloud: bool
    oral: tuple[OralView, ...]


async def public_question(code: str) -> PublicQuestion:
    """Raises NotFound for a question that is not (or not yet, or no longer) public."""
    row = await ONE.one(code)
    if row is None:
        raise NotFound(_("There is no public question with this code."))
    units = await directory()
    oral = await oral_answers(row["id"]) if row["event_ended_at"] is not None else ()
    helpers, answer = await HELPERS.all(row["id"]), await published_answer(row["id"])
    day = day_of(answer.published_at if answer else now())
    return PublicQuestion(
        id=row["id"],
        code=row["code"],
        summary=row["public_summary"],
        detail=row["public_detail"],
        asker=row["public_asker"],
        state=QuestionState(row["state"]),
        unit=units.name_then(row["lead_unit"], day),
        helpers=tuple(units.name_then(helper["unit"], day) for helper in helpers),
        field=row["field_name"] or "",
        due_on=row["due_on"],
        paused_at=row["paused_at"],
        happened_at=row["happened_at"],
        answered_at=row["answered_at"],
        event_title=row["event_title"],
        event_slug=row["event_slug"],
        answer=answer,
        removed_answer=await removed_answer(row["id"]) if row["answered_at"] and answer is None else None,
        turn=row["reopened"],
        was_answered_aloud=bool(oral),
        oral=oral if row["event_state"] in MINUTES_ARE_OUT else (),
    )


async def removed_question(code: str) -> Removed | None:
    """When and why a question was taken off the public pages; None for any other."""
    row = await REMOVED.one(code)
    return Removed(row["code"], row["at"], row["reason"] or GONE.get(row["act"], "")) if row else None


async def removed_answer(question_id: int) -> Removed | None:
    """When and why the answer of a question was taken off; None while it stands, or never stood, on the pages."""
    row = await ANSWER_REMOVED.one(question_id)
    return Removed(**row) if row else None


MINUTES_ARE_OUT = frozenset({"minutes_approved", "published"})


async def published_answer(question_id: int) -> AnswerView | None:
    """The answer once it is published; None while there is only a draft."""
    row = await ANSWER.one(question_id)
    if row is None:
        return None
    seen = (await answer_seen(row))._replace(links=await links_of(question_id))
    return seen._replace(outdated=await outdated_of(question_id, day_of(now()))) if seen.legal_basis else seen


async def answer_seen(row: Row) -> AnswerView:
    """A row of an answer as everyone reads it."""
    outcome = Outcome(row["outcome"]) if row["outcome"] else None
    return AnswerView(
        unit=(await directory()).name_then(row["unit"], day_of(row["published_at"])),
        summary=row["summary"],
        body=row["body"],
        legal_basis=tuple(line.strip() for line in row["legal_basis"].splitlines() if line.strip()),
        outcome=outcome,
        outcome_name=OUTCOME_NAMES[outcome] if outcome else "",
        document_number=row["document_number"],
        signer=row["signer"] or "",
        signer_title=row["signer_title"],
        published_at=row["published_at"],
    )


async def oral_answers(question_id: int) -> tuple[OralView, ...]:
    """What was said about it in the room; the caller decides who may read it and when."""
    units = await directory()
    return tuple(
        OralView(
            units.name_then(row["unit"], day_of(row["happened_at"])), row["speaker"], row["body"], row["happened_at"]
        )
        for row in await ORAL.all(question_id)
    )
