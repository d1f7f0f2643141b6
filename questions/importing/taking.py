"""Taking a list in: all of it or nothing. The rows are written in slices that nobody sees; the last transaction
shows them all. What a crash left behind is swept away by the next one that comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app import journal
from app.access import SYSTEM, Viewer
from app.clock import now
from app.database import Duplicate, Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from events.planning import policy as planning_policy
from events.planning.kinds import seen_by_of
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy
from questions.codes import QUESTION, next_codes
from questions.importing.staging import IMPORTING, Batch, StagedRow
from questions.moving import refuse
from questions.states import QuestionState
from questions.submitting import ADD, row_values, tracking_hash, tracking_token

SLICE = 250
# Longer than any slice takes; a list whose writer showed no life for so long is swept away.
DEAD_AFTER = timedelta(minutes=2)

BEGIN = Statement(
    "UPDATE import_batch SET state = 'importing', moved_at = {}, taken = 0 WHERE id = {} AND state = 'previewed'"
    " RETURNING id"
)
GO_ON = Statement(
    "UPDATE import_batch SET moved_at = {}, taken = taken + {} WHERE id = {} AND state = 'importing'"
    " AND moved_at = {} RETURNING id"
)
END = Statement(
    "UPDATE import_batch SET state = 'taken', moved_at = {}, known = {} WHERE id = {} AND state = 'importing'"
    " AND moved_at = {} RETURNING id"
)
SHOW = Statement("UPDATE question SET state = 'submitted' WHERE import_batch = {} AND state = 'importing'", slow=True)
REMOVE = Statement("DELETE FROM question WHERE import_batch = {} AND state = 'importing'", slow=True)
FREE = Statement(
    "UPDATE import_batch SET state = 'previewed', taken = 0 WHERE id = {} AND state = 'importing' AND moved_at = {}"
    " RETURNING id"
)
STOPPED = Statement("SELECT id, moved_at FROM import_batch WHERE state = 'importing' AND moved_at < {} LIMIT 50")
BESIDE = Statement(
    "SELECT 1 AS found FROM question WHERE event = {} AND state = 'importing' AND import_batch <> {} LIMIT 1"
)

TAKEN_BY_OTHERS = _("Somebody else is taking this list in, or has done so. Here is how it stands now.")


@dataclass(frozen=True)
class Taken:
    """How many questions were added, and how many rows were known already."""

    new: int
    known: int


async def take(batch: Batch, event: EventFacts, *, secret_key: str, by: Viewer, at: datetime) -> Taken:
    """Make every row of a list that is not known yet a question. Nobody is written to: the list tells of
    questions that were put elsewhere; their askers get the answer when it is published.

    Raises Invalid when a row has a problem, Conflict when another one takes the list (or one like it) in.
    """
    refuse(planning_policy.why_not_enter(by, event), is_stale=False)
    if batch.wrong:
        raise Invalid(
            _("Some rows have problems, so nothing was taken. Please mend them in the list and send it again.")
        )
    await sweep(at)
    await _begin(batch, event, at)
    writing = _Writing(batch, event, secret_key, by, at)
    try:
        return await writing.run()
    except BaseException as fault:
        await _undo(batch.id, writing.moved_at)
        if isinstance(fault, Duplicate):
            raise Conflict(
                _("A list with the same questions was taken in at this moment. Nothing was added twice.")
            ) from None
        raise


async def sweep(at: datetime) -> int:
    """Remove what lists left behind whose writer died; they can be taken in again. Returns how many there were."""
    stopped = await STOPPED.all(at - DEAD_AFTER)
    for row in stopped:
        await _undo(row["id"], row["moved_at"])
    return len(stopped)


@atomic
async def _begin(batch: Batch, event: EventFacts, at: datetime) -> None:
    if await BEGIN.one(at, batch.id) is None:
        raise Conflict(TAKEN_BY_OTHERS)
    if await BESIDE.one(event.id, batch.id) is not None:
        raise Conflict(_("Another list of this forum is being taken in. Please try again in a minute."))


@atomic
async def _undo(batch_id: int, moved_at: datetime) -> None:
    """Only when nobody has moved the list since `moved_at`."""
    if await FREE.one(batch_id, moved_at) is None:
        return
    await REMOVE.run(batch_id)
    await journal.record(
        "import.undo", by=SYSTEM, at=now(), about=("import_batch", batch_id), after={"state": "previewed"}
    )


class _Writing:
    """One run through the slices; `moved_at` is its last sign of life, by which it knows that nobody else came."""

    def __init__(self, batch: Batch, event: EventFacts, secret_key: str, by: Viewer, at: datetime) -> None:
        self.batch, self.event, self.secret_key, self.by, self.at = batch, event, secret_key, by, at
        self.moved_at = at
        self.entries: list[tuple[object, ...]] = []

    async def run(self) -> Taken:
        rows = self.batch.new
        for start in range(0, len(rows), SLICE):
            moved_at, entries = await self._write(rows[start : start + SLICE])
            self.moved_at = moved_at
            self.entries += entries
        known = len(self.batch.rows) - len(rows)
        await self._end(known, len(rows))
        return Taken(len(rows), known)

    @atomic
    async def _write(self, rows: tuple[StagedRow, ...]) -> tuple[datetime, list[tuple[object, ...]]]:
        """One slice; its new sign of life and its lines for the journal."""
        moved_at = max(now(), self.moved_at + timedelta(microseconds=1))
        if await GO_ON.one(moved_at, len(rows), self.batch.id, self.moved_at) is None:
            raise Conflict(TAKEN_BY_OTHERS)
        codes = await next_codes(QUESTION, len(rows), self.at)
        widest = await seen_by_of(self.event.type)
        ids = await ADD.many([self._values(row, code, widest) for row, code in zip(rows, codes, strict=True)])
        return moved_at, [self._entry(*told) for told in zip(rows, codes, ids, strict=True)]

    def _values(self, row: StagedRow, code: str, widest: SeenBy) -> tuple[object, ...]:
        assert row.ask is not None
        return row_values(
            row.ask,
            self.event,
            widest,
            code=code,
            key=row.key,
            token_hash=tracking_hash(tracking_token(self.secret_key, row.key)),
            at=self.at,
            batch_id=self.batch.id,
            state=IMPORTING,
        )

    def _entry(self, row: StagedRow, code: str, question_id: int) -> tuple[object, ...]:
        assert row.ask is not None
        _add, values = journal.prepared(
            "question.submit",
            by=self.by,
            at=self.at,
            about=("question", question_id),
            unit_id=self.event.organiser_id,
            after={
                "state": QuestionState.SUBMITTED.value,
                "code": code,
                "channel": row.ask.channel.value,
                "list": self.batch.id,
                "row": row.number,
            },
            happened_at=row.ask.happened_at,
        )
        return values

    @atomic
    async def _end(self, known: int, new: int) -> None:
        """Show all rows at once, with their journal."""
        at = max(now(), self.moved_at + timedelta(microseconds=1))
        if await END.one(at, known, self.batch.id, self.moved_at) is None:
            raise Conflict(TAKEN_BY_OTHERS)
        await SHOW.run(self.batch.id)
        await journal.ADD.many(self.entries)
        await journal.record(
            "import.take",
            by=self.by,
            at=at,
            about=("import_batch", self.batch.id),
            unit_id=self.event.organiser_id,
            after={"new": new, "known": known, "file": self.batch.file_name},
        )
