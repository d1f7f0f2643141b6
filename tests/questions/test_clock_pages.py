"""The clock on the pages: pausing from "Why this date?", and the same story for staff, asker, public and command."""

import argparse

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.calendar.commands import add_commands as add_due
from app.formats import show_date
from app.i18n import speaking
from events.planning.policy import EventFacts
from questions.clocks import pausing
from questions.clocks.reading import story_of
from questions.commands import add_commands
from questions.facts import question_facts
from questions.tables import Question
from questions.tracking import by_code
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, CANARY_EMAIL, Stage, make_event, make_person, make_question, make_unit

WHY = "Chờ ý kiến của Bộ Tài chính."


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


@pytest.fixture
async def event(sqlite_database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


@pytest.fixture
async def coordinator(event: EventFacts) -> Viewer:
    return await make_person(event.organiser_id, Role.COORDINATOR)


async def test_a_coordinator_pauses_and_resumes_from_the_page_about_the_date(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.IN_PROGRESS)
    path = f"/desk/questions/{question.code}"
    assert "Tạm dừng tính thời hạn" in (await desk.get(f"{path}/due", coordinator)).text

    empty = await desk.post(f"{path}/pause", coordinator, {"reason": " "})
    assert empty.status_code == 422
    paused = await desk.post(f"{path}/pause", coordinator, {"reason": WHY})
    assert paused.headers["location"] == f"{path}/due"
    shown = (await desk.get(f"{path}/due", coordinator)).text
    assert WHY in shown
    assert coordinator.name in shown
    assert "Tạm dừng từ" in (await desk.get(path, coordinator)).text
    assert "Tạm dừng từ" in (await desk.get("/desk/questions", coordinator)).text

    late = await desk.post(f"{path}/pause", coordinator, {"reason": "Cũng chờ."})
    assert late.status_code == 409
    assert coordinator.name in late.text
    assert "Cũng chờ." in late.text

    resumed = await desk.post(f"{path}/resumption", coordinator, {"reason": "Đã có ý kiến."})
    assert resumed.status_code == 303
    assert "Đã có ý kiến." in (await desk.get(path, coordinator)).text


async def test_everyone_reads_the_pause_and_its_reason_but_not_who_did_it(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.IN_PROGRESS)
    await pausing.pause(question, WHY, by=coordinator, at=AT)
    shown = (await desk.get(f"/questions/{question.code}", ANYONE)).text
    assert WHY in shown
    assert coordinator.name not in shown
    tracked = await by_code(question.code, AT.date())
    assert tracked.story is not None
    assert tracked.story.paused_since is not None
    assert not tracked.is_late


async def test_the_asker_and_the_unit_are_told(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.IN_PROGRESS)
    await pausing.pause(question, WHY, by=coordinator, at=AT)
    await pausing.resume(question, "Đã có ý kiến.", by=SYSTEM, at=AT)
    rows = await Question.raw("SELECT to_address, body FROM outbox_letter WHERE key LIKE 'clock_%' ORDER BY id")
    assert len(rows) == 4
    assert [row["to_address"] for row in rows].count(CANARY_EMAIL) == 2
    assert WHY in rows[0]["body"]


async def test_the_command_prints_what_the_page_says(
    desk: Desk, event, coordinator, capsys: pytest.CaptureFixture[str]
):
    question = await make_question(event, Stage.IN_PROGRESS)
    await pausing.pause(question, WHY, by=coordinator, at=AT)
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    add_due(commands)
    add_commands(commands)
    given = parser.parse_args(["due", "--explain", question.code.lower()])
    with speaking("en"):
        assert await given.run(given) == 0
    story = await story_of(question.id)
    assert story is not None
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == story.due_on.isoformat()
    assert any(line.endswith(f"{WHY}") and "The clock is paused" in line for line in printed)
    page = (await desk.get(f"/desk/questions/{question.code}/due", coordinator)).text
    assert show_date(story.due_on) in page
    assert len(story.steps) == sum(line[:2] == "20" for line in printed) - 1 - len(story.happenings)


async def test_a_question_without_a_clock_has_no_page_about_it(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.ADMITTED)
    assert (await desk.get(f"/desk/questions/{question.code}/due", coordinator)).status_code == 404
    assert (await question_facts(question.code)).state == "admitted"
