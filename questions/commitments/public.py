"""What everyone may read of a promise, and the short lists beside a question, a forum and on the front page."""

from dataclasses import dataclass
from datetime import date, datetime

from app.calendar.deadlines import DueView, due_state
from app.calendar.queries import load_calendar
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.database import Statement
from app.database.statements import Row
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.directory import Directory
from app.people.units import directory
from questions.commitments.seeing import PUBLIC
from questions.commitments.states import (
    DUE_WORDING_NAMES,
    NOT_PUBLIC_NOTES,
    NOTE_NAMES,
    OVER,
    STATE_NAMES,
    CommitmentState,
    DueWording,
    NoteKind,
)
from questions.looks import TONES, DueChip
from questions.states import QuestionState, is_taken_up

PAGE_SIZE = 25
_FIND = (
    "SELECT commitment.id, commitment.code, commitment.words, commitment.promised_by, commitment.owner,"
    " commitment.helpers, commitment.product, commitment.due_on, commitment.due_wording,"
    " commitment.day_of_month, commitment.state, commitment.happened_at, commitment.fulfilled_on,"
    " commitment.original_due_on, commitment.moved, commitment.object_until, event.title AS event_title,"
    " event.slug AS event_slug, question.code AS question_code, question.public_summary AS question_summary,"
    " question.visibility AS question_visibility, question.state AS question_state, question.lead_unit AS question_lead"
    " FROM commitment LEFT JOIN event ON event.id = commitment.event"
    " LEFT JOIN question ON question.id = commitment.question"
)
# Open ones by their date, so that the most overdue stands first; those kept come last.
_ORDER = " ORDER BY commitment.state IN ('fulfilled', 'cancelled'), commitment.due_on, commitment.id"
ONE = Statement(f"{_FIND} WHERE commitment.code = {{}} AND {PUBLIC}")
OF_QUESTION = Statement(_FIND + " WHERE commitment.question = {}" + _ORDER + " LIMIT 50")
OF_EVENT = Statement(f"{_FIND} WHERE commitment.event = {{}} AND {PUBLIC}{_ORDER} LIMIT 100")
OPEN_OF_SERIES = Statement(
    f"{_FIND} WHERE event.series = {{}} AND event.edition < {{}} AND {PUBLIC}"
    f" AND commitment.state NOT IN ('fulfilled', 'cancelled'){_ORDER} LIMIT 100"
)
DUE_BETWEEN = Statement(
    f"{_FIND} WHERE commitment.due_on >= {{}} AND commitment.due_on <= {{}} AND {PUBLIC}"
    " AND commitment.state NOT IN ('fulfilled', 'cancelled')"
    " ORDER BY commitment.due_on, commitment.id LIMIT {}"
)
OVERDUE_COUNT = Statement(
    "SELECT count(*) AS n FROM commitment WHERE state NOT IN ('fulfilled', 'cancelled') AND due_on < {}"  # noqa: S608
    f" AND {PUBLIC}"
)
URGED = Statement("SELECT count(*) AS n FROM urging WHERE commitment = {}")
NOTES = Statement(
    "SELECT kind, body, evidence, period, written_at FROM progress_note WHERE commitment = {}"
    " ORDER BY id DESC LIMIT 200"
)


@dataclass(frozen=True)
class CommitmentView:
    """One promise as everyone sees it; `due` is empty once it was kept."""

    code: str
    words: str
    promised_by: str
    owner: str
    owner_short: str
    helpers: str
    product: str
    due_on: date
    due_wording: DueWording
    is_recurring: bool
    state: CommitmentState
    happened_at: datetime
    fulfilled_on: date | None
    original_due_on: date | None
    moved: int
    object_until: date | None
    event_title: str | None
    event_slug: str | None
    question_code: str | None
    question_summary: str | None
    due: DueChip | None

    @property
    def state_name(self) -> object:
        return STATE_NAMES[self.state]

    @property
    def due_wording_name(self) -> object:
        return DUE_WORDING_NAMES[self.due_wording]


@dataclass(frozen=True)
class NoteView:
    """One line of what was done for a promise."""

    at: datetime
    words: object
    detail: str
    evidence: str
    period: date | None


async def commitments_of_question(question_id: int, at: datetime) -> list[CommitmentView]:
    return await _views(await OF_QUESTION.all(question_id), at)


async def commitments_of_event(event_id: int, at: datetime) -> list[CommitmentView]:
    """What was promised at one forum (at most 100)."""
    return await _views(await OF_EVENT.all(event_id), at)


async def open_before(series_id: int, edition: int, at: datetime) -> list[CommitmentView]:
    """What was promised in a series before this edition, and is still open (at most 100)."""
    return await _views(await OPEN_OF_SERIES.all(series_id, edition), at)


async def due_this_month(at: datetime, most: int) -> list[CommitmentView]:
    """Open promises whose date lies in the present month, the earliest first."""
    today = day_of(at)
    first = today.replace(day=1)
    last = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    found = await DUE_BETWEEN.all(first, last, most + 1)
    return await _views([row for row in found if row["due_on"] < last][:most], at)


async def overdue_count(today: date) -> int:
    """How many promises should have been kept before `today`."""
    found = await OVERDUE_COUNT.one(today)
    return int(found["n"]) if found else 0


async def public_commitment(code: str, at: datetime) -> tuple[CommitmentView, list[NoteView]]:
    """One promise and what was done for it last (at most 200 lines), oldest first. Raises NotFound."""
    row = await ONE.one(code)
    if row is None:
        raise NotFound(_("There is no such commitment."))
    notes = [
        NoteView(
            note["written_at"],
            NOTE_NAMES[NoteKind(note["kind"])],
            "" if note["kind"] in NOT_PUBLIC_NOTES else note["body"],
            note["evidence"],
            note["period"],
        )
        for note in reversed(await NOTES.all(row["id"]))
    ]
    [view] = await _views([row], at)
    return view, notes


async def times_urged(code: str) -> int:
    """How often the owner was urged on."""
    row = await ONE.one(code)
    urged = await URGED.one(row["id"]) if row else None
    return int(urged["n"]) if urged else 0


async def _views(rows: list[Row], at: datetime) -> list[CommitmentView]:
    units, calendar, today = await directory(), await load_calendar(), day_of(at)
    return [_view(row, units, calendar, today) for row in rows]


def _view(row: Row, units: Directory, calendar: WorkingCalendar, today: date) -> CommitmentView:
    state = CommitmentState(row["state"])
    owner = units.resolve(row["owner"])
    question_is_public = row["question_visibility"] == "public" and (
        row["question_state"] is not None and is_taken_up(QuestionState(row["question_state"]), row["question_lead"])
    )
    return CommitmentView(
        code=row["code"],
        words=row["words"],
        promised_by=row["promised_by"],
        owner=units.name(owner),
        owner_short=units.short_name(owner),
        helpers=row["helpers"],
        product=row["product"],
        due_on=row["due_on"],
        due_wording=DueWording(row["due_wording"]),
        is_recurring=row["day_of_month"] is not None,
        state=state,
        happened_at=row["happened_at"],
        fulfilled_on=row["fulfilled_on"],
        original_due_on=row["original_due_on"],
        moved=row["moved"],
        object_until=row["object_until"],
        event_title=row["event_title"],
        event_slug=row["event_slug"],
        question_code=row["question_code"] if question_is_public else None,
        question_summary=row["question_summary"] if question_is_public else None,
        due=None if state in OVER else chip(due_state(row["due_on"], today, calendar)),
    )


def chip(due: DueView) -> DueChip | None:
    """How a due date is shown."""
    return DueChip(due.sentence, due.due_on, TONES[due.state]) if due.due_on is not None else None
