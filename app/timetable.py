"""What the clock does, listed by name; the worker of each process asks every act once a minute."""

from app.post.timed import TimedAct
from events.planning.by_clock import open_and_close_by_clock
from questions.commitments.committing import silence_confirms
from questions.importing.taking import sweep as sweep_stopped_lists

TIMETABLE: tuple[TimedAct, ...] = (open_and_close_by_clock, silence_confirms, sweep_stopped_lists)
