"""What the asker may follow: where the question stands, what happened, and why it is due when it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hmac import compare_digest

from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.database import Statement
from app.database.statements import Row
from app.errors import NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.queries import history
from app.people.directory import UnitRow
from app.people.units import directory
from questions.answers.judged import Dispute, Judged, judged
from questions.attachments.reading import FileView, Owner, files_of, files_of_answer
from questions.clocks.reading import story_of
from questions.clocks.story import DueStory
from questions.commitments.public import CommitmentView, commitments_of_question
from questions.following import Step, mergers_of, steps, without_asker
from questions.looks import OWN_LOOKS, DueChip, Look, due_chip
from questions.merging.standing import Standing, standing
from questions.public import (
    AnswerView,
    OralView,
    Removed,
    oral_answers,
    published_answer,
    removed_answer,
    removed_question,
)
from questions.splitting.parts import Part, Whole, parts_of, whole_of
from questions.standing import state_sentence
from questions.states import OVER_STATES, QuestionState, is_taken_up
from questions.submitting import tracking_hash
from questions.triage.appeal_rulings import AppealRow, appeal_of
from questions.triage.asking_back import InfoRow, asked_back_of
from questions.triage.handing_over import HandoverRow, handover_of
from questions.values import Rejection

COLUMNS = (
    "SELECT question.id, question.code, question.state, question.name, question.address, question.phone,"
    " question.email, question.asker_erased_at AS erased_at,"
    " question.summary, question.detail, question.happened_at, question.is_after_cutoff, question.lead_unit,"
    " question.due_on, question.paused_at, question.rejection,"
    " question.rejection_text, question.appeal_until, question.visibility, question.answered_at, question.organiser,"
    " question.reopened, question.dispute_until, question.reported_unit,"
    " event.title AS event_title, event.slug AS event_slug, event.state AS event_state,"
    " event.starts_at AS event_starts_at, event.ended_at AS event_ended_at, field.name AS field_name"
    " FROM question LEFT JOIN event ON event.id = question.event LEFT JOIN field ON field.id = question.field"
)
BY_TOKEN = Statement(COLUMNS + " WHERE question.tracking_hash = {} AND question.state <> 'importing'")
ID_BY_TOKEN = Statement("SELECT id FROM question WHERE tracking_hash = {} AND state <> 'importing'")
BY_ID = Statement(COLUMNS + " WHERE question.id = {}")
BY_CODE = Statement(COLUMNS + " WHERE question.code = {} AND question.state <> 'importing'")

HANDED_OVER = (QuestionState.REFERRED, QuestionState.FORWARDED)
NOTHING_HERE = _("The address may be mistyped, or the page is no longer public.")


@dataclass(frozen=True)
class Tracked:
    """One question as its asker sees it, with its id. `now` is its state in one sentence, `steps` are oldest first.

    Of a question that was joined with another one, all but what its asker sent is of the one that `stands`.
    """

    id: int
    code: str
    stands: Standing | None
    state: QuestionState
    now: Sentence
    steps: tuple[Step, ...]
    summary: str
    detail: str
    name: str
    address: str
    phone: str
    email: str
    erased_at: datetime | None
    happened_at: datetime
    field_name: str | None
    event_title: str | None
    event_slug: str | None
    event_starts_at: datetime | None  # None too while a postponed forum has no new date
    unit: str
    organiser: UnitRow | None
    look: Look
    due_on: date | None
    due: DueChip | None
    story: DueStory | None
    is_public: bool
    is_late: bool
    rejection: Rejection | None
    rejection_text: str
    answer: AnswerView | None
    removed: Removed | None
    removed_answer: Removed | None
    judged: Judged
    dispute_until: date | None
    commitments: tuple[CommitmentView, ...]
    asked_back: tuple[InfoRow, ...]
    handover: HandoverRow | None
    appeal: AppealRow | None
    appeal_until: date | None
    oral: tuple[OralView, ...]
    files: tuple[FileView, ...]
    answer_files: tuple[FileView, ...]
    parts: tuple[Part, ...]
    whole: Whole | None
    # The agency from which it is hidden, because it reports on its officials.
    reported_unit: str


async def by_token(token: str, today: date) -> Tracked:
    """The question behind a secret link. Raises NotFound, without a hint, for any other link."""
    row = await BY_TOKEN.one(tracking_hash(token))
    if row is None:
        raise NotFound(NOTHING_HERE)
    return await _tracked(row, today)


async def id_by_token(token: str) -> int:
    """The id of the question behind a secret link. Raises NotFound as `by_token` does."""
    row = await ID_BY_TOKEN.one(tracking_hash(token))
    if row is None:
        raise NotFound(NOTHING_HERE)
    return int(row["id"])


async def by_code(code: str, today: date) -> Tracked:
    """For a look-up that was let in already. Raises NotFound."""
    row = await BY_CODE.one(code)
    if row is None:
        raise NotFound(NOTHING_HERE)
    return await _tracked(row, today)


async def belongs(code: str, phone: str) -> bool:
    """Whether this code was given to this phone (E.164); unknown and wrong are told apart by nobody."""
    row = await BY_CODE.one(code)
    stored = row["phone"] if row else "no such question"
    return compare_digest(stored.encode(), phone.encode()) and row is not None


async def _tracked(row: Row, today: date) -> Tracked:
    stands = await standing(row["id"]) if row["state"] == QuestionState.MERGED else None
    if stands is None:
        return await _seen(row, today)
    whole = await BY_ID.one(stands.id)
    assert whole is not None
    seen, own = await _seen(whole, today), await _seen(row, today)
    units = await directory()
    entries = [*await history("question", row["id"]), *without_asker(await history("question", stands.id))]
    return replace(
        own,
        stands=stands,
        state=seen.state,
        now=state_sentence(
            seen.state,
            unit=seen.unit,
            due_on=whole["due_on"],
            answered_at=whole["answered_at"],
            is_joined=True,
        ),
        steps=steps(entries, units, is_session_over=whole["event_ended_at"] is not None),
        unit=seen.unit,
        look=seen.look,
        due_on=seen.due_on,
        due=seen.due,
        story=seen.story,
        is_public=seen.is_public,
        is_late=seen.is_late,
        answer=seen.answer,
        removed_answer=seen.removed_answer,
        judged=seen.judged._replace(
            ratings=own.judged.ratings,
            disputes=_disputes_of(row["id"], (await judged(stands.id, whole["reopened"])).disputes),
        ),
        commitments=seen.commitments,
        handover=seen.handover if seen.state is QuestionState.FORWARDED else None,
        oral=seen.oral,
        answer_files=seen.answer_files,
    )


async def _seen(row: Row, today: date) -> Tracked:
    units = await directory()
    state = QuestionState(row["state"])
    answer = await published_answer(row["id"])
    oral = await oral_answers(row["id"]) if row["event_ended_at"] is not None else ()
    # Who answered keeps the name of that day; who is still to answer has that of today.
    unit = units.as_of(day_of(row["answered_at"])).name(row["lead_unit"]) if answer else units.name(row["lead_unit"])
    told = steps(
        await history("question", row["id"]),
        units,
        is_session_over=row["event_ended_at"] is not None,
        mergers=mergers_of(row["lead_unit"], units, row["happened_at"], row["answered_at"]),
    )
    is_open = state not in OVER_STATES
    return Tracked(
        id=row["id"],
        code=row["code"],
        stands=None,
        state=state,
        now=state_sentence(state, unit=unit, due_on=row["due_on"], answered_at=row["answered_at"]),
        steps=told,
        summary=row["summary"],
        detail=row["detail"],
        name=row["name"],
        address=row["address"],
        erased_at=row["erased_at"],
        phone=row["phone"],
        email=row["email"],
        happened_at=row["happened_at"],
        field_name=row["field_name"],
        event_title=row["event_title"],
        event_slug=row["event_slug"],
        event_starts_at=None if row["event_state"] in ("postponed", "cancelled") else row["event_starts_at"],
        unit=unit,
        organiser=units.get(row["organiser"]),
        look=OWN_LOOKS[state],
        due_on=row["due_on"] if is_open else None,
        due=due_chip(state, row["due_on"], today, await load_calendar(), paused_at=row["paused_at"]),
        story=await story_of(row["id"]) if is_open and row["due_on"] else None,
        is_public=row["visibility"] == "public" and is_taken_up(state, row["lead_unit"]),
        is_late=is_open and row["due_on"] is not None and row["due_on"] < today,
        rejection=Rejection(row["rejection"]) if state in (QuestionState.REJECTED, QuestionState.APPEALED) else None,
        rejection_text=row["rejection_text"] if state in (QuestionState.REJECTED, QuestionState.APPEALED) else "",
        answer=answer,
        removed=await removed_question(row["code"]),
        removed_answer=await removed_answer(row["id"]) if answer is None else None,
        judged=(marks := await judged(row["id"], row["reopened"]))._replace(
            disputes=_disputes_of(None, marks.disputes)
        ),
        dispute_until=row["dispute_until"],
        commitments=tuple(await commitments_of_question(row["id"], now())),
        asked_back=await asked_back_of(row["id"]),
        handover=await handover_of(row["id"]) if state in HANDED_OVER else None,
        appeal=await appeal_of(row["id"]),
        appeal_until=row["appeal_until"],
        oral=oral,
        files=tuple(await files_of(Owner.QUESTION, row["id"])),
        answer_files=tuple(await files_of_answer(row["id"])) if answer else (),
        parts=await parts_of(row["id"]) if state is QuestionState.SPLIT else (),
        whole=await whole_of(row["id"]),
        reported_unit=units.name(row["reported_unit"]),
    )


def _disputes_of(asked_as: int | None, disputes: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
    """All that was disputed, but only the own reasons: what another asker wrote is not theirs to read."""
    return tuple(one if one.asked_as == asked_as else one._replace(reason="") for one in disputes)
