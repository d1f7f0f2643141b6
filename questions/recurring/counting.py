"""How often a matter was raised: how many times, how many units had it, how many days it has been waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.clock import day_of
from app.database import Statement
from app.database.statements import Row
from app.people.directory import Directory
from app.people.units import directory
from questions.states import QuestionState, taken_up_sql
from questions.values import Outcome

# All that hang together, through whichever of them they were linked.
MATTER = Statement(
    "WITH RECURSIVE matter(id) AS (SELECT question FROM recurrence WHERE (question = {} OR earlier = {})"  # noqa: S608
    " AND ended_at IS NULL UNION SELECT CASE WHEN recurrence.question = matter.id THEN recurrence.earlier"
    " ELSE recurrence.question END FROM matter JOIN recurrence"
    " ON (recurrence.question = matter.id OR recurrence.earlier = matter.id) AND recurrence.ended_at IS NULL)"
    " SELECT question.id, question.code, question.summary, question.public_summary, question.state,"
    " question.organiser AS organiser_id, question.lead_unit AS lead_unit_id, question.happened_at,"
    " question.answered_at, question.outcome, event.title AS event_title, CASE WHEN question.visibility = 'public'"
    f" AND {taken_up_sql('question.')} THEN 1 ELSE 0 END AS is_public"
    " FROM matter JOIN question ON question.id = matter.id LEFT JOIN event ON event.id = question.event"
    " ORDER BY question.happened_at, question.id"
)
LINKED = Statement("SELECT earlier FROM recurrence WHERE question = {} AND ended_at IS NULL")


@dataclass(frozen=True)
class Raised:
    """The matter at one time."""

    id: int
    code: str
    summary: str
    public_summary: str
    state: QuestionState
    organiser_id: int
    unit: str
    event_title: str | None
    happened_at: datetime
    is_public: bool


@dataclass(frozen=True)
class Matter:
    """`number` says the how many-th time this question is; `days` run until the last time brought it about."""

    number: int
    times: int
    units: int
    days: int
    raised: tuple[Raised, ...]


async def matter_of(question_id: int, today: date, *, public_only: bool = False) -> Matter | None:
    """The matter that a question raises again, or that is raised again later; None for one raised once."""
    rows = await MATTER.all(question_id, question_id)
    kept = [row for row in rows if row["is_public"] or not public_only]
    return counted(question_id, kept, await directory(), today) if len(kept) > 1 else None


def counted(question_id: int, rows: Sequence[Row], units: Directory, today: date) -> Matter | None:
    """From the rows of all times, oldest first. Pure."""
    ids = [row["id"] for row in rows]
    if question_id not in ids:
        return None
    last = rows[-1]
    is_settled = last["outcome"] == Outcome.RESOLVED and last["answered_at"] is not None
    until = day_of(last["answered_at"]) if is_settled else today
    return Matter(
        number=ids.index(question_id) + 1,
        times=len(rows),
        # A unit that took over another one is the same unit.
        units=len({units.resolve(row["lead_unit_id"]) for row in rows if row["lead_unit_id"] is not None}),
        days=max(0, (until - day_of(rows[0]["happened_at"])).days),
        raised=tuple(
            Raised(
                id=row["id"],
                code=row["code"],
                summary=row["summary"],
                public_summary=row["public_summary"],
                state=QuestionState(row["state"]),
                organiser_id=row["organiser_id"],
                unit=units.short_name(row["lead_unit_id"]),
                event_title=row["event_title"],
                happened_at=row["happened_at"],
                is_public=bool(row["is_public"]),
            )
            for row in rows
        ),
    )


async def is_linked(question_id: int) -> bool:
    """Whether it was confirmed to raise an earlier one again."""
    return await LINKED.one(question_id) is not None
