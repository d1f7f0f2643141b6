"""All that the public page of one forum shows beside the forum itself."""

from dataclasses import dataclass
from datetime import date, datetime

from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.database.statements import Row
from app.i18n import Sentence
from events.planning import policy
from events.planning.notice import Notice, Results, notice_of, results_of
from events.planning.queries import event_view, no_such_event
from events.planning.rows import EventView
from events.planning.states import AFTER_SESSION, EventState
from events.running.papers import IssuedPaper, issued_papers
from questions.commitments.public import CommitmentView, commitments_of_event, open_before
from questions.public_lists import QuestionRow, questions_of

SHOWN_QUESTIONS = 6
BEFORE = Statement(
    "SELECT id, slug, title, edition FROM event WHERE series = {} AND edition < {}"
    " AND state NOT IN ('draft', 'cancelled') ORDER BY edition DESC LIMIT 1"
)


@dataclass(frozen=True)
class Forum:
    """One public forum page. `days_left` counts to the cut-off: 0 on its day, None without one to come."""

    event: EventView
    why_not_ask: Sentence | None
    days_left: int | None
    is_late: bool
    questions: list[QuestionRow]
    question_count: object
    has_more: bool
    commitments: list[CommitmentView]
    before: Row | None
    commitments_before: list[CommitmentView]
    # Of the editions before that one.
    still_open: list[CommitmentView]
    notice: Notice | None
    results: Results | None
    papers: list[IssuedPaper]


async def forum(slug: str, at: datetime) -> Forum:
    """Raises NotFound; a draft does not exist for the public."""
    event = await event_view(slug)
    if event.state is EventState.DRAFT:
        raise no_such_event()
    found = await questions_of(event.id, 1)
    before = await _before(event)
    return Forum(
        event=event,
        why_not_ask=policy.why_not_ask(event.facts),
        days_left=days_left(event.closes_at, at),
        is_late=event.closes_at is not None and at > event.closes_at,
        questions=list(found.items[:SHOWN_QUESTIONS]),
        question_count=found.total,
        has_more=len(found.items) > SHOWN_QUESTIONS or found.has_next,
        commitments=await commitments_of_event(event.id, at),
        before=before,
        commitments_before=await commitments_of_event(before["id"], at) if before else [],
        still_open=await open_before(event.series_id, before["edition"], at) if before and event.series_id else [],
        notice=await _notice(event),
        results=await _results(event),
        papers=await issued_papers(event.id),
    )


def days_left(closes_at: datetime | None, at: datetime) -> int | None:
    """Days from today to the cut-off, 0 on its own day; None when it has passed or there is none."""
    if closes_at is None or at > closes_at:
        return None
    return (day_of(closes_at) - day_of(at)).days


async def _before(event: EventView) -> Row | None:
    """The edition before this one, whose promises open this one."""
    if event.series_id is None or event.edition is None:
        return None
    return await BEFORE.one(event.series_id, event.edition)


async def _notice(event: EventView) -> Notice | None:
    if event.announced_at is None or not event.has_date:
        return None
    return notice_of(event.kind, day_of(event.announced_at), event.day, await load_calendar())


async def _results(event: EventView) -> Results | None:
    if event.state not in AFTER_SESSION:
        return None
    held_on: date = day_of(event.ended_at or event.ends_at)
    published_on = day_of(event.results_at) if event.results_at else None
    return results_of(event.kind, held_on, published_on, await load_calendar())
