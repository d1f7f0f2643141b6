"""Before asking: questions like the one being typed, the page between, and the two buttons of readers."""

import pytest

from app.access import Role
from app.database import Statement
from app.i18n import speaking
from events.planning.policy import EventFacts
from questions.facts import question_facts_by_id
from questions.similar.duplicates import like_questions
from questions.similar.finding import similar_questions
from questions.similar.likeness import Rarity, likeness, sought, told_words
from questions.similar.supporting import MOST_OF_AN_ADDRESS, Support, support, supports_of
from questions.states import Visibility
from tests.questions.conftest import Browser, hidden_fields
from tests.questions.test_asking import GOOD, page, target
from tests.support import AT, SECRET, Stage, an_ask, make_event, make_person, make_question, make_unit

BRIDGE = "Cầu ván tại xã Nhơn Nghĩa hư ba nhịp, khi nào sửa?"
TYPED = "bao giờ sửa cầu ván xã Nhơn Nghĩa bị hư"
COUNT = Statement("SELECT count(*) AS n FROM question")
RARITY = Rarity(100, {"cau": 10, "van": 5, "xa": 60, "nhon": 2, "nghia": 3, "hu": 8, "sua": 9, "dat": 70})


def test_rare_words_weigh_more_than_common_ones():
    rare, common = RARITY.weight("nhon"), RARITY.weight("xa")
    assert rare > 2 * common
    assert RARITY.weight("xin") < RARITY.weight("cau")


def test_a_search_asks_for_many_rare_words_first_and_for_fewer_then():
    steps = sought(told_words("Cầu ván xã Nhơn Nghĩa hư 12 nhịp, đất"), RARITY)
    assert [len(step[0]) for step in steps] == [4, 3, 2]
    assert not any("12" in group or "dat" in group for group in steps[0])
    assert sought([], RARITY) == []


def test_the_same_words_are_alike_whatever_their_marks_and_others_are_not():
    words = told_words("Cầu ván xã Nhơn Nghĩa")
    assert likeness(words, told_words("cau van xa nhon nghia da hu"), RARITY).score == pytest.approx(1.0)
    assert likeness(words, told_words("Đất ở xã Đông Hiệp"), RARITY).score < 0.2
    assert likeness(words, told_words("Nghĩa Nhơn xã ván cầu"), RARITY).score == pytest.approx(0.6)
    assert "nhon" in likeness(words, told_words("cầu Nhơn Nghĩa"), RARITY).shared


async def a_question(event: EventFacts, summary: str, stage: Stage = Stage.ADMITTED, **given: object):
    return await make_question(event, stage, ask=an_ask(summary=summary, detail="Xin trả lời giúp."), **given)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit())


async def test_only_public_questions_are_shown_and_those_with_an_answer_first(event):
    answered = await a_question(event, BRIDGE, Stage.PUBLISHED, answer="Sửa xong trong tháng 12.")
    waiting = await a_question(event, "Cầu ván xã Nhơn Nghĩa hư, đi lại nguy hiểm")
    await a_question(event, BRIDGE, Stage.SUBMITTED)
    await a_question(event, BRIDGE, visibility=Visibility.OFFICIALS)
    await a_question(event, "Khi nào có giá đất năm nay?")
    found = await similar_questions(TYPED)
    assert [each.code for each in found] == [answered.code, waiting.code]
    assert found[0].is_answered
    assert not found[1].is_answered
    assert await similar_questions("sửa cầu") == []
    assert await similar_questions("\"' OR (:*) & | !") == []


async def test_a_browser_counts_once_and_an_address_not_without_end(event):
    question = await a_question(event, BRIDGE)

    async def press(browser: str, address: str = "10.0.0.1") -> bool:
        return await support(question.code, Support.SAME, browser, address, secret_key=SECRET, at=AT)

    assert [await press("one"), await press("one"), await press("two")] == [True, False, True]
    crowd = [await press(f"browser {n}") for n in range(MOST_OF_AN_ADDRESS)]
    assert crowd.count(True) == MOST_OF_AN_ADDRESS - 2
    assert await press("elsewhere", "10.0.0.2")
    assert (await supports_of(question.id)).same == MOST_OF_AN_ADDRESS + 1


async def how_many() -> int:
    row = await COUNT.one()
    assert row is not None
    return int(row["n"])


async def test_what_is_like_it_stands_on_a_page_between_and_asking_goes_on_with_all_that_was_typed(
    browser: Browser, event
):
    known = await a_question(event, BRIDGE)
    mine = GOOD | {"summary": "Bao giờ sửa cầu ván xã Nhơn Nghĩa bị hư?"}
    between = await browser.fill(page(event), mine, to=target(event))
    assert between.status_code == 200
    assert known.code in between.text
    assert await how_many() == 1
    kept = hidden_fields(between.text)
    assert {name: kept[name] for name in mine} == mine
    sent = await browser.post(target(event), kept)
    assert sent.status_code == 303
    assert await how_many() == 2


async def test_who_saw_them_while_typing_is_not_stopped_and_neither_is_who_asks_something_new(browser: Browser, event):
    await a_question(event, BRIDGE)
    fields = await browser.hidden(page(event))
    address = f"/events/{event.slug}/similar-questions"
    typed = await browser.post(address, fields | {"summary": TYPED}, **{"hx-request": "true"})
    assert typed.status_code == 200
    assert BRIDGE in typed.text
    assert "<html" not in typed.text
    sent = await browser.post(target(event), fields | GOOD | {"summary": TYPED} | hidden_fields(typed.text))
    assert sent.status_code == 303
    new = await browser.fill(page(event), GOOD, to=target(event))
    assert new.status_code == 303


async def test_readers_press_one_button_and_everyone_reads_how_many_did(browser: Browser, event):
    question = await a_question(event, BRIDGE, Stage.PUBLISHED)
    path = f"/questions/{question.code}"
    fields = await browser.hidden(f"{path}/support")
    for _twice in range(2):
        pressed = await browser.post(f"{path}/same", fields)
        assert (pressed.status_code, pressed.headers["location"]) == (303, path)
    assert (await browser.post(f"{path}/answered-me", fields, **{"hx-request": "true"})).status_code == 200
    counts = await supports_of(question.id)
    assert (counts.same, counts.answered) == (1, 1)
    shown = (await browser.get(path)).text
    assert "csrf_token" not in shown
    assert f"{path}/support" in shown


async def test_what_is_not_public_cannot_be_supported_and_what_has_no_answer_answers_nobody(browser: Browser, event):
    hidden = await a_question(event, BRIDGE, Stage.SUBMITTED)
    waiting = await a_question(event, "Cầu ván xã Nhơn Nghĩa hư, đi lại nguy hiểm")
    fields = await browser.hidden(f"/questions/{waiting.code}/support")
    assert (await browser.post(f"/questions/{hidden.code}/same", fields)).status_code == 404
    assert (await browser.post(f"/questions/{waiting.code}/answered-me", fields)).status_code == 409
    assert (await question_facts_by_id(waiting.id)).state == "admitted"


async def test_a_coordinator_sees_likely_duplicates_with_a_score_and_why(event):
    unit_id = event.organiser_id
    coordinator = await make_person(unit_id, Role.COORDINATOR)
    known = await a_question(event, BRIDGE)
    await a_question(event, "Khi nào có giá đất năm nay?")
    asked = await a_question(event, "Sửa giúp cầu ván xã Nhơn Nghĩa đã hư ba nhịp", Stage.SUBMITTED)
    [found] = await like_questions(asked, coordinator)
    assert found.code == known.code
    assert found.score > 0.6
    with speaking("en"):
        why = "; ".join(map(str, found.why))
    assert "nhơn" in why
    assert "same forum" in why
    assert "same telephone" in why


async def test_nobody_learns_of_questions_that_are_not_theirs_to_open(event):
    other = await make_event(await make_unit(), title="Diễn đàn của xã khác")
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await a_question(other, BRIDGE, Stage.SUBMITTED)
    asked = await a_question(event, BRIDGE, Stage.SUBMITTED)
    assert await like_questions(asked, coordinator) == []
