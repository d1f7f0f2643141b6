"""What the front page offers: what one can do now, what is new, and what was promised."""

from dataclasses import dataclass
from datetime import datetime

from app.clock import day_of
from events.planning.queries import public_events
from events.planning.rows import EventLine
from events.planning.states import TAKING_QUESTIONS
from events.running.forum import days_left
from questions.answers.judged import Content, content
from questions.apologies.reading import count_without_apology
from questions.commitments.public import CommitmentView, due_this_month, overdue_count
from questions.figures import Figures, figures
from questions.overdue import late_count
from questions.public_lists import QuestionRow, newest_answers

SHOWN_EVENTS, SHOWN_ANSWERS, SHOWN_PROMISES = 6, 5, 5


@dataclass(frozen=True)
class OpenForum:
    """A forum that takes questions now; `days_left` to its cut-off, None once that has passed."""

    event: EventLine
    days_left: int | None


@dataclass(frozen=True)
class Home:
    open_now: list[OpenForum]
    coming: list[EventLine]
    answers: list[QuestionRow]
    figures: Figures
    content: Content
    promises: list[CommitmentView]
    late_answers: int
    late_without_apology: int
    late_promises: int


async def home(at: datetime) -> Home:
    today = day_of(at)
    late = await late_count(today)
    coming = [event for event in (await public_events(today, most=50)).items if event.is_coming(today)]
    open_now = [event for event in coming if event.state in TAKING_QUESTIONS]
    return Home(
        open_now=[OpenForum(event, days_left(event.closes_at, at)) for event in open_now[:SHOWN_EVENTS]],
        coming=[event for event in coming if event not in open_now][:SHOWN_EVENTS],
        answers=await newest_answers(SHOWN_ANSWERS),
        figures=await figures(),
        content=await content(),
        promises=await due_this_month(at, SHOWN_PROMISES),
        late_answers=late,
        late_without_apology=await count_without_apology(today) if late else 0,
        late_promises=await overdue_count(today),
    )
