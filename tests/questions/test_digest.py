"""One letter each morning for those who want it: gathered, sorted by forum, and never what is somebody's own."""

import asyncio
from datetime import time, timedelta

import pytest

from app.access import SYSTEM, Role
from app.calendar.queries import load_calendar
from app.clock import at_local, day_of
from app.database import Statement
from app.people.letters_wanted import LettersWanted
from app.people.profile import change_profile
from app.post import Letter
from app.post.daily_kinds import DailyKind, daily_kind
from questions import assigning
from questions.digest.letters import Gathered, digest
from questions.digest.sending import send_digests
from questions.facts import question_facts
from tests.questions.desk_browsing import open_desk
from tests.support import AT, CANARY_EMAIL, Stage, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT subject, body, state FROM outbox_letter WHERE to_address = {} ORDER BY id")


def a_letter(body: str, *, by_day: bool = False) -> Letter:
    return Letter("an@example.vn", "Tiêu đề", body, by_day=by_day)


def test_only_letters_that_lead_to_the_desk_may_wait():
    assert daily_kind(a_letter("Mời xem:\n/desk/questions/CH-2026-0001\n"), "question") is DailyKind.QUESTIONS
    assert daily_kind(a_letter("Mời xem:\n/desk/commitments/CK-2026-0001\n"), "commitment") is DailyKind.COMMITMENTS
    assert daily_kind(a_letter("Nhắc:\n/desk/questions/CH-2026-0001\n", by_day=True), "question") is DailyKind.REMINDERS
    assert daily_kind(a_letter("Của riêng:\n/track/abcdefghijklmnopqrstuvwxyz\n"), "question") is None
    assert daily_kind(a_letter("Hai nơi:\n/desk/questions/CH-2026-0001\n\n/lookup\n"), "question") is None
    assert daily_kind(a_letter("Mật khẩu đã đổi."), "person") is None


def test_the_daily_letter_sorts_by_forum_and_says_how_many_more():
    many = [Gathered("Kỳ 9" if n % 2 else "Kỳ 8", f"Thư {n}", f"/desk/questions/CH-{n}") for n in range(120)]
    letter = digest(many, to="an@example.vn", name="An", day=day_of(AT), language="vi")
    assert letter.body.index("KỲ 8") < letter.body.index("KỲ 9")
    assert "120" in letter.subject
    assert "Và 20 việc khác" in letter.body
    assert letter.by_day


@pytest.fixture
async def unit(database: str) -> int:
    return await make_unit("Sở Tài chính")


async def test_what_happens_in_a_day_comes_in_one_letter_the_next_working_morning(unit):
    organiser = await make_unit()
    event = await make_event(organiser, title="Cà phê doanh nhân kỳ 9")
    focal = await make_person(unit, Role.FOCAL)
    other = await make_person(unit, Role.FOCAL)
    await change_profile(
        name=focal.name, title="", phone="", language="vi", letters=LettersWanted.ALL,
        daily=frozenset({DailyKind.QUESTIONS}), by=focal, at=AT,
    )  # fmt: skip
    for _ in range(2):
        question = await make_question(event, Stage.ADMITTED)
        await assigning.assign(await question_facts(question.code), unit, by=SYSTEM, at=AT)
    assert [row["state"] for row in await LETTERS.all(focal.email)] == ["gathered", "gathered"]
    assert {row["state"] for row in await LETTERS.all(other.email)} == {"queued"}
    assert {row["state"] for row in await LETTERS.all(CANARY_EMAIL)} == {"queued"}

    calendar = await load_calendar()
    next_day = calendar.add(day_of(AT), 1)
    assert await send_digests(at_local(next_day, time(7, 10))) == 0  # too early
    done = await asyncio.gather(*(send_digests(at_local(next_day, time(7, 40))) for _ in range(3)))
    assert sum(done) == 1
    *told, daily = await LETTERS.all(focal.email)
    assert [row["state"] for row in told] == ["digested", "digested"]
    assert daily["state"] == "queued"
    assert "CÀ PHÊ DOANH NHÂN KỲ 9" in daily["body"]
    assert daily["body"].count("/desk/questions/CH-") == 2
    assert await send_digests(at_local(next_day, time(9))) == 0


async def test_no_daily_letter_leaves_on_a_day_off(unit):
    saturday = next(day for n in range(8) if (day := day_of(AT) + timedelta(days=n)).weekday() == 5)
    assert await send_digests(at_local(saturday, time(8))) == 0


async def test_everybody_chooses_on_their_own_page(sqlite_database):
    unit_id = await make_unit()
    person = await make_person(unit_id, Role.FOCAL)
    async with open_desk() as desk:
        sent = await desk.post(
            "/me", person, {"name": person.name, "language": "vi", "letters": "all", "daily": ["question", "reminder"]}
        )
        assert sent.status_code == 303
        page = (await desk.get("/me", person)).text
        assert 'value="question" checked' in page
        assert 'value="reminder" checked' in page
        assert 'value="commitment" checked' not in page
        wrong = await desk.post("/me", person, {"name": "", "language": "vi", "letters": "all", "daily": ["no such"]})
        assert wrong.status_code == 422
