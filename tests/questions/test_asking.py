"""Asking as the public does: plain, with htmx, twice, too late, with nonsense."""

import asyncio

import pytest

from app.database import Statement
from app.people.tables import Unit
from events.planning.policy import EventFacts
from events.planning.states import EventState
from questions.controllers import form_keys
from questions.tables import Question
from tests.questions.conftest import Browser, hidden_fields
from tests.support import make_event, make_field, make_unit

GOOD = {
    "name": "Nguyễn Văn An",
    "address": "12 đường Bờ Sông",
    "phone": "0912 345 678",
    "email": "an@congty.vn",
    "summary": "Khi nào có giá đất?",
    "detail": "Xin cho biết giá đất năm nay.",
}
COUNT = Statement("SELECT count(*) AS n FROM question")
LETTERS = Statement("SELECT count(*) AS n FROM outbox_letter")
ENTRIES = Statement("SELECT count(*) AS n FROM journal_entry WHERE act = 'question.submit'")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


def page(event: EventFacts) -> str:
    return f"/events/{event.slug}/questions/new"


def target(event: EventFacts) -> str:
    return f"/events/{event.slug}/questions"


async def how_many(statement: Statement) -> int:
    row = await statement.one()
    assert row is not None
    return int(row["n"])


async def test_a_business_asks_and_gets_a_page_worth_keeping(browser: Browser, event):
    sent = await browser.fill(page(event), GOOD, to=target(event))
    assert sent.status_code == 303
    link = sent.headers["location"]
    receipt = await browser.get(link)
    assert receipt.status_code == 200
    row = await Question.select().first()
    assert row["code"] in receipt.text
    assert "<svg" in receipt.text
    assert row["phone"] == "+84912345678"
    assert row["summary"] == GOOD["summary"]
    assert row["state"] == "submitted"
    slip = await browser.get(link.partition("?")[0] + "/slip")
    assert row["code"] in slip.text
    assert (await how_many(LETTERS), await how_many(ENTRIES)) == (1, 1)


async def test_htmx_is_sent_on_to_the_receipt(browser: Browser, event):
    sent = await browser.fill(page(event), GOOD, to=target(event), **{"hx-request": "true"})
    assert sent.status_code == 200
    assert sent.headers["hx-redirect"].startswith("/track/")


@pytest.mark.parametrize("htmx", [{}, {"hx-request": "true"}])
async def test_problems_stand_beside_their_fields_and_nothing_typed_is_lost(browser: Browser, event, htmx):
    sent = await browser.fill(page(event), GOOD | {"phone": "12", "summary": ""}, to=target(event), **htmx)
    assert sent.status_code == 422
    assert 'href="#phone"' in sent.text
    assert 'id="summary-problem"' in sent.text
    assert GOOD["detail"] in sent.text
    assert ("<html" in sent.text) is (not htmx)
    assert await how_many(COUNT) == 0


async def test_consent_is_never_ticked_beforehand(browser: Browser, event):
    form = (await browser.get(page(event))).text
    assert 'name="publish_name"' in form
    assert "checked" not in form


async def test_r8_the_same_form_sent_twenty_times_at_once_is_one_question(browser: Browser, event):
    fields = await browser.hidden(page(event)) | GOOD
    answers = await asyncio.gather(*(browser.post(target(event), fields) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert (await how_many(COUNT), await how_many(LETTERS), await how_many(ENTRIES)) == (1, 1, 1)
    codes = Statement("SELECT value FROM code_counter")
    assert [row["value"] for row in await codes.all()] == [1]


async def test_a_form_changed_after_it_was_sent_asks_whether_it_is_another_question(browser: Browser, event):
    fields = await browser.hidden(page(event)) | GOOD
    first = await browser.post(target(event), fields)
    changed = await browser.post(target(event), fields | {"summary": "Còn giá thuê đất thì sao?"})
    assert (first.status_code, changed.status_code) == (303, 409)
    assert "Còn giá thuê đất thì sao?" in changed.text
    again = await browser.post(
        target(event), GOOD | {"summary": "Còn giá thuê đất thì sao?"} | hidden_fields(changed.text)
    )
    assert again.status_code == 303
    assert await how_many(COUNT) == 2


async def test_text_without_marks_is_asked_about_once_and_then_taken(browser: Browser, event):
    bare = GOOD | {
        "summary": "Cong ty toi co phai lam lai giay phep kinh doanh sau khi sap nhap tinh khong?",
        "detail": "Xin",
    }
    first = await browser.fill(page(event), bare, to=target(event))
    assert first.status_code == 422
    assert bare["summary"] in first.text
    second = await browser.post(target(event), bare | hidden_fields(first.text))
    assert second.status_code == 303


async def test_a_machine_that_fills_every_field_is_asked_again(browser: Browser, event):
    sent = await browser.fill(page(event), GOOD | {"website": "http://spam.example"}, to=target(event))
    assert sent.status_code == 422
    assert await how_many(COUNT) == 0


async def test_a_link_sent_within_a_second_is_asked_about_once(browser: Browser, event, monkeypatch):
    spam = GOOD | {"detail": "Xem ngay http://spam.example đi anh chị ơi."}
    opened = form_keys.time.time()
    monkeypatch.setattr(form_keys.time, "time", lambda: opened)  # a busy machine may take a second of its own
    fields = await browser.hidden(page(event)) | spam
    assert (await browser.post(target(event), fields)).status_code == 422
    monkeypatch.setattr(form_keys.time, "time", lambda: opened + 5)
    assert (await browser.post(target(event), fields)).status_code == 303


@pytest.mark.parametrize("key", ["", "x", "a.b", "ữ", "x" * 5000])
async def test_a_form_without_a_key_of_ours_comes_back_whole(browser: Browser, event, key):
    fields = await browser.hidden(page(event)) | GOOD | {"key": key}
    sent = await browser.post(target(event), fields)
    assert sent.status_code == 422
    assert GOOD["detail"] in sent.text
    assert hidden_fields(sent.text)["key"] not in ("", key)


@pytest.mark.parametrize(
    "state", [EventState.ANNOUNCED, EventState.HELD, EventState.POSTPONED, EventState.CANCELLED, EventState.PUBLISHED]
)
async def test_a_forum_that_takes_no_questions_says_what_to_do(browser: Browser, event, state):
    fields = await browser.hidden(page(event)) | GOOD
    closed = await make_event(event.organiser_id, state)
    assert (await browser.get(page(closed))).status_code == 200
    sent = await browser.post(target(closed), fields)
    assert sent.status_code == 409
    assert GOOD["detail"] in sent.text
    assert 'href="/events"' in sent.text
    assert await how_many(COUNT) == 0


async def test_a_receipt_is_shown_again_even_after_the_forum_has_ended(browser: Browser, event):
    from events.planning.tables import Event

    fields = await browser.hidden(page(event)) | GOOD
    first = await browser.post(target(event), fields)
    await Event.update({Event.state: "held"}).where(Event.slug == event.slug)
    again = await browser.post(target(event), fields)
    assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])


async def test_a_draft_and_an_unknown_forum_do_not_exist(browser: Browser, event):
    draft = await make_event(event.organiser_id, EventState.DRAFT)
    for slug in (draft.slug, "khong-co", "%00", "a" * 500):
        for path in (f"/events/{slug}", f"/events/{slug}/questions", f"/events/{slug}/questions/new"):
            assert (await browser.get(path)).status_code == 404, path


async def test_a_late_question_is_taken_and_marked(browser: Browser, database):
    from datetime import timedelta

    from tests.support import AT

    late = await make_event(
        await make_unit(), EventState.PREPARING, starts_at=AT + timedelta(days=3), closes_at=AT - timedelta(hours=1)
    )
    assert (await browser.fill(page(late), GOOD, to=target(late))).status_code == 303
    row = await Question.select(Question.is_after_cutoff).first()
    assert row == {"is_after_cutoff": True}


async def test_one_phone_cannot_flood_the_desk(browser: Browser, event):
    statuses = []
    for number in range(12):
        fields = await browser.hidden(page(event)) | GOOD | {"summary": f"Câu hỏi số {number}?"}
        statuses.append((await browser.post(target(event), fields)).status_code)
    assert statuses[:10] == [303] * 10
    assert statuses[-1] == 429


async def test_a_field_of_work_is_chosen_from_the_list(browser: Browser, event):
    field_id = await make_field("Đất đai")
    assert "Đất đai" in (await browser.get(page(event))).text
    assert (await browser.fill(page(event), GOOD | {"field": str(field_id)}, to=target(event))).status_code == 303
    assert (await browser.fill(page(event), GOOD | {"field": "9999"}, to=target(event))).status_code == 422


async def test_a_form_of_another_site_is_refused(browser: Browser, event):
    fields = await browser.hidden(page(event)) | GOOD
    sent = await browser.post(target(event), fields, origin="http://evil.example", **{"sec-fetch-site": "cross-site"})
    assert sent.status_code == 403
    assert await how_many(COUNT) == 0


async def test_hostile_text_is_stored_as_text(browser: Browser, event):
    nasty = "<script>alert(1)</script> \u202e ‮ '; DROP TABLE question; -- \x00\x01 {{7*7}} %(name)s"
    sent = await browser.fill(
        page(event),
        GOOD | {"name": nasty, "address": nasty, "summary": nasty, "detail": nasty * 3, "without_marks": "1"},
        to=target(event),
    )
    assert sent.status_code == 303
    shown = (await browser.get(sent.headers["location"])).text
    assert "<script>alert" not in shown
    assert "{{7*7}}" in shown
    assert await Unit.count() == 1
