"""A published answer as text for Zalo."""

from app.access import Role
from questions.answers.plain_text import MOST, message_of
from questions.facts import question_facts
from tests.questions.desk_browsing import Desk
from tests.support import CANARIES, Stage, make_event, make_person, make_question, make_unit

GIVEN = {
    "code": "CH-2026-0012",
    "question": "Khi nào có giá đất?",
    "unit": "Sở Tài chính",
    "summary": "Trong tháng này.",
    "body": "Sở đã trình giá đất ngày 01/9.",
    "link": "https://doithoai.songhau.example/questions/CH-2026-0012",
}


def test_it_has_question_unit_answer_and_link() -> None:
    text = message_of(**GIVEN, bases=["Luật Đất đai 2024"], document_number="123/STC", is_corrected=True)
    for words in (*GIVEN.values(), "Luật Đất đai 2024", "123/STC"):
        assert words in text


def test_a_long_answer_is_cut_at_a_word_and_keeps_its_link() -> None:
    text = message_of(**GIVEN | {"body": "giá đất " * 5000}, bases=["Luật " * 900])
    assert len(text) <= MOST
    assert text.endswith(GIVEN["link"])
    assert "…" in text


async def test_the_desk_copies_it_once_the_answer_is_public(desk: Desk, sqlite_database: str) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    event = await make_event(organiser)
    waits = await make_question(event, Stage.APPROVED)
    out = await make_question(event, Stage.PUBLISHED)
    assert 'id="message"' not in (await desk.get(f"/desk/questions/{waits.code}", coordinator)).text
    page = (await desk.get(f"/desk/questions/{out.code}", coordinator)).text
    copied = page.partition('data-copy="')[2].partition('"')[0]
    assert f"/questions/{out.code}" in copied
    assert not [canary for canary in CANARIES if canary in copied]
    assert (await question_facts(out.code)).code in copied
