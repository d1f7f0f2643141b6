"""The whole demo city in the order in which it happened."""

from dataclasses import dataclass
from datetime import date, datetime, time

from app.access import SYSTEM
from app.calendar.queries import load_calendar
from app.clock import at_local, day_of
from app.clock import now as clock_now
from app.database import Statement
from app.demo import meeting
from app.demo.answering import Desk
from app.demo.asked import QUESTIONS
from app.demo.city import DOMAIN, PASSWORD
from app.demo.days import Days
from app.demo.forums import FORUMS, DemoForum
from app.demo.people import Cast, cast_the_city
from app.demo.promised import PROMISES
from app.demo.promising import promise
from app.demo.staff import PEOPLE
from app.errors import Refusal
from app.i18n import Sentence as _
from app.people.roles import ROLE_NAMES
from app.post.outbox import held_back
from app.settings import Settings
from events.planning.queries import event_facts
from questions.opinions.closing import silence_closes

UNITS = Statement("SELECT count(*) AS number FROM unit")
LAST = Statement("SELECT id FROM event WHERE slug = {}")
LAST_SLUG = "giao-luu-truc-tuyen-mot-cua-sau-sap-nhap"
# Working days from today on which the written answers of a forum were begun.
WRITTEN = {"ky-8": -8, "ben-ninh": -22, "ky-9": -1, "cchc": 0, "cu-tri": 0}
# Who types in what did not come through the portal.
CLERKS = {
    "TTXT": "tiepnhan",
    "UBP-BN": "dieuphoi.bn",
    "VPUB": "dieuphoi.vpub",
    "VPDDBQH": "dieuphoi.hdnd",
}


@dataclass(frozen=True)
class Summary:
    """What to tell whoever started the demo: one sign-in for each role."""

    base_url: str

    def __str__(self) -> str:
        lines = [str(_("Demo city at %(address)s", address=self.base_url)), ""]
        width = max(len(person.account) for person in PEOPLE) + len(DOMAIN) + 2
        for account, role in _sign_ins():
            lines.append(f"  {f'{account}@{DOMAIN}':<{width}} {role}")
        lines += [
            "",
            str(_("The password is the same for all: %(password)s", password=PASSWORD)),
        ]
        return "\n".join(lines)


def _sign_ins() -> list[tuple[str, str]]:
    shown = {person.account: person.roles[0][1] for person in PEOPLE[:5]}
    shown["giamsat"] = next(person.roles[0][1] for person in PEOPLE if person.account == "giamsat")
    pairs = [(account, str(ROLE_NAMES[role])) for account, role in shown.items()]
    from app.demo.staff import DESKS

    return pairs + [(f"{account}.stc", f"{ROLE_NAMES[role]} (Sở Tài chính)") for account, _title, role in DESKS]


async def load(settings: Settings, today: date) -> Summary:
    """Fill an empty database; one that holds the demo city already is left as it is. Takes some seconds.

    Raises Refusal when the database holds something else, or half a city.
    """
    units = await UNITS.one()
    if units and units["number"]:
        if await LAST.one(LAST_SLUG):
            return Summary(settings.base_url)
        raise Refusal(_("The database is not empty and does not hold the whole demo city. Please choose another."))
    moment = clock_now() if today == day_of(clock_now()) else at_local(today, time(10))
    with held_back():
        await tell(settings.secret_key, moment)
    return Summary(settings.base_url)


async def tell(secret_key: str, now: datetime) -> None:
    """Make the city as if the day of the run were the day of `now`."""
    days = Days(now, await load_calendar())
    begun = days.at(-60, 8)
    cast = await cast_the_city(day_of(begun), begun)
    series: dict[str, int] = {}
    codes: dict[int, str] = {}
    slugs = {}
    for forum in sorted(FORUMS, key=lambda forum: (forum.session, forum.key)):
        slugs[forum.key] = await meeting.plan(forum, cast, days, series)
        await _run(forum, slugs[forum.key], cast, days, codes, secret_key)
    await silence_closes(now)


async def _run(
    forum: DemoForum,
    slug: str,
    cast: Cast,
    days: Days,
    codes: dict[int, str],
    secret_key: str,
) -> None:
    asked = [question for question in QUESTIONS if question.event == forum.key]
    desks = []
    for position, question in enumerate(asked):
        desk = Desk(
            question=question,
            event=await event_facts(slug),
            cast=cast,
            days=days,
            coordinator=forum.account,
            clerk=CLERKS[forum.organiser],
            first=meeting.opened(forum) + position % 2,
            written=WRITTEN[forum.key],
            secret_key=secret_key,
        )
        codes[question.number] = (await desk.take()).code
        desks.append(desk)
    for desk in desks:
        await desk.triage(codes[desk.question.number])
    if forum.stage == "postponed":
        await meeting.put_off(forum, slug, cast, days)
    if forum.stage in ("held", "published", "in_session"):
        await meeting.begin(forum, slug, cast, days)
        if forum.stage != "in_session":
            await meeting.finish(forum, slug, cast, days)
        event = await event_facts(slug)
        for desk in desks:
            await _replace(desk, event).say_aloud(codes[desk.question.number])
        for said in PROMISES:
            if said.event == forum.key:
                await promise(said, event, forum.session, cast, days, codes)
    for desk in desks:
        await desk.answer(codes[desk.question.number])
    if forum.stage == "published":
        await _issue_and_publish(forum, slug, cast, days)


def _replace(desk: Desk, event) -> Desk:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(desk, event=event)


async def _issue_and_publish(forum: DemoForum, slug: str, cast: Cast, days: Days) -> None:
    from exports.issuing import issue_minutes

    by = await cast.viewer(forum.chairs[0])
    await issue_minutes(await event_facts(slug), number=7, by=by, at=days.at(forum.session + 5, 15))
    await meeting.publish(forum, slug, cast, days)


assert SYSTEM.is_system
