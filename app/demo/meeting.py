"""Planning and holding the forums of the demo city, through the acts of their coordinators."""

from datetime import datetime, time, timedelta

from app.access import Role
from app.clock import at_local
from app.demo.days import Days
from app.demo.forums import DemoForum
from app.demo.people import Cast
from app.demo.staff import PEOPLE
from events.planning.announcing import announce, close_questions, open_questions
from events.planning.creating import create_event, create_series
from events.planning.holding import publish_results, start_session
from events.planning.moving import postpone
from events.planning.parts import AttendanceLine, AttendancePart
from events.planning.plan import EventPlan, OfficerPlan
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.planning.recording import record_attendance
from events.running.room import end_session

# Working days from the session (or from today, when the session lies ahead) on which things happened.
PLANNED, OPENED, CUT_OFF = -10, -9, -3


async def plan(forum: DemoForum, cast: Cast, days: Days, series: dict[str, int]) -> str:
    """Create a forum and bring it to where questions are taken; returns its slug."""
    by = await cast.viewer(forum.account)
    planned = _planned(forum, days)
    if forum.series and forum.series not in series:
        series[forum.series] = await create_series(
            forum.series, forum.type, cast.units[forum.organiser], by=by, at=planned
        )
    session_day = days.day(forum.session)
    starts_at = at_local(session_day, time(8, 0))
    slug = await create_event(
        EventPlan(
            organiser_id=cast.units[forum.organiser],
            type=forum.type,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3, minutes=30),
            title=forum.title,
            series_id=series.get(forum.series),
            edition=forum.edition,
            theme=forum.theme,
            description=forum.description,
            agenda=forum.agenda,
            place=forum.place,
            online_url=forum.online_url,
            closes_at=at_local(days.calendar.add(session_day, CUT_OFF), time(17, 0)),
            field_ids=tuple(cast.fields[code] for code in forum.fields),
            co_organiser_ids=tuple(cast.units[code] for code in forum.co_organisers),
            officers=_officers(forum, cast),
            agency_ids=tuple(cast.units[code] for code in forum.agencies),
        ),
        by=by,
        at=planned,
    )
    if forum.stage == "draft":
        return slug
    event = await announce(await event_facts(slug), by=by, at=planned + timedelta(hours=1))
    await open_questions(event, by=by, at=planned + timedelta(hours=2))
    return slug


def _planned(forum: DemoForum, days: Days) -> datetime:
    return days.at(forum.session + PLANNED if forum.session <= 0 else -6, 8)


def opened(forum: DemoForum) -> int:
    """The working day, counted from today, on which its first questions came."""
    return forum.session + OPENED if forum.session <= 0 else -5


def _officers(forum: DemoForum, cast: Cast) -> tuple[OfficerPlan, ...]:
    titles = {person.account: person.title for person in PEOPLE}
    chairs = tuple(OfficerPlan(cast.people[account], Role.CHAIR, titles[account]) for account in forum.chairs)
    return (*chairs, OfficerPlan(cast.people[forum.secretary], Role.SECRETARY, titles[forum.secretary]))


async def begin(forum: DemoForum, slug: str, cast: Cast, days: Days) -> EventFacts:
    """Close the questions and start the session, with its attendance."""
    by = await cast.viewer(forum.account)
    secretary = await cast.viewer(forum.secretary)
    event = await close_questions(await event_facts(slug), by=by, at=days.at(forum.session + CUT_OFF, 17))
    started = days.at(forum.session, 8, 5) if forum.session < 0 else days.now - timedelta(minutes=40)
    event = await start_session(event, by=secretary, at=started)
    lines = [
        AttendanceLine(AttendancePart(part), name, organisation, heads)
        for part, name, organisation, heads in forum.attendance
    ]
    await record_attendance(event, lines, by=secretary, at=started + timedelta(minutes=5))
    return event


async def finish(forum: DemoForum, slug: str, cast: Cast, days: Days) -> EventFacts:
    """End the session of a forum that was held."""
    secretary = await cast.viewer(forum.secretary)
    return await end_session(await event_facts(slug), by=secretary, at=days.at(forum.session, 11, 30))


async def put_off(forum: DemoForum, slug: str, cast: Cast, days: Days) -> None:
    by = await cast.viewer(forum.account)
    reason = "Điều chỉnh theo lịch họp mới của Hội đồng nhân dân thành phố; thời gian mới sẽ được thông báo."
    await postpone(await event_facts(slug), reason, by=by, at=days.at(-1, 16))


async def publish(forum: DemoForum, slug: str, cast: Cast, days: Days) -> None:
    by = await cast.viewer(forum.account)
    await publish_results(await event_facts(slug), by=by, at=days.at(forum.session + 6, 10))
