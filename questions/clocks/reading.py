"""The story of a question's due date, as it stands in the database."""

from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of, now
from questions.clocks.keeping import clock_of
from questions.clocks.story import DueStory, due_story


async def story_of(question_id: int) -> DueStory | None:
    """Why the answer to this question is due when it is; None while no clock ever started."""
    clock = await clock_of(question_id)
    return due_story(clock, await load_calendar(), await load_clocks(), day_of(now())) if clock else None
