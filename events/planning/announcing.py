"""Making a forum known, and taking questions for it."""

from datetime import UTC, datetime

from app.access import Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import atomic
from app.errors import Conflict
from app.i18n import Sentence as _
from events.planning.changing import move, needs, permit
from events.planning.inviting import send_invitations
from events.planning.kinds import event_types
from events.planning.notice import notice_of
from events.planning.policy import EventFacts
from events.planning.queries import event_view
from events.planning.rows import EventView
from events.planning.states import EventAct


@atomic
async def announce(event: EventFacts, *, reason: str = "", by: Viewer, at: datetime) -> EventFacts:
    """Publish a draft and invite its agencies.

    Raises Invalid naming the field that is missing: the place, a future time, or `reason` when the notice is
    shorter than the type of forum demands (7 calendar days for a commune's dialogue: Luật TCCQĐP 2025, Đ.43).
    """
    permit(EventAct.ANNOUNCE, by, event)
    view = await event_view(event.slug)
    await _check(view, reason, at)
    announced = await move(
        EventAct.ANNOUNCE, event, by=by, at=at, reason=reason, announced_at=at, short_notice_reason=reason
    )
    await send_invitations(view, at=at)
    return announced


@atomic
async def open_questions(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """Take questions from now on; raises Conflict when the cut-off has already passed."""
    permit(EventAct.OPEN, by, event)
    if event.closes_at and event.closes_at <= at:
        raise Conflict(_("The last moment for questions has passed. Please set a later one first."))
    return await move(EventAct.OPEN, event, by=by, at=at, opens_at=at)


@atomic
async def close_questions(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """The cut-off: later questions are still taken, and marked as late."""
    closes_at = min(event.closes_at, at) if event.closes_at else at
    return await move(EventAct.CLOSE, event, by=by, at=at, closes_at=closes_at.astimezone(UTC))


async def check_notice(type_code: str, starts_at: datetime, reason: str, at: datetime) -> None:
    """Raises Invalid when the notice is short and nobody says why."""
    notice = notice_of((await event_types())[type_code], day_of(at), day_of(starts_at), await load_calendar())
    if notice.is_short and not reason.strip():
        raise needs(
            "reason",
            _(
                "The notice is shorter than the rule (%(rule)s). Please say why; it is shown to everyone.",
                rule=notice.rule,
            ),
        )


async def _check(view: EventView, reason: str, at: datetime) -> None:
    if not view.place and not view.online_url:
        raise needs("place", _("Please give a place or an online link before announcing."))
    if view.starts_at <= at:
        raise needs("starts_at", _("The session is in the past. Please set its time first."))
    await check_notice(view.type, view.starts_at, reason, at)
