"""A list between its reading and its taking: kept with every row's problems, so that it can be looked over."""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.database.json import dump, load
from app.errors import NotFound
from app.i18n import Sentence as _
from events.planning import policy as planning_policy
from events.planning.policy import EventFacts
from questions.ask import Ask
from questions.importing.reading import Sheet
from questions.importing.rows import ImportedRow
from questions.moving import refuse
from questions.tables import ImportBatch
from questions.values import Channel

PREVIEWED, IMPORTING, TAKEN = "previewed", "importing", "taken"

ADD = Insert(ImportBatch, "event", "file_name", "file_sha256", "rows", "state", "person", "created_at", "moved_at")
ONE = Statement(
    "SELECT id, event AS event_id, file_name, rows, state, taken, known, created_at, moved_at"
    " FROM import_batch WHERE id = {} AND event = {}",
    slow=True,
)
# Keys of rows that earlier lists brought; those of a list that is being written are seen by nobody yet.
KEYS = Statement(
    "SELECT submission_key FROM question WHERE event = {} AND import_batch IS NOT NULL AND state <> 'importing'",
    slow=True,
)


@dataclass(frozen=True)
class StagedRow:
    """One row of the file: `ask` when nothing is amiss, else `problems` by column, in the reader's language."""

    number: int
    typed: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    ask: Ask | None = None
    key: str = ""
    repeats: int | None = None


@dataclass(frozen=True)
class Batch:
    """A list that was read. `known_keys` are those of rows that stand in the database already."""

    id: int
    event_id: int
    file_name: str
    state: str
    rows: tuple[StagedRow, ...]
    taken: int
    known: int
    created_at: datetime
    moved_at: datetime
    known_keys: frozenset[str] = frozenset()

    @property
    def wrong(self) -> tuple[StagedRow, ...]:
        return tuple(row for row in self.rows if row.problems)

    @property
    def new(self) -> tuple[StagedRow, ...]:
        """The rows that taking the list would add: not known, and each content once."""
        return tuple(row for row in self.rows if row.ask and not self.is_known(row))

    def is_known(self, row: StagedRow) -> bool:
        return row.repeats is not None or row.key in self.known_keys


def staged(sheet: Sheet, event: EventFacts) -> tuple[StagedRow, ...]:
    """The rows of a sheet with the keys that make each row of a list one question, however often it comes."""
    return tuple(
        StagedRow(
            row.number,
            row.typed,
            {column: str(sentence) for column, sentence in row.problems.items()},
            row.ask,
            submission_key(row, event),
            row.repeats,
        )
        for row in sheet.rows
    )


def submission_key(row: ImportedRow, event: EventFacts) -> str:
    return f"list:{event.id}:{row.fingerprint}" if row.ask else ""


async def stage(sheet: Sheet, event: EventFacts, *, file_name: str, file_sha256: str, by: Viewer, at: datetime) -> int:
    """Keep a list to be looked over; nothing of it is a question yet. Returns the batch's id."""
    refuse(planning_policy.why_not_enter(by, event), is_stale=False)
    text = await asyncio.to_thread(_packed, staged(sheet, event))
    return await _add(event, file_name[-300:], file_sha256, text, by=by, at=at)


@atomic
async def _add(event: EventFacts, file_name: str, file_sha256: str, rows: str, *, by: Viewer, at: datetime) -> int:
    batch_id = await ADD(event.id, file_name, file_sha256, rows, PREVIEWED, by.person_id, at, at)
    await journal.record(
        "import.stage",
        by=by,
        at=at,
        about=("import_batch", batch_id),
        unit_id=event.organiser_id,
        after={"file": file_name, "sha256": file_sha256},
    )
    return batch_id


async def batch_of(event: EventFacts, batch_id: int) -> Batch:
    """A list of this forum. Raises NotFound."""
    row = await ONE.one(batch_id, event.id)
    if row is None:
        raise NotFound(_("There is no such list."))
    rows = await asyncio.to_thread(_unpacked, row.pop("rows"))
    return Batch(**row, rows=rows, known_keys=await known_keys(event))


async def known_keys(event: EventFacts) -> frozenset[str]:
    return frozenset(row["submission_key"] for row in await KEYS.all(event.id))


def _packed(rows: Iterable[StagedRow]) -> str:
    return dump([asdict(row) for row in rows])


def _unpacked(text: str) -> tuple[StagedRow, ...]:
    values = load(text)
    assert isinstance(values, list)
    return tuple(StagedRow(**{**row, "ask": _ask(row["ask"])}) for row in values)


def _ask(values: dict[str, Any] | None) -> Ask | None:
    if values is None:
        return None
    happened_at = datetime.fromisoformat(values["happened_at"]).astimezone(UTC)
    return Ask(**{**values, "happened_at": happened_at, "channel": Channel(values["channel"])})
