"""What a forum waits for, and until when: one line for the desk. Pure."""

from dataclasses import dataclass
from datetime import date

from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.notice import notice_of, results_of
from events.planning.rows import EventLine
from events.planning.states import EventState as S


@dataclass(frozen=True)
class NextStep:
    """`by` is the last day for it, where there is one."""

    words: Sentence
    by: date | None
    is_late: bool = False


def next_step(event: EventLine, today: date, calendar: WorkingCalendar) -> NextStep | None:
    """None when nothing is left to do."""
    match event.state:
        case S.DRAFT:
            notice = notice_of(event.kind, today, event.day, calendar)
            return NextStep(_("Announce the forum"), notice.announce_by, notice.is_short)
        case S.ANNOUNCED:
            return _step(_("Open questions"), day_of(event.opens_at) if event.opens_at else None, today)
        case S.COLLECTING:
            return _step(_("Collect questions"), day_of(event.closes_at) if event.closes_at else event.day, today)
        case S.PREPARING:
            return _step(_("The session takes place"), event.day, today)
        case S.IN_SESSION:
            return _step(_("Keep the record in the room"), event.day, today)
        case S.HELD:
            return _step(_("Issue the minutes"), _results_due(event, calendar), today)
        case S.MINUTES_APPROVED:
            return _step(_("Publish the results"), _results_due(event, calendar), today)
        case S.POSTPONED:
            return NextStep(_("Set a new date"), None)
    return None


def _step(words: Sentence, by: date | None, today: date) -> NextStep:
    return NextStep(words, by, by is not None and by < today)


def _results_due(event: EventLine, calendar: WorkingCalendar) -> date:
    return results_of(event.kind, day_of(event.ended_at or event.ends_at), None, calendar).due_on
