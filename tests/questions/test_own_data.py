"""What askers do with data about themselves by the secret link, and what is left once it was erased."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from piccolo.columns import Text

from app.access import SYSTEM, Role, Viewer
from app.clock import now
from app.database import Statement, disconnect
from app.errors import Conflict, NotAllowed, NotFound
from app.journal.sealing import seal
from app.journal.verifying import verify
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy
from questions.askers import erasing, forgetting, own_data
from questions.askers.erasing import PLACES
from questions.askers.forms import CorrectionForm
from questions.askers.portable import own_data as everything
from questions.facts import question_facts
from questions.piccolo_app import APP_CONFIG
from questions.policy import QuestionFacts
from questions.splitting.splitting import Told, split
from questions.submitting import tracking_token
from questions.tracking import belongs
from questions.triage import asking_back, moderating
from questions.triage.moderating import PublicText, edit_public_text
from questions.values import Competence, Kind
from tests.questions.conftest import Browser
from tests.questions.desk_browsing import open_desk
from tests.support import (
    AT,
    CANARIES,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    SECRET,
    Stage,
    an_ask,
    make_event,
    make_person,
    make_question,
    make_unit,
)  # fmt: skip

KEY = Statement("SELECT submission_key FROM question WHERE id = {}")
ROW = Statement(
    "SELECT name, address, phone, email, tax_code, public_asker, asker_seen_by, summary, detail, public_detail"
    " FROM question WHERE id = {}"
)
LETTERS = Statement("SELECT to_address, subject, body, state FROM outbox_letter ORDER BY id")
ALL_WORDS = f"Tôi là {CANARY_NAME}, 12 hẻm Chim Hoàng Yến, gọi 0912 345 678 hoặc thư {CANARY_EMAIL}."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def path_of(question: QuestionFacts) -> str:
    row = await KEY.one(question.id)
    assert row is not None
    return f"/track/{tracking_token(SECRET, row['submission_key'])}"


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def test_consent_to_be_named_is_taken_back_at_once_and_cannot_be_widened(event: EventFacts) -> None:
    ask = an_ask(consents={"publish_name": True})
    question = await make_question(event, Stage.ADMITTED, ask=ask, public_detail=f"{CANARY_NAME} hỏi.")
    await own_data.narrow(question, SeenBy.OFFICIALS, by=asker(question), at=AT)
    row = await ROW.one(question.id)
    assert row is not None
    assert (row["public_asker"], row["asker_seen_by"]) == ("N.T.H.Y.", "officials")
    assert row["public_detail"] == "[người hỏi] hỏi."
    for circle in (SeenBy.PUBLIC, SeenBy.OFFICIALS):
        with pytest.raises(Conflict):
            await own_data.narrow(question, circle, by=asker(question), at=AT)
    for stranger in (Viewer(), Viewer(asks=question.id + 1)):
        with pytest.raises(NotAllowed):
            await own_data.narrow(question, SeenBy.COORDINATOR, by=stranger, at=AT)


async def test_what_is_corrected_leaves_a_trace_and_a_new_address_is_confirmed_by_letter(event: EventFacts) -> None:
    question = await make_question(event, Stage.ADMITTED)
    form = CorrectionForm(name="Nguyễn Thị Yến", address="Nhà mới", phone="+84987654321", email="moi@example.vn")
    assert await own_data.correct(question, form, secret_key=SECRET, by=asker(question), at=AT)
    row = await ROW.one(question.id)
    assert row is not None
    assert (row["name"], row["phone"], row["email"]) == ("Nguyễn Thị Yến", "+84987654321", CANARY_EMAIL)
    assert row["public_asker"] == "N.T.Y."
    assert await belongs(question.code, "+84987654321")
    letter = (await LETTERS.all())[-1]
    assert letter["to_address"] == "moi@example.vn"
    assert await own_data.email_to_confirm(question.id, AT) == "moi@example.vn"
    assert await own_data.email_to_confirm(question.id, AT + timedelta(days=8)) == ""
    sealed = letter["body"].split("/data/confirm/")[1].split()[0]
    await own_data.confirm_email(SECRET, sealed, at=AT)
    row = await ROW.one(question.id)
    assert row is not None
    assert row["email"] == "moi@example.vn"
    assert await own_data.email_to_confirm(question.id, AT) == ""
    assert [(c["field"], c["after"]) for c in (await everything(question.id))["corrections"]] == [
        ("name", "Nguyễn Thị Yến"), ("address", "Nhà mới"), ("phone", "+84987654321"), ("email", "moi@example.vn"),
    ]  # fmt: skip
    with pytest.raises(NotFound):  # used once
        await own_data.confirm_email(SECRET, sealed, at=AT)


async def test_a_new_name_is_published_only_once_the_office_has_read_it(event: EventFacts) -> None:
    ask = an_ask(consents={"publish_name": True})
    waiting, public = [await make_question(event, stage, ask=ask) for stage in (Stage.SUBMITTED, Stage.ADMITTED)]
    for question, shown in ((waiting, "Mua Sim Số Đẹp Giá Rẻ"), (public, "M.S.S.Đ.G.R.")):
        form = CorrectionForm(name="Mua Sim Số Đẹp Giá Rẻ", address="A")
        await own_data.correct(question, form, secret_key=SECRET, by=asker(question), at=AT)
        row = await ROW.one(question.id)
        assert row is not None
        assert (row["name"], row["public_asker"]) == ("Mua Sim Số Đẹp Giá Rẻ", shown)


async def test_what_one_does_with_the_own_data_is_done_with_that_of_the_parts(event: EventFacts) -> None:
    whole = await make_question(event, Stage.SUBMITTED, ask=an_ask(consents={"publish_name": True}))
    codes = await split(whole, [Told("Một", ""), Told("Hai", "")], secret_key=SECRET, by=SYSTEM, at=AT)
    parts = [await question_facts(code) for code in codes]
    text = PublicText("Một", f"{CANARY_NAME} hỏi.", CANARY_NAME)
    await moderating.admit(
        parts[0], text, kind=Kind.QUESTION, competence=Competence.CITY, field_id=None, by=SYSTEM, at=AT
    )
    whole = await question_facts(whole.code)
    await own_data.narrow(whole, SeenBy.OFFICIALS, by=asker(whole), at=AT)
    form = CorrectionForm(name="Nguyễn Yến", address="Nhà mới", phone="+84987654321", email="moi@example.vn")
    assert await own_data.correct(whole, form, secret_key=SECRET, by=asker(whole), at=AT)
    sealed = (await LETTERS.all())[-1]["body"].split("/data/confirm/")[1].split()[0]
    await own_data.confirm_email(SECRET, sealed, at=AT)
    for part in parts:
        row = await ROW.one(part.id)
        assert row is not None
        assert (row["name"], row["phone"], row["email"]) == ("Nguyễn Yến", "+84987654321", "moi@example.vn")
        assert (row["asker_seen_by"], row["public_asker"]) == ("officials", "N.Y.")
        assert CANARY_NAME not in row["public_detail"]


async def test_everything_about_oneself_is_taken_away_as_data_and_as_text(browser: Browser, event: EventFacts) -> None:
    question = await make_question(event, Stage.PUBLISHED)
    path = f"{await path_of(question)}/data"
    taken = await browser.get(f"{path}/json")
    data = json.loads(taken.text)
    assert data["question"]["phone"] == CANARY_PHONE
    assert [letter["to_address"] for letter in data["letters"]] == [CANARY_EMAIL] * len(data["letters"])
    assert taken.headers["cache-control"] == "no-store"
    text = (await browser.get(f"{path}/text")).text
    for words in (CANARY_NAME, CANARY_PHONE, CANARY_EMAIL, question.code):
        assert words in text
    assert (await browser.get(f"{path}/xml")).status_code == 404


async def test_the_page_of_one_s_own_data_works_with_plain_forms(browser: Browser, event: EventFacts) -> None:
    question = await make_question(event, Stage.ADMITTED)
    path = f"{await path_of(question)}/data"
    assert 'href="' + path in (await browser.get(await path_of(question))).text
    assert (await browser.fill(path, {"name": "", "address": "A"}, f"{path}/correction")).status_code == 422
    done = await browser.fill(path, {"name": "Nguyễn Yến", "address": "Nhà mới"}, f"{path}/correction")
    assert done.status_code == 303
    asked = {"name": "Nguyễn Yến", "address": "Nhà mới", "email": "moi@example.vn"}
    assert (await browser.fill(path, asked, f"{path}/correction")).status_code == 303
    shown = (await browser.get(path)).text
    assert "có hiệu lực khi anh/chị xác nhận" in shown
    assert "moi@example.vn" not in shown
    assert (await browser.fill(path, {"circle": "coordinator"}, f"{path}/circle")).status_code == 303
    assert (await browser.fill(path, {"words": "Xin xóa."}, f"{path}/erasure")).status_code == 303
    form = await browser.hidden(path)
    assert (await browser.post(f"{path}/erasure", form)).status_code == 409
    shown = (await browser.get(path)).text
    assert "Điều phối viên quyết định chậm nhất" in shown
    assert "0912 345 678" not in shown


async def test_a_stranger_s_address_gets_few_letters_however_many_questions_name_it(
    browser: Browser, event: EventFacts
) -> None:
    said = []
    for _number in range(6):
        question = await make_question(event, Stage.SUBMITTED)
        path = f"{await path_of(question)}/data"
        fields = {"name": "A B", "address": "C", "email": "Nguoi.La@example.vn"}
        said.append((await browser.fill(path, fields, f"{path}/correction")).status_code)
    assert said == [303] * 5 + [429]


async def test_erasing_is_asked_for_received_and_decided_with_a_date(event: EventFacts) -> None:
    question = await make_question(event, Stage.ADMITTED)
    desk = await make_person(event.organiser_id, Role.COORDINATOR)
    await own_data.ask_erasure(question, "Xin xóa.", by=asker(question), at=AT)
    assert {letter["to_address"] for letter in (await LETTERS.all())[-2:]} == {CANARY_EMAIL, desk.email}
    request = (await everything(question.id))["requests"][0]
    assert (request["due_on"] - AT.date()).days <= 18
    with pytest.raises(Conflict):
        await own_data.ask_erasure(question, "", by=asker(question), at=AT)
    clerk = await make_person(event.organiser_id, Role.CLERK)
    with pytest.raises(NotAllowed):
        await erasing.grant_erasure(question, "", by=clerk, at=AT)
    await erasing.refuse_erasure(question, "Vụ việc còn đang giải quyết.", by=desk, at=AT)
    assert "Vụ việc còn đang giải quyết." in (await LETTERS.all())[-1]["body"]
    await own_data.ask_erasure(question, "Xin xóa lần nữa.", by=asker(question), at=AT)
    await erasing.grant_erasure(question, "", by=desk, at=AT)
    with pytest.raises(Conflict):
        await erasing.grant_erasure(question, "", by=desk, at=AT)
    with pytest.raises(Conflict):
        await own_data.ask_erasure(question, "", by=asker(question), at=AT)


async def whole_life(event: EventFacts) -> QuestionFacts:
    """A question whose asker is named wherever words can be typed; accepted, answered, disputed."""
    ask = an_ask(summary=f"{CANARY_NAME} hỏi giá đất", detail=ALL_WORDS, consents={"publish_name": True})
    at = now() - timedelta(days=1)
    question = await make_question(
        event, Stage.IN_PROGRESS, ask=ask, public_summary=f"{CANARY_NAME} hỏi", public_detail=ALL_WORDS, at=at
    )
    await asking_back.ask_back(question, f"Bà {CANARY_NAME} cho biết thêm.", secret_key=SECRET, by=SYSTEM, at=at)
    question = await question_facts(question.code)
    await asking_back.inform(question, ALL_WORDS, by=asker(question), at=at)
    question = await question_facts(question.code)
    text = PublicText(f"{CANARY_NAME} hỏi lại", ALL_WORDS, CANARY_NAME)
    await edit_public_text(question, text, by=SYSTEM, at=at)
    return question


async def test_after_erasing_nothing_tells_who_asked_and_the_record_stays(event: EventFacts) -> None:
    question = await whole_life(event)
    await own_data.ask_erasure(question, ALL_WORDS, by=asker(question), at=AT)
    await erasing.grant_erasure(question, "Đồng ý.", by=SYSTEM, at=AT)
    row = await ROW.one(question.id)
    assert row is not None
    assert [row[field] for field in ("name", "address", "phone", "email", "tax_code")] == [""] * 5
    assert row["public_asker"] == "Một người dân"
    assert row["detail"].startswith("Tôi là [người hỏi], ")
    kept = str(await everything(question.id)) + str(await LETTERS.all())
    assert not [canary for canary in CANARIES if canary in kept]
    await seal(now())
    assert (await verify()).is_sound


async def test_after_erasing_the_page_and_the_slip_offer_no_look_up_by_phone(
    browser: Browser, event: EventFacts
) -> None:
    question = await make_question(event, Stage.ADMITTED)
    path = await path_of(question)
    assert "số điện thoại của anh/chị" in (await browser.get(path)).text
    assert "Hoặc bằng mã và số điện thoại" in (await browser.get(f"{path}/slip")).text
    await own_data.ask_erasure(question, "Xin xóa.", by=asker(question), at=AT)
    await erasing.grant_erasure(question, "", by=SYSTEM, at=AT)
    shown = (await browser.get(path)).text
    assert "chỉ còn đường dẫn này" in shown
    assert "số điện thoại của anh/chị" not in shown
    assert "Hoặc bằng mã và số điện thoại" not in (await browser.get(f"{path}/slip")).text


async def test_the_office_sees_that_a_letter_was_erased(sqlite_database: str) -> None:
    event = await make_event(await make_unit())
    await erasing.erase_by_command(await make_question(event), "Đồng ý.", by=SYSTEM, at=AT)
    admin = await make_person(event.organiser_id, Role.ADMIN)
    async with open_desk() as desk:
        assert ">(đã xóa)</a>" in (await desk.get("/office/letters", admin)).text


async def test_after_erasing_the_database_file_holds_no_word_of_the_asker(sqlite_database: str) -> None:
    event = await make_event(await make_unit())
    for number in range(3):
        await make_question(event, Stage.SUBMITTED, ask=an_ask(name=f"Lê Văn Khác {number}", phone="+84987650000",
                            email="khac@example.vn", address="Nơi khác", tax_code=""))  # fmt: skip
    question = await whole_life(event)
    await own_data.ask_erasure(question, ALL_WORDS, by=asker(question), at=AT)
    path = Path(sqlite_database.removeprefix("sqlite:///"))
    await erasing.grant_erasure(question, "", by=SYSTEM, at=AT)
    await forgetting.merge_indexes()
    await seal(now())
    assert (await verify()).is_sound
    await disconnect()
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = path.read_bytes()
    words = (*CANARIES, CANARY_EMAIL, "hoang yen", "HOANG YEN", "hoàng yến", "0912345678", "912.345.678")
    found = [word for word in words if word.encode() in held and word not in ("Bản nháp chim hoàng yến",)]
    assert not found
    assert "Lê Văn Khác 1".encode() in held


# What erasing reaches otherwise, and words in which nobody writes about an asker.
OTHERWISE = {"asker_correction.before", "asker_correction.after", "question.search_text"}
NOT_ABOUT_ASKERS = {
    *("answer.legal_basis", "answer_version.legal_basis", "earlier_answer.legal_basis", "citation.line"),
    *("replaced_document.note", "answer.own_approval_reason", "earlier_answer.own_approval_reason"),
}


def test_every_text_beside_a_question_is_reached_by_erasing() -> None:
    reached = {f"{place.table}.{column}" for place in PLACES for column in place.columns}
    texts = {
        f"{table._meta.tablename}.{column._meta.name}"
        for table in APP_CONFIG.table_classes
        for column in table._meta.columns
        if isinstance(column, Text)
    }
    assert texts - reached - OTHERWISE - NOT_ABOUT_ASKERS == set()
