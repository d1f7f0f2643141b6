"""Lists and the whole of commitments. What is promised is public; so is its progress."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from app.database import Statement
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.paging import Page
from questions.commitments.seeing import PUBLIC
from questions.commitments.states import CommitmentState, DueWording, NoteKind
from questions.conditions import EVERYTHING, Condition
from questions.states import QuestionState, is_taken_up

MOST, PAGE_SIZE = 200, 50

FROM = " FROM commitment LEFT JOIN event ON event.id = commitment.event"
LINE = (
    "SELECT commitment.id, commitment.code, commitment.words, commitment.product, commitment.owner,"
    " commitment.organiser, commitment.due_on, commitment.day_of_month, commitment.state, commitment.fulfilled_on,"
    " commitment.entered_at, commitment.promised_by, commitment.due_wording,"
    " event.title AS event_title, event.slug AS event_slug"
    f"{FROM}"
)
# Open ones by their date, so the overdue stand first; then the kept ones, newest first.
URGENT_FIRST = (
    " ORDER BY CASE WHEN commitment.state IN ('fulfilled', 'cancelled') THEN 1 ELSE 0 END,"
    " CASE WHEN commitment.state IN ('fulfilled', 'cancelled') THEN NULL ELSE commitment.due_on END, commitment.id DESC"
    " LIMIT {} OFFSET {}"
)
OF_EVENT = Statement(f"{LINE} WHERE commitment.event = {{}} AND {PUBLIC} ORDER BY commitment.id LIMIT {MOST}")
OWNERS = Statement("SELECT DISTINCT owner FROM commitment")
FORUMS = Statement(
    "SELECT event.slug, event.title FROM event"  # noqa: S608 - our words
    f" WHERE event.id IN (SELECT commitment.event FROM commitment) ORDER BY event.starts_at DESC LIMIT {MOST}"
)
WHOLE = Statement(
    "SELECT commitment.id, commitment.code, commitment.words, commitment.product, commitment.owner,"
    " commitment.helpers, commitment.promised_by, commitment.organiser, commitment.due_on, commitment.due_wording,"
    " commitment.due_days, commitment.day_of_month, commitment.state, commitment.happened_at,"
    " commitment.entered_at, commitment.fulfilled_on, commitment.original_due_on, commitment.moved,"
    " event.title AS event_title, event.slug AS event_slug,"
    " question.code AS question_code, question.public_summary AS question_summary,"
    " question.visibility AS question_visibility, question.state AS question_state,"
    " question.lead_unit AS question_unit"
    " FROM commitment LEFT JOIN event ON event.id = commitment.event"
    " LEFT JOIN question ON question.id = commitment.question WHERE commitment.code = {}"
)
NOTES = Statement(
    "SELECT progress_note.kind, progress_note.body, progress_note.evidence, progress_note.period,"
    " progress_note.written_at, person.name AS person_name"
    " FROM progress_note LEFT JOIN person ON person.id = progress_note.person"
    " WHERE progress_note.commitment = {} ORDER BY progress_note.id DESC LIMIT 200"
)


@dataclass(frozen=True)
class CommitmentLine:
    id: int
    code: str
    words: str
    product: str
    owner_id: int
    owner: str
    organiser_id: int
    due_on: date
    is_recurring: bool
    state: CommitmentState
    fulfilled_on: date | None
    entered_at: datetime
    promised_by: str
    due_wording: DueWording
    event_title: str
    event_slug: str


@dataclass(frozen=True)
class Note:
    kind: NoteKind
    body: str
    evidence: str
    period: date | None
    written_at: datetime
    person_name: str


@dataclass(frozen=True)
class CommitmentView:
    """All that a page shows of one promise. The question's text is given only when the public may read it."""

    id: int
    code: str
    words: str
    product: str
    owner_id: int
    owner: str
    owner_name: str
    helpers: str
    promised_by: str
    organiser_id: int
    due_on: date
    due_wording: DueWording
    due_days: int | None
    day_of_month: int | None
    state: CommitmentState
    happened_at: datetime
    entered_at: datetime
    fulfilled_on: date | None
    original_due_on: date | None
    moved: int
    event_title: str
    event_slug: str
    question_code: str
    question_summary: str
    notes: tuple[Note, ...]

    @property
    def due_day(self) -> date | None:
        """The day as it was said: "before the 30th" is due on the 29th. None when no day was said."""
        if self.due_wording is DueWording.BEFORE:
            return self.due_on + timedelta(days=1)
        return self.due_on if self.due_wording is DueWording.BY else None


@dataclass(frozen=True)
class Tally:
    """How many commitments a list holds, and how many of them are overdue."""

    total: int
    late: int


async def commitments(
    narrowed: Condition = EVERYTHING, *, number: int = 1, size: int = PAGE_SIZE
) -> Page[CommitmentLine]:
    """One page of those that `narrowed` keeps, most urgent first."""
    found = await _listing(narrowed.sql).all(*narrowed.values, size + 1, (number - 1) * size)
    return Page.cut(await _lines(found), number, size)


async def tally(narrowed: Condition, today: date) -> Tally:
    row = await _counting(narrowed.sql).one(today, *narrowed.values)
    assert row is not None
    return Tally(row["total"], row["late"])


@lru_cache(maxsize=256)
def _listing(where: str) -> Statement:
    return Statement(f"{LINE} WHERE {where}{URGENT_FIRST}", slow=True)


@lru_cache(maxsize=256)
def _counting(where: str) -> Statement:
    return Statement(
        "SELECT COUNT(*) AS total, COUNT(CASE WHEN commitment.state NOT IN ('fulfilled', 'cancelled')"
        f" AND commitment.due_on < {{}} THEN 1 END) AS late{FROM} WHERE {where}",
        slow=True,
    )


async def owners() -> list[tuple[int, str]]:
    """(id, short name) of the units of today that own commitments."""
    units = await directory()
    ids = {units.resolve(row["owner"]) for row in await OWNERS.all()}
    return sorted(((unit_id, units.short_name(unit_id)) for unit_id in ids), key=lambda each: each[1])


async def forums() -> list[tuple[str, str]]:
    """(slug, title) of the forums at which something was promised, the last one first."""
    return [(row["slug"], row["title"]) for row in await FORUMS.all()]


async def commitments_of_event(event_id: int) -> list[CommitmentLine]:
    """In the order in which they were said; none of a report on officials, for a room has many eyes."""
    return await _lines(await OF_EVENT.all(event_id))


async def commitment_view(code: str) -> CommitmentView:
    """Raises NotFound for an unknown code."""
    row = await WHOLE.one(code)
    if row is None:
        raise NotFound(_("There is no such commitment."))
    units = await directory()
    state, unit_id = row.pop("question_state"), row.pop("question_unit")
    is_taken = state is not None and is_taken_up(QuestionState(state), unit_id)
    is_open = row.pop("question_visibility") == "public" and is_taken and bool(row["question_summary"])
    owner_id, organiser_id = row.pop("owner"), row.pop("organiser")
    notes = tuple(
        Note(**{**note, "kind": NoteKind(note["kind"]), "person_name": note["person_name"] or ""})
        for note in await NOTES.all(row["id"])
    )
    return CommitmentView(
        **{
            **row,
            "state": CommitmentState(row["state"]),
            "due_wording": DueWording(row["due_wording"]),
            "event_title": row["event_title"] or "",
            "event_slug": row["event_slug"] or "",
            "question_code": row["question_code"] if is_open else "",
            "question_summary": row["question_summary"] if is_open else "",
        },
        owner_id=owner_id,
        owner=units.short_name(owner_id),
        owner_name=units.name(owner_id),
        organiser_id=organiser_id,
        notes=notes,
    )


async def _lines(rows: list[dict[str, Any]]) -> list[CommitmentLine]:
    units = await directory()
    return [
        CommitmentLine(
            id=row["id"],
            code=row["code"],
            words=row["words"],
            product=row["product"],
            owner_id=row["owner"],
            owner=units.short_name(row["owner"]),
            organiser_id=row["organiser"],
            due_on=row["due_on"],
            is_recurring=row["day_of_month"] is not None,
            state=CommitmentState(row["state"]),
            fulfilled_on=row["fulfilled_on"],
            entered_at=row["entered_at"],
            promised_by=row["promised_by"],
            due_wording=DueWording(row["due_wording"]),
            event_title=row["event_title"] or "",
            event_slug=row["event_slug"] or "",
        )
        for row in rows
    ]


WANTED = Statement("SELECT wanted_on FROM new_date WHERE commitment = {} AND ruling = '' ORDER BY id DESC LIMIT 1")


async def wanted_date(commitment_id: int) -> date | None:
    """The new date that was asked for, while nobody has decided on it."""
    row = await WANTED.one(commitment_id)
    return row["wanted_on"] if row else None
