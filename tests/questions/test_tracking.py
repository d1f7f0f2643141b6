"""Following a question by its secret link, or by code and phone."""

from dataclasses import replace

import pytest

from app.access import SYSTEM
from app.clock import now
from events.planning.states import EventState
from questions.answers import oral
from questions.answers.unpublishing import put_back, take_off
from questions.controllers import tracking as pages
from questions.facts import question_facts
from questions.triage.moderating import PublicText, admit
from questions.values import Competence, Kind
from tests.questions.conftest import Browser, open_browser
from tests.support import (
    AT,
    CANARY_DRAFT,
    CANARY_PHONE,
    Stage,
    make_event,
    make_question,
    make_rejected,
    make_unit,
    send,
)

LOOK_UP = {"phone": "0912 345 678"}


@pytest.fixture
async def event(database: str):
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_the_link_shows_where_the_question_stands(browser: Browser, event):
    _receipt, token = await send(event)
    shown = await browser.get(f"/track/{token}")
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "same-origin"
    assert "noindex" in shown.headers["x-robots-tag"]
    assert "Đã tiếp nhận câu hỏi." in shown.text
    assert CANARY_PHONE not in shown.text
    assert "345 678" not in shown.text


async def test_a_receipt_is_said_to_be_sent_only_where_letters_leave(database: str, settings_for, event):
    _receipt, token = await send(event)
    for smtp_url in ("", "smtp://mail.example.vn"):
        async with open_browser(replace(settings_for(database), smtp_url=smtp_url)) as browser:
            shown = (await browser.get(f"/track/{token}?sent=1")).text
        assert "Cảm ơn" in shown
        assert ("gửi tới" in shown or "gửi đến" in shown) is bool(smtp_url)


@pytest.mark.parametrize("token", ["x", "a" * 43, "../../etc/passwd", "%00", "ữ" * 30, "' OR 1=1 --"])
async def test_a_wrong_link_is_nothing_and_gives_no_hint(browser: Browser, event, token):
    _receipt, right = await send(event)
    wrong = await browser.get(f"/track/{token}")
    near = await browser.get(f"/track/{right[:-1]}")
    assert (wrong.status_code, near.status_code) == (404, 404)
    assert (await browser.get(f"/track/{near}/slip")).status_code == 404


async def test_the_asker_reads_plain_words_and_nothing_from_inside(browser: Browser, event):
    unit = await make_unit("Sở Tài chính")
    question = await make_question(event, Stage.APPROVED, lead_unit_id=unit)
    shown = (await _looked_up(browser, question.code)).text
    assert "Sở Tài chính nhận trả lời." in shown
    assert "Sở Tài chính đang soạn trả lời" in shown
    assert "Vì sao là ngày này?" in shown
    assert CANARY_DRAFT not in shown
    assert "Lê Thị Ký" not in shown
    assert "in_progress" not in shown


async def test_the_published_answer_is_there_with_who_signed_it(browser: Browser, event):
    question = await make_question(event, Stage.PUBLISHED)
    shown = (await _looked_up(browser, question.code)).text
    for words in ("Lê Thị Ký", "Giám đốc", "123/STC", "Luật Đất đai 2024", "Giá đất được thông báo"):
        assert words in shown


async def test_a_refusal_is_told_with_its_reason(browser: Browser, event):
    question = await make_rejected(event, text="Mời gửi đơn đến Ban Tiếp công dân.")
    assert "Mời gửi đơn đến Ban Tiếp công dân." in (await _looked_up(browser, question.code)).text


@pytest.mark.parametrize(("state", "is_told"), [(EventState.IN_SESSION, False), (EventState.HELD, True)])
async def test_what_was_said_aloud_is_shown_once_the_session_is_over(browser: Browser, event, state, is_told):
    question = await make_question(event, Stage.IN_PROGRESS)
    await _said(question, event, state)
    assert ("Nói tại hội trường" in (await _looked_up(browser, question.code)).text) is is_told


async def test_an_unknown_code_and_a_wrong_phone_get_the_same_words(browser: Browser, event):
    receipt, _token = await send(event)
    unknown = await browser.fill("/lookup", LOOK_UP | {"code": "CH-1999-0001"})
    wrong = await browser.fill("/lookup", {"code": receipt.code, "phone": "0987 654 321"})
    assert (unknown.status_code, wrong.status_code) == (422, 422)
    assert unknown.text.count("khớp mã và số điện thoại") == wrong.text.count("khớp mã và số điện thoại") > 0


async def test_a_look_up_shows_the_same_page_without_the_secret_link(browser: Browser, event):
    receipt, token = await send(event)
    shown = await _looked_up(browser, receipt.code.lower())
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert receipt.code in shown.text
    assert token not in shown.text
    assert "/slip" not in shown.text


async def test_a_look_up_ends_after_half_an_hour(browser: Browser, event, monkeypatch):
    receipt, _token = await send(event)
    found = await browser.fill("/lookup", LOOK_UP | {"code": receipt.code})
    monkeypatch.setattr(pages.time, "time", lambda at=pages.time.time: at() + 1801)
    late = await browser.get(found.headers["location"])
    assert (late.status_code, late.headers["location"]) == (303, "/lookup")


@pytest.mark.parametrize("sealed", ["x", "Q0gtMjAyNi0wMDAx.AAAA", "ữ", "." * 300])
async def test_a_forged_look_up_opens_nothing(browser: Browser, event, sealed):
    assert (await browser.get(f"/lookup/view/{sealed}")).status_code == 404


async def test_guessing_phones_is_slowed_down(browser: Browser, event):
    receipt, _token = await send(event)
    statuses = [
        (await browser.fill("/lookup", {"code": receipt.code, "phone": f"09870000{number:02d}"})).status_code
        for number in range(25)
    ]
    assert statuses[0] == 422
    assert statuses[-1] == 429


async def _looked_up(browser: Browser, code: str):
    found = await browser.fill("/lookup", LOOK_UP | {"code": code})
    assert found.status_code == 303
    return await browser.get(found.headers["location"])


async def _said(question, event, state: EventState) -> None:
    from events.planning.tables import Event

    await oral.record_oral(
        question,
        event.id,
        unit_id=question.lead_unit_id,
        speaker="Ông Nam",
        body="Nói tại hội trường.",
        happened_at=AT,
        by=SYSTEM,
        at=now(),
    )
    ended_at = AT if state is EventState.HELD else None
    await Event.update({Event.state: state.value, Event.ended_at: ended_at}).where(Event.id == event.id)


async def test_what_is_taken_off_the_public_pages_is_told_to_its_asker(browser: Browser, event):
    receipt, token = await send(event)
    text = PublicText("Khi nào có giá đất?", "Xin cho biết.", "N.V.A.")
    question = await question_facts(receipt.code)
    await admit(question, text, kind=Kind.QUESTION, competence=Competence.CITY, field_id=None, by=SYSTEM, at=AT)
    await take_off(await question_facts(receipt.code), "Nêu tên người khác.", by=SYSTEM, at=AT)
    shown = (await browser.get(f"/track/{token}")).text
    assert shown.count("Nêu tên người khác.") == 2  # the notice, and the line of what has happened
    assert f'href="/questions/{receipt.code}"' not in shown
    await put_back(await question_facts(receipt.code), by=SYSTEM, at=AT)
    assert f'href="/questions/{receipt.code}"' in (await browser.get(f"/track/{token}")).text
