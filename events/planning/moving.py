"""When a forum does not take place as announced: postponed, given a new date, cancelled."""

from datetime import UTC, datetime

from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.database import atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from events.planning import letters
from events.planning.announcing import check_notice
from events.planning.changing import move, needs, permit, require_reason
from events.planning.following import day_moved
from events.planning.inviting import send_invitations, tell_agencies
from events.planning.notice import default_cutoff
from events.planning.plan import problems_of_times
from events.planning.policy import EventFacts
from events.planning.queries import event_view
from events.planning.states import EventAct


@atomic
async def postpone(event: EventFacts, reason: str, *, by: Viewer, at: datetime) -> EventFacts:
    """Take the date away, with a public reason; its questions live on. The old date stays visible."""
    permit(EventAct.POSTPONE, by, event)
    require_reason(reason)
    moved = await move(
        EventAct.POSTPONE, event, by=by, at=at, reason=reason, sequence=True,
        postponed_from=event.starts_at, change_reason=reason,
    )  # fmt: skip
    await day_moved(event.id, by=by, at=at)
    await tell_agencies(await event_view(event.slug), letters.postponed, at=at)
    return moved


@atomic
async def reschedule(
    event: EventFacts,
    starts_at: datetime,
    ends_at: datetime,
    closes_at: datetime | None = None,
    *,
    reason: str = "",
    by: Viewer,
    at: datetime,
) -> EventFacts:
    """Announce the new date of a postponed forum; questions are opened again by hand.

    The same notice is owed as for a first announcement: a shorter one needs `reason`. Raises Invalid.
    """
    permit(EventAct.RESCHEDULE, by, event)
    if starts_at <= at:
        raise needs("starts_at", _("The session is in the past. Please set its time first."))
    closes_at = closes_at or default_cutoff(
        starts_at, await load_calendar(), at, (await load_clocks())[Clock.QUESTIONS_CLOSE]
    )
    if problems := problems_of_times(starts_at, ends_at, None, closes_at):
        raise Invalid(_("Please check the times of the forum."), dict(problems))
    await check_notice(event.type, starts_at, reason, at)
    moved = await move(
        EventAct.RESCHEDULE, event, by=by, at=at, reason=reason, sequence=True,
        before={"starts_at": event.starts_at},
        starts_at=starts_at.astimezone(UTC), ends_at=ends_at.astimezone(UTC), opens_at=None,
        closes_at=closes_at.astimezone(UTC), announced_at=at, short_notice_reason=reason,
    )  # fmt: skip
    await day_moved(event.id, by=by, at=at)
    view = await event_view(event.slug)
    await tell_agencies(view, letters.changed, at=at)
    await send_invitations(view, at=at)
    return moved


@atomic
async def cancel(event: EventFacts, reason: str, *, by: Viewer, at: datetime) -> EventFacts:
    """With a public reason; its questions live on and are answered in writing."""
    permit(EventAct.CANCEL, by, event)
    require_reason(reason)
    moved = await move(
        EventAct.CANCEL, event, by=by, at=at, reason=reason, sequence=True, cancelled_at=at, change_reason=reason
    )
    await day_moved(event.id, by=by, at=at)
    await tell_agencies(await event_view(event.slug), letters.cancelled, at=at)
    return moved
