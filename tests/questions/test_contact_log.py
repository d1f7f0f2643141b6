"""Who opened contact data is written down once a day, never for the asker, and read by those who watch over it."""

from datetime import timedelta

from app.access import Role, Viewer
from app.clock import now
from app.database import Statement
from app.database.engines import current
from app.database.sqlite import SQLite
from questions.askers.opening import note_opening, note_openings, openings, openings_of
from tests.questions.desk_browsing import open_desk
from tests.support import Stage, an_ask, make_event, make_person, make_question, make_unit

ALL = Statement("SELECT person FROM contact_opening ORDER BY id")


async def test_one_entry_for_a_person_a_question_and_a_day(database: str) -> None:
    organiser, lead = await make_unit("Trung tâm Xúc tiến"), await make_unit("Sở Tài chính")
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=lead)
    desk, focal = await make_person(organiser, Role.COORDINATOR), await make_person(lead, Role.FOCAL)
    at = now()
    for viewer in (desk, desk, focal, desk, focal, Viewer(asks=question.id)):
        await note_opening(question, by=viewer, at=at)
    await note_opening(question, by=desk, at=at + timedelta(days=1))
    assert [row["person"] for row in await ALL.all()] == [desk.person_id, focal.person_id, desk.person_id]
    assert {opening.unit for opening in await openings_of(question.id)} == {"Trung tâm Xúc tiến", "Sở Tài chính"}


async def test_the_same_person_again_takes_no_write_lock(sqlite_database: str) -> None:
    question = await make_question(await make_event(await make_unit()), Stage.SUBMITTED)
    desk = await make_person(question.organiser_id, Role.COORDINATOR)
    await note_opening(question, by=desk, at=now())
    engine = current()
    assert isinstance(engine, SQLite)
    asked: list[str] = []
    for lane in engine.lanes._all:
        lane._connection.set_trace_callback(asked.append)
    await note_opening(question, by=desk, at=now())
    assert not [sql for sql in asked if sql.startswith(("BEGIN", "INSERT"))]


async def test_a_list_that_is_taken_away_opens_every_question_of_it_that_one_may_know(database: str) -> None:
    organiser = await make_unit()
    event = await make_event(organiser)
    for hides in (True, False, False):
        await make_question(event, Stage.SUBMITTED, ask=an_ask(consents={"hide_name": hides}))
    desk, clerk = await make_person(organiser, Role.COORDINATOR), await make_person(organiser, Role.CLERK)
    for viewer, number in ((clerk, 2), (desk, 3), (desk, 0)):
        assert await note_openings(event.id, organiser, by=viewer, at=now()) == number


async def test_the_page_writes_it_and_administrator_and_oversight_read_it(sqlite_database: str) -> None:
    organiser, other = await make_unit(), await make_unit()
    question = await make_question(await make_event(organiser), Stage.SUBMITTED)
    desk = await make_person(organiser, Role.COORDINATOR, name="Bùi Thị Sen")
    near, far = await make_person(organiser, Role.SUPERVISOR), await make_person(other, Role.SUPERVISOR)
    admin, page = await make_person(organiser, Role.ADMIN), "/desk/contact-openings"
    async with open_desk() as browser:
        assert (await browser.get(f"/desk/questions/{question.code}", desk)).status_code == 200
        assert (await browser.get(f"/desk/questions/{question.code}", near)).status_code == 200
        for viewer in (near, admin):
            shown = (await browser.get(page, viewer)).text
            assert question.code in shown
            assert shown.count("Bùi Thị Sen") == 1
        assert (await browser.get(page, desk)).status_code == 403
    assert await openings(far, limit=10) == [] or far.oversees_all
    await Statement("UPDATE question SET reported_unit = {} WHERE id = {}").run(organiser, question.id)
    assert [await openings(viewer, limit=10) for viewer in (near, admin)] == [[], []]
    assert len(await openings(await make_person(other, Role.ADMIN), limit=10)) == 1
