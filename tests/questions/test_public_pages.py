"""What everyone reads: everything that was published, and nothing else."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from app.access import SYSTEM
from app.clock import day_of, now
from app.database import Statement
from events.planning.policy import EventFacts
from events.planning.states import EventState
from events.planning.tables import Event
from questions.answers import oral
from questions.commitments import recording
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from questions.commitments.tables import Commitment
from questions.states import Visibility
from questions.tables import Question
from questions.values import Outcome
from tests.questions.conftest import Browser
from tests.support import AT, CANARIES, Stage, an_ask, make_event, make_question, make_rejected, make_unit

HOSTILE = (
    "'", '"', "%", "\\", "*", "a*", "(", ")", "NEAR(", "a AND", "OR", "NOT", "^", "-", '"unclosed', "🙂", "ế" * 500,
    "x" * 3000, "﷽", "a:b", "search_text:a", "{}", "{0}", "%(q)s", "${x}", "<script>alert(1)</script>", "\u202e",
    "CH-2026-0001", "' OR 1=1 --", "; DROP TABLE question", "٣٤", "ß", "ﬁ", "\ud7ff", "_", "__", "²", "a\tb", "\x7f",
)  # fmt: skip


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def promise(
    event: EventFacts, owner_id: int, day, question_id=None, words="Công khai danh mục hồ sơ chậm."
) -> str:
    from app.database import atomic

    @atomic
    async def record() -> str:
        return await recording.record(
            Promise(words, "Chủ tịch UBND thành phố", owner_id, "Danh mục hồ sơ", Due(DueWording.BY, day)),
            organiser_id=event.organiser_id,
            event_id=event.id,
            question_id=question_id,
            happened_at=AT,
            by=SYSTEM,
            at=now(),
        )

    return await record()


async def test_no_public_page_says_what_is_not_public(browser: Browser, event):
    """Contact data of the asker, drafts, remarks, rejected and restricted questions: nowhere."""
    hidden = "Chuyện kín không ai được đọc"
    stages = [await make_question(event, stage) for stage in Stage]
    rejected = await make_rejected(event)
    kept_in = await make_question(
        event, Stage.PUBLISHED, ask=an_ask(summary=hidden, detail=hidden), visibility=Visibility.OFFICIALS
    )
    waiting = await make_question(event, ask=an_ask(summary=hidden, detail=hidden))
    code = await promise(event, await make_unit("Sở Tài chính"), AT.date() + timedelta(days=5), kept_in.id)
    pages = [
        "/", "/events", f"/events/{event.slug}", f"/events/{event.slug}/questions", "/questions", "/commitments",
        f"/commitments/{code}", "/questions?q=dat", "/questions?q=kin", f"/events/{event.slug}/calendar.ics",
        *(f"/questions/{question.code}" for question in stages[1:]),
    ]  # fmt: skip
    for path in pages:
        shown = await browser.get(path)
        assert shown.status_code == 200, path
        for secret in (*CANARIES, hidden):
            assert secret not in shown.text, (path, secret)
            assert secret not in str(shown.headers), (path, secret)
        assert "N.T.H.Y." in shown.text or "/questions/" not in path
    for question in (stages[0], rejected, kept_in, waiting):
        assert (await browser.get(f"/questions/{question.code}")).status_code == 404


async def test_a_question_stands_with_its_answer_and_its_promise(browser: Browser, event):
    unit = await make_unit("Sở Tài chính")
    question = await make_question(event, Stage.PUBLISHED, lead_unit_id=unit)
    code = await promise(event, unit, AT.date() + timedelta(days=9), question.id)
    shown = (await browser.get(f"/questions/{question.code}")).text
    for words in ("Sở Tài chính", "Lê Thị Ký", "Giám đốc", "123/STC", "Luật Đất đai 2024, Điều 159", code):
        assert words in shown
    assert question.code in (await browser.get(f"/commitments/{code}")).text


async def test_what_was_said_aloud_is_public_only_with_the_minutes(browser: Browser, event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await oral.record_oral(
        question, event.id, unit_id=None, speaker="Ông Nam", body="Nói tại hội trường.",
        happened_at=AT, by=SYSTEM, at=AT,
    )  # fmt: skip
    path = f"/questions/{question.code}"
    seen = []
    for state, ended_at in (("in_session", None), ("held", AT), ("minutes_approved", AT)):
        await Event.update({Event.state: state, Event.ended_at: ended_at}).where(Event.id == event.id)
        shown = (await browser.get(path)).text
        seen.append(("Đã trả lời tại buổi đối thoại" in shown, "Nói tại hội trường." in shown))
    assert seen == [(False, False), (True, False), (True, True)]


async def test_answered_and_resolved_are_two_numbers(browser: Browser, event):
    await make_question(event, Stage.PUBLISHED, outcome=Outcome.RESOLVED)
    await make_question(event, Stage.PUBLISHED, outcome=Outcome.EXPLAINED)
    await make_question(event, Stage.ADMITTED)
    from questions.figures import figures

    assert await figures() == (2, 1, 3)
    assert "trên 3 câu hỏi" in (await browser.get("/")).text or "3 câu hỏi" in (await browser.get("/")).text


async def test_overdue_promises_stand_first_and_kept_ones_last(browser: Browser, event):
    unit, other = await make_unit("Sở Tài chính", code="STC"), await make_unit("Sở Xây dựng", code="SXD")
    today = AT.date()
    later = await promise(event, unit, today + timedelta(days=40))
    overdue = await promise(event, unit, today - timedelta(days=20))
    soon = await promise(event, other, today + timedelta(days=3))
    kept = await promise(event, unit, today - timedelta(days=30))
    await Commitment.update({Commitment.state: "fulfilled"}).where(Commitment.code == kept)

    async def order(query: str) -> list[str]:
        text = (await browser.get(f"/commitments{query}")).text
        return sorted((code for code in (later, overdue, soon, kept) if code in text), key=text.index)

    assert await order("") == [overdue, soon, later, kept]
    assert await order("?unit=SXD") == [soon]
    assert await order("?state=overdue") == [overdue]
    assert await order("?state=fulfilled") == [kept]
    assert await order("?unit=khong-co") == []
    assert (
        "Quá hạn" in (await browser.get("/commitments")).text or "quá hạn" in (await browser.get("/commitments")).text
    )


async def test_those_who_watch_find_the_late_answers_the_longest_late_first(browser: Browser, event):
    """Counted on the front page and the list, marked where they stand; what is answered or hidden is not among them."""
    longest, late, in_time, answered, hidden = [
        await make_question(event, stage, ask=an_ask(summary=summary, detail="Xin trả lời."), visibility=visibility)
        for stage, summary, visibility in (
            (Stage.IN_PROGRESS, "Chậm lâu nhất", Visibility.PUBLIC),
            (Stage.OFFERED, "Chậm một ngày", Visibility.PUBLIC),
            (Stage.IN_PROGRESS, "Còn hạn", Visibility.PUBLIC),
            (Stage.PUBLISHED, "Đã trả lời rồi", Visibility.PUBLIC),
            (Stage.IN_PROGRESS, "Chậm mà kín", Visibility.OFFICIALS),
        )
    ]
    for question, days in ((longest, 9), (late, 1), (in_time, 0), (answered, 9), (hidden, 9)):
        due_on = day_of(now()) - timedelta(days=days)
        await Question.update({Question.due_on: due_on}).where(Question.id == question.id)
    for path in ("/", "/questions"):
        assert "2 câu trả lời quá hạn" in (await browser.get(path)).text
    shown = (await browser.get("/questions?state=overdue")).text
    assert shown.index("Chậm lâu nhất") < shown.index("Chậm một ngày")
    for summary in ("Còn hạn", "Đã trả lời rồi", "Chậm mà kín"):
        assert summary not in shown
    assert "Quá hạn" in (await browser.get(f"/events/{event.slug}/questions")).text
    assert "Quá hạn" in (await browser.get(f"/questions/{late.code}")).text
    assert "Quá hạn" not in (await browser.get(f"/questions/{in_time.code}")).text


async def test_the_forum_page_tells_all_one_needs(browser: Browser, event):
    shown = (await browser.get(f"/events/{event.slug}")).text
    for words in ("Vốn và đất đai", "Hội trường A", "calendar.ics", "Gửi câu hỏi", "Trung tâm Xúc tiến đầu tư"):
        assert words in shown
    assert f'href="/events/{event.slug}/questions/new"' in shown


@pytest.mark.parametrize(
    ("state", "words"),
    [(EventState.POSTPONED, "được hoãn"), (EventState.CANCELLED, "đã hủy"), (EventState.PUBLISHED, "đã kết thúc")],
)
async def test_a_forum_that_will_not_be_says_so(browser: Browser, event, state, words):
    other = await make_event(event.organiser_id, state)
    shown = (await browser.get(f"/events/{other.slug}")).text
    assert words in shown
    assert "questions/new" not in shown


@pytest.mark.parametrize("rows", [1, 3])
async def test_a_list_costs_the_same_number_of_questions_to_the_database(browser: Browser, event, rows, monkeypatch):
    for _number in range(rows):
        await make_question(event, Stage.ADMITTED)
    await browser.get("/questions")
    asked = []
    real_all, real_one = Statement.all, Statement.one

    async def count_all(self, *values):
        asked.append(self)
        return await real_all(self, *values)

    async def count_one(self, *values):
        asked.append(self)
        return await real_one(self, *values)

    monkeypatch.setattr(Statement, "all", count_all)
    monkeypatch.setattr(Statement, "one", count_one)
    await browser.get(f"/events/{event.slug}/questions")
    assert len(asked) <= 5


async def test_pages_of_a_list_follow_one_another(browser: Browser, event, monkeypatch):
    from questions import public_lists

    monkeypatch.setattr(public_lists, "PAGE_SIZE", 2)
    codes = [(await make_question(event, Stage.ADMITTED)).code for _number in range(5)]
    path = f"/events/{event.slug}/questions"
    seen = []
    for number in (1, 2, 3):
        text = (await browser.get(f"{path}?page={number}")).text
        seen += sorted((code for code in codes if code in text), key=text.index)
    assert seen == codes[::-1]
    assert "page=2" in (await browser.get(path)).text
    assert (await browser.get(f"{path}?page=99")).status_code == 200
    assert (await browser.get(f"{path}?page=-1")).status_code == 200
    assert (await browser.get(f"{path}?page=abc")).status_code == 200


@pytest.mark.parametrize("path", ["/questions", "/events/{slug}/questions", "/commitments"])
async def test_s7_no_query_ends_in_a_fault(browser: Browser, event, path):
    await make_question(event, Stage.PUBLISHED)
    where = path.format(slug=event.slug)
    for text in HOSTILE:
        for name in ("q", "page", "unit", "series", "state", "x"):
            shown = await browser.client.get(where, params={name: text})
            assert shown.status_code in (200, 400, 404, 422, 429), (name, text)
            if shown.status_code == 429:
                return
            assert "<script>alert" not in shown.text
    for raw in ("?q=%ff%fe", "?q=%00", "?%00=1", "?q=%ed%a0%80", "?q=" + "%f0" * 50, "?=&&&==", "?page=%00"):
        assert (await browser.get(where + raw)).status_code in (200, 400, 404, 422)


async def test_s7_no_address_ends_in_a_fault(browser: Browser, event):
    for text in (*HOSTILE, "%ff", "%ed%a0%80", "%2e%2e%2f", "..%2f..", "%0d%0aSet-Cookie:x"):
        for form in ("/questions/{}", "/commitments/{}", "/events/{}", "/track/{}", "/lookup/view/{}"):
            shown = await browser.client.get(form.format(text if "%" in text else quote(text, safe="")))
            assert shown.status_code in (200, 301, 307, 400, 404), (form, text)
            if shown.status_code == 301:  # the same page in its one spelling
                assert shown.headers["location"].startswith(form.format("")[:-1]), (form, text)
            assert "x" not in shown.cookies


async def test_english_is_there_for_everyone_page_by_page(browser: Browser, event):
    browser.client.cookies.set("lang", "en")
    shown = await browser.get(f"/events/{event.slug}")
    assert "Send a question" in shown.text
    assert 'lang="en"' in shown.text
