"""The asker's word, by the secret link of the receipt and by the signed one of the answer's letter."""

import pytest

from app.access import SYSTEM
from app.database import Statement
from events.planning.policy import EventFacts
from questions.answers import publishing, unpublishing
from questions.answers.judged import judged
from questions.facts import answer_of, question_facts
from questions.opinions import disputing
from questions.opinions.links import opinion_path
from questions.policy import QuestionFacts
from questions.states import QuestionState
from questions.submitting import tracking_token
from tests.questions.conftest import Browser
from tests.support import AT, CANARIES, SECRET, Stage, make_event, make_question, make_unit

KEY = Statement("SELECT submission_key FROM question WHERE id = {}")
LETTER = Statement("SELECT body FROM outbox_letter WHERE key = {}")
MARKS = {"result": "4", "attitude": "5"}
WHY = "Chưa nói khi nào có giá đất."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def tracked(question: QuestionFacts) -> str:
    row = await KEY.one(question.id)
    assert row is not None
    return f"/track/{tracking_token(SECRET, row['submission_key'])}"


async def test_the_letter_of_the_answer_has_the_signed_link_and_the_last_day(event):
    question = await make_question(event, Stage.APPROVED)
    answer = await answer_of(question)
    assert answer is not None
    await publishing.publish(answer, secret_key=SECRET, by=SYSTEM, at=AT)
    letter, question = await LETTER.one(f"answered {question.code}"), await question_facts(question.code)
    assert letter is not None
    assert question.dispute_until is not None
    assert opinion_path(SECRET, question.code) in letter["body"]
    assert f"{question.dispute_until:%d/%m/%Y}" in letter["body"]


async def test_an_asker_rates_twice_and_disputes_by_either_link(browser: Browser, event):
    question = await make_question(event, Stage.PUBLISHED)
    signed, secret = opinion_path(SECRET, question.code), await tracked(question)
    for path, marks in ((signed, MARKS), (secret, MARKS | {"result": "2"})):
        answer = await browser.fill(path, marks, f"{path}/rating")
        assert (answer.status_code, answer.headers["location"]) == (303, path)
    shown = await browser.get(signed)
    assert shown.headers["referrer-policy"] == "same-origin"
    assert 'value="2" checked' in shown.text
    rating = (await judged(question.id, 0)).rating
    assert rating is not None
    assert (rating.result, rating.attitude) == (2, 5)
    assert (await browser.fill(secret, {"reason": WHY}, f"{secret}/dispute")).status_code == 303
    assert WHY in (await browser.get(secret)).text
    public = (await browser.get(f"/questions/{question.code}")).text
    assert "Người hỏi không đồng ý" in public
    assert WHY not in public
    assert "kết quả 2/5" in public
    again = await browser.fill(signed, {"reason": WHY}, f"{signed}/dispute")
    assert again.status_code == 409


async def test_the_signed_link_shows_nothing_of_who_asked(browser: Browser, event):
    question = await make_question(event, Stage.PUBLISHED)
    shown = (await browser.get(opinion_path(SECRET, question.code))).text
    assert "Sở đã trình giá đất" in shown
    assert not [canary for canary in CANARIES if canary in shown]


async def test_a_changed_or_foreign_link_is_nothing_and_gives_no_hint(browser: Browser, event):
    question, other = [await make_question(event, Stage.PUBLISHED) for _each in range(2)]
    right, foreign = opinion_path(SECRET, question.code), opinion_path("another-secret-" * 4, question.code)
    seal, packed = right.rpartition(".")[2], opinion_path(SECRET, other.code).rpartition(".")[0]
    form = await browser.hidden(right)
    for path in (foreign, f"{packed}.{seal}", right[:-1], f"{right}x", "/opinions/x", "/opinions/ữ.ữ"):
        assert (await browser.get(path)).status_code == 404
        assert (await browser.post(f"{path}/rating", form | MARKS)).status_code == 404
    assert (await browser.post("/track/guessed/dispute", form | {"reason": WHY})).status_code == 404
    assert (await judged(question.id, 0)).rating is None


async def test_looking_at_the_link_changes_nothing(browser: Browser, event):
    question = await make_question(event, Stage.PUBLISHED)
    for tail in ("/rating", "/dispute"):
        assert (await browser.get(opinion_path(SECRET, question.code) + tail)).status_code in (404, 405)
    assert (await question_facts(question.code)).state is QuestionState.ANSWERED


@pytest.mark.parametrize("marks", [{}, {"result": "6", "attitude": "1"}, {"result": "x", "attitude": "-1"}])
async def test_marks_outside_the_five_steps_come_back_beside_the_form(browser: Browser, event, marks):
    question = await make_question(event, Stage.PUBLISHED)
    path = opinion_path(SECRET, question.code)
    answer = await browser.fill(path, marks, f"{path}/rating")
    assert answer.status_code == 422
    assert "Vui lòng chọn" in answer.text


async def test_the_first_answer_is_public_beside_the_second_until_it_is_taken_off(browser: Browser, event):
    question = await make_question(event, Stage.PUBLISHED)
    path = await tracked(question)
    await browser.fill(path, {"reason": WHY}, f"{path}/dispute")
    await disputing.reopen(await question_facts(question.code), "Thiếu thời hạn.", by=SYSTEM, at=AT)
    public = (await browser.get(f"/questions/{question.code}")).text
    assert "Câu trả lời trước" in public
    assert "Sở đã trình giá đất" in public
    assert "Thiếu thời hạn." in public
    assert "Sở đã trình giá đất" in (await browser.get(path)).text
    await unpublishing.take_off(await question_facts(question.code), "Nêu tên.", by=SYSTEM, at=AT)
    assert "Sở đã trình giá đất" not in (await browser.get(f"/questions/{question.code}")).text
