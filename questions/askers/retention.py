"""How long data about people is kept: periods that an office sets, and what is due to go by them.

Nothing goes by itself: a person runs the command, first to see the counts, then to apply. Each step is a short
transaction of its own, so that nobody waits; whoever runs it again finds only what is left.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app import journal
from app.access import Viewer
from app.database import Statement, atomic
from app.database.json import dump
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import refuse_stale, version_of
from questions.askers.erasing import FORGET_EDITS, erase
from questions.askers.forgetting import merge_indexes
from questions.facts import question_facts_by_id

SLICE = 100
APPLIED = "retention.apply"
Step = Callable[[list[int], Viewer, datetime], Awaitable[None]]
MONTH = timedelta(days=30.4375)


class Kept(StrEnum):
    ASKERS = "askers"
    LETTERS = "letters"
    LISTS = "lists"
    OPENINGS = "openings"


@dataclass(frozen=True)
class Rule:
    """`due` finds ids, oldest first, given the instant before which they are due and how many at most."""

    what: Sentence
    months: int
    due: Statement
    count: Statement


def _rule(what: Sentence, months: int, table: str, condition: str) -> Rule:
    due = f"SELECT {table}.id FROM {table} WHERE {condition} ORDER BY {table}.id LIMIT {{}}"  # noqa: S608 - our words
    count = f"SELECT count(*) AS n FROM {table} WHERE {condition}"  # noqa: S608 - our words
    return Rule(what, months, Statement(due, slow=True), Statement(count, slow=True))


OVER = "question.state IN ('rejected', 'closed', 'withdrawn', 'referred', 'forwarded')"
# What was joined with another question is over with that one, what was split with the last of its parts.
STANDS = (
    "SELECT question_merge.stands FROM question_merge"
    " WHERE question_merge.question = question.id AND question_merge.parted_at IS NULL"
)
PARTS = "SELECT question_part.part FROM question_part WHERE question_part.whole = question.id"
JOINED_OVER = (
    "question.state = 'merged' AND EXISTS (SELECT 1 FROM question AS stood"  # noqa: S608 - our words
    f" WHERE stood.id IN ({STANDS}) AND {OVER.replace('question.', 'stood.')})"
)
PARTS_OVER = (
    "question.state = 'split' AND NOT EXISTS (SELECT 1 FROM question AS part"  # noqa: S608 - our words
    f" WHERE part.id IN ({PARTS}) AND NOT {OVER.replace('question.', 'part.')})"
)
_ANSWERED_AT = "(SELECT max(other.answered_at) FROM question AS other WHERE other.id IN"
ENDED_AT = f"COALESCE({_ANSWERED_AT} ({STANDS})), {_ANSWERED_AT} ({PARTS})), question.answered_at, question.entered_at)"
KEPT_PROMISE = (
    "NOT EXISTS (SELECT 1 FROM commitment WHERE commitment.question = question.id"
    " AND commitment.state NOT IN ('fulfilled', 'cancelled'))"
)
RULES: dict[Kept, Rule] = {
    Kept.ASKERS: _rule(
        _("Who asked, after the question is over"), 60, "question",
        f"question.asker_erased_at IS NULL AND ({OVER} OR {JOINED_OVER} OR {PARTS_OVER}) AND {ENDED_AT} < {{}}"
        f" AND {KEPT_PROMISE}",
    ),
    Kept.LETTERS: _rule(
        _("Letters that were sent"), 24, "outbox_letter",
        # Those too that left within the letter of a day, and those that somebody let drop.
        "outbox_letter.state IN ('sent', 'digested', 'dropped') AND outbox_letter.body <> ''"
        " AND COALESCE(outbox_letter.sent_at, outbox_letter.queued_at) < {}",
    ),
    Kept.LISTS: _rule(
        _("Rows of lists that were taken in or only looked over"), 12, "import_batch",
        "import_batch.state <> 'importing' AND CAST(import_batch.rows AS TEXT) <> '[]'"
        " AND import_batch.created_at < {}",
    ),
    Kept.OPENINGS: _rule(
        _("Who opened contact data"), 60, "contact_opening", "contact_opening.opened_at < {}",
    ),
}  # fmt: skip
PERIODS = Statement("SELECT kind, months FROM retention_period ORDER BY kind")
EMPTY_LETTER = Statement("UPDATE outbox_letter SET to_address = '', body = '', last_error = '' WHERE id = {}")
EMPTY_LIST = Statement("UPDATE import_batch SET rows = {} WHERE id = {}")
DROP_OPENING = Statement("DELETE FROM contact_opening WHERE id = {}")


async def periods() -> dict[Kept, int]:
    """Months for each kind, 0 for ever: as they ship, or as the office set them."""
    own = {row["kind"]: row["months"] for row in await PERIODS.all()}
    return {kind: own.get(kind.value, rule.months) for kind, rule in RULES.items()}


async def due_now(at: datetime) -> dict[Kept, int]:
    """How many of each kind have been kept longer than they should."""
    found = {}
    for kind, months in (await periods()).items():
        row = await RULES[kind].count.one(at - months * MONTH) if months else None
        found[kind] = int(row["n"]) if row else 0
    return found


async def apply(*, by: Viewer, at: datetime) -> dict[Kept, int]:
    """Let everything go that is due; how many of each kind."""
    done = {}
    for kind, months in (await periods()).items():
        done[kind] = await _let_go(kind, at - months * MONTH, by, at) if months else 0
    if done[Kept.ASKERS]:
        await merge_indexes()
    return done


async def _let_go(kind: Kept, before: datetime, by: Viewer, at: datetime) -> int:
    total = 0
    while rows := await RULES[kind].due.all(before, SLICE):
        await STEPS[kind]([row["id"] for row in rows], by, at)
        total += len(rows)
    return total


async def _erase_askers(ids: list[int], by: Viewer, at: datetime) -> None:
    for question_id in ids:
        await _erase_one(question_id, by, at)


@atomic
async def _erase_one(question_id: int, by: Viewer, at: datetime) -> None:
    await erase(await question_facts_by_id(question_id), reason=str(_("The period for keeping is over.")), by=by, at=at)


def _each(kind: Kept, *statements: Statement, values: tuple[object, ...] = ()) -> Step:
    @atomic
    async def step(ids: list[int], by: Viewer, at: datetime) -> None:
        for each in ids:
            for statement in statements:
                await statement.run(*values, each)
        await journal.record(
            APPLIED, by=by, at=at, about=("retention", 0), after={"kind": kind.value, "number": len(ids)}
        )

    return step


STEPS: dict[Kept, Step] = {
    Kept.ASKERS: _erase_askers,
    Kept.LETTERS: _each(Kept.LETTERS, EMPTY_LETTER, FORGET_EDITS),
    Kept.LISTS: _each(Kept.LISTS, EMPTY_LIST, values=(dump([]),)),
    Kept.OPENINGS: _each(Kept.OPENINGS, DROP_OPENING),
}
PUT = Statement(
    "INSERT INTO retention_period (kind, months) VALUES ({}, {})"
    " ON CONFLICT (kind) DO UPDATE SET months = excluded.months"
)


async def version_of_periods() -> str:
    """What the form of the periods keeps."""
    return await version_of("retention", 0, but=APPLIED)


async def put_periods(months: dict[Kept, int], *, by: Viewer, at: datetime, version: str = "") -> None:
    """Set how many months each kind is kept, inside the caller's transaction; 0 for ever.

    Raises Conflict when somebody else set them since `version`.
    """
    before = await periods()
    for kind, number in months.items():
        await PUT.run(kind.value, number)
    await refuse_stale("retention", 0, version, but=APPLIED)
    await journal.record(
        "retention.put",
        by=by,
        at=at,
        about=("retention", 0),
        before={kind.value: number for kind, number in before.items()},
        after={kind.value: number for kind, number in months.items()},
    )
