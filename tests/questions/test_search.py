"""Finding public questions by words, on both engines."""

import pytest

from questions.answers.unpublishing import take_off
from questions.search import asked_words, search
from questions.states import Visibility
from questions.triage.moderating import PublicText, edit_public_text
from tests.support import AT, SYSTEM, Stage, an_ask, make_event, make_field, make_question, make_rejected, make_unit


async def found(typed: str, event_id: int | None = None, page: int = 1) -> list[str]:
    return [row.summary for row in (await search(asked_words(typed), page, event_id)).items]


async def asked(event, summary: str, stage: Stage = Stage.ADMITTED, **given):
    return await make_question(event, stage, ask=an_ask(summary=summary, detail="Xin trả lời giúp."), **given)


@pytest.fixture
async def event(database: str):
    return await make_event(await make_unit())


async def test_marks_do_not_matter_and_the_newest_stands_first(event):
    for summary in ("Giá đất ở xã Thạnh Quới", "Đường hư", "Khi nào thông báo giá đất?"):
        await asked(event, summary)
    newest_first = ["Khi nào thông báo giá đất?", "Giá đất ở xã Thạnh Quới"]
    for typed in ("giá đất", "gia dat", "GIA  DAT!", "đất giá"):
        assert await found(typed) == newest_first
    assert await found("dat thanh quoi") == ["Giá đất ở xã Thạnh Quới"]
    assert await found("khong co gi") == []
    assert await found("!!!") == []


async def test_only_public_text_is_found(event):
    await asked(event, "Chuyện kín chưa thụ lý", Stage.SUBMITTED)
    await asked(event, "Chuyện kín cho cán bộ", visibility=Visibility.OFFICIALS)
    await make_rejected(event)
    await asked(event, "Chuyện kín của ai", public_summary="Chuyện đã biên tập", public_detail="Nội dung")
    assert await found("kin") == []
    assert await found("bien tap") == ["Chuyện đã biên tập"]


async def test_an_edited_text_is_found_by_its_new_words_only(event):
    question = await asked(event, "Hẻm ngập nước")
    await edit_public_text(question, PublicText("Hẻm bị ngập", "Mưa lớn", "N.V.A."), by=SYSTEM, at=AT)
    assert await found("nuoc") == []
    assert await found("mua lon") == ["Hẻm bị ngập"]
    await take_off(question, "Nêu tên người khác.", by=SYSTEM, at=AT)
    assert await found("mua lon") == []


async def test_a_question_keeps_its_words_when_its_text_is_edited_or_its_answer_published(event):
    question = await asked(event, "Hẻm 12 ngập nước", Stage.PUBLISHED, answer="Sẽ làm cống thoát")
    assert await found("hem ngap nuoc") == await found("hem cong thoat") == ["Hẻm 12 ngập nước"]
    await edit_public_text(question, PublicText("Hẻm 12 bị ngập nước", "Mưa lớn", "N.V.A."), by=SYSTEM, at=AT)
    assert await found("hem ngap nuoc") == await found("hem mua cong") == ["Hẻm 12 bị ngập nước"]


async def test_a_question_is_found_by_its_field(event):
    ask = an_ask(summary="Khi nào có sổ?", detail="Xin trả lời giúp.", field_id=await make_field("Đất đai"))
    await make_question(event, Stage.ADMITTED, ask=ask)
    assert await found("dat dai") == ["Khi nào có sổ?"]


async def test_the_answer_is_found_once_it_is_published(event):
    await asked(event, "Hỏi về phí", Stage.APPROVED, answer="Mức thu theo khung hai nghìn")
    assert await found("khung hai nghin") == []
    await asked(event, "Hỏi về lệ phí", Stage.PUBLISHED, answer="Mức thu theo khung ba nghìn")
    assert await found("khung ba nghin") == ["Hỏi về lệ phí"]


async def test_one_forum_is_searched_alone(event):
    other = await make_event(event.organiser_id)
    await asked(event, "Giá đất một")
    await asked(other, "Giá đất hai")
    assert await found("gia dat", other.id) == ["Giá đất hai"]


async def test_a_code_finds_its_question(event):
    question = await asked(event, "Câu hỏi có mã")
    assert await found(question.code) == ["Câu hỏi có mã"]


async def test_a_total_is_counted_and_stops_at_a_thousand(event, monkeypatch):
    for _number in range(3):
        await asked(event, "Giá đất")
    assert str((await search(["gia"], 1)).total) == "3"
    from app.web.paging import Total

    assert str(Total.counted(1001)) == "hơn 1.000"


def test_words_are_few_and_short():
    assert asked_words("Đất đai, giá-đất? " + "x" * 100) == ["dat", "dai", "gia", "dat", "x" * 40]
    assert len(asked_words("a b c " * 100)) == 12
