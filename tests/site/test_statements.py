"""A longer list asks the database no more often: every list page before and after its rows became many more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from app import post
from app.access import SYSTEM, Role
from app.clock import now
from app.database import Statement, atomic
from app.database.engines import current
from app.database.sqlite import SQLite
from app.post.letter import Letter
from events.planning.queries import event_facts
from events.running.room import record_commitment
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from tests.site.places import KY8, KY9, TODAY, Places, places_of
from tests.site.site import Site
from tests.support import Stage, an_ask, make_event, make_person, make_question, make_unit

LISTS = (
    *(("", address) for address in ("/", "/events", f"/events/{KY9}", f"/events/{KY8}", f"/events/{KY9}/questions")),
    *(("", address) for address in ("/questions", "/questions?q=gi%C3%A1+%C4%91%E1%BA%A5t", "/commitments")),
    *(("dieuphoi", address) for address in ("/work", "/desk/questions", "/desk/events", "/desk/commitments")),
    *(("dieuphoi", f"/desk/events/{slug}{page}") for slug in (KY8, TODAY) for page in ("", "/room", "/minutes")),
    *(("dieuphoi", "/desk/events/new"), ("lanhdao.stc", "/work"), ("lanhdao.stc", "/desk/questions")),
    *(("quantri", f"/office/{page}") for page in ("letters", "people", "units")),
    *(("", f"/{page}") for page in ("search?q=gi%C3%A1", "events?unit=TTXT", "questions?unit=TTXT")),
    *(("chutri", "/desk/figures"), ("dieuphoi", "/desk/search?q=gi%C3%A1"), ("quantri", "/desk/search?q=so")),
    *(("dieuphoi", f"/desk/{page}?q=gi%C3%A1") for page in ("questions", "events", "commitments")),
)


# A group of one's work that outgrows its few rows is then counted, by one statement however long it is.
COUNTED_ONCE = {("dieuphoi", "/work"), ("lanhdao.stc", "/work")}


async def test_a_longer_list_asks_the_database_no_more_often(site: Site) -> None:
    places = await places_of(site)
    before = {page: await _asked(site, *page) for page in LISTS}
    await _many_more(places)
    after = {page: await _asked(site, *page) for page in LISTS}
    more = {page: (before[page], after[page]) for page in LISTS if after[page] > before[page] + (page in COUNTED_ONCE)}
    assert not more, more
    assert max(after.values()) <= 40, after


async def _asked(site: Site, account: str, address: str) -> int:
    """How many statements one page takes when nothing is remembered of the pages before."""
    site.forget_limits()
    async with site.visitor(account) as visitor:
        await visitor.get(address)
        await _forget()
        with _statements() as asked:
            assert (await visitor.get(address)).status_code in {200, 403}
    return len([sql for sql in asked if not sql.startswith(("BEGIN", "COMMIT", "PRAGMA", "--"))])


@atomic
async def _forget() -> None:
    """A commit, after which nobody may trust what was remembered."""
    await Statement("UPDATE person SET phone = phone WHERE id = 1").run()


@contextmanager
def _statements() -> Iterator[list[str]]:
    engine = current()
    assert isinstance(engine, SQLite)
    asked: list[str] = []
    connections = [lane._connection for lane in engine.lanes._all]
    for connection in connections:
        connection.set_trace_callback(asked.append)
    yield asked
    for connection in connections:
        connection.set_trace_callback(None)


async def _many_more(places: Places) -> None:
    at = now().replace(microsecond=0)
    for slug in (KY9, KY8, TODAY):
        event = await event_facts(slug)
        for stage in (*Stage, Stage.SUBMITTED, Stage.PUBLISHED) if slug == KY9 else ():
            question = await make_question(event, stage, lead_unit_id=places.units["STC"], ask=an_ask(at=at), at=at)
            assert question.code
        for number in range(3) if slug != KY9 else ():
            await _promise(slug, number, places.units["STC"])
    for number in range(4):
        unit = await make_unit(f"Phòng thử số {number}", at=at)
        await make_person(unit, Role.FOCAL, at=at)
        await make_event(
            places.units["TTXT"], title=f"Cà phê thử số {number}", at=at, starts_at=at + timedelta(days=20)
        )
        await _letter(number)


async def _promise(slug: str, number: int, owner_id: int) -> None:
    at = now()
    promise = Promise(
        words=f"Giao Sở Tài chính việc số {number}.",
        promised_by="Chủ trì",
        owner_id=owner_id,
        product="Danh mục",
        due=Due(DueWording.WITHIN, days=10),
    )
    await record_commitment(await event_facts(slug), promise, question=None, happened_at=at, by=SYSTEM, at=at)


@atomic
async def _letter(number: int) -> None:
    await post.queue(Letter(f"ai{number}@songhau.example", "Thư thử", "Kính gửi"), about=("event", 1), at=now())
