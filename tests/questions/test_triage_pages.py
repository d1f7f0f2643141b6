"""What an asker does with an own question by the secret link, as plain forms."""

import pytest

from app.access import SYSTEM
from app.database import Statement
from events.planning.policy import EventFacts
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.states import QuestionState
from questions.submitting import tracking_token
from questions.triage import asking_back
from tests.questions.conftest import Browser
from tests.support import AT, SECRET, Stage, make_event, make_question, make_unit

KEY = Statement("SELECT submission_key FROM question WHERE id = {}")
WORDS, REPLY = "Thửa đất nào, ở đường nào?", "Thửa 12, đường Lê Lợi."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def tracked(question: QuestionFacts) -> str:
    row = await KEY.one(question.id)
    assert row is not None
    return f"/track/{tracking_token(SECRET, row['submission_key'])}"


async def test_an_asker_answers_what_more_was_asked_for_by_the_secret_link(browser: Browser, event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await asking_back.ask_back(question, WORDS, secret_key=SECRET, by=SYSTEM, at=AT)
    path = await tracked(question)
    shown = await browser.get(path)
    assert WORDS in shown.text
    assert f'action="{path}/reply"' in shown.text
    assert WORDS not in (await browser.get(f"/questions/{question.code}")).text
    form = await browser.hidden(path)
    empty = await browser.fill(path, {"reply": " "}, f"{path}/reply")
    assert empty.status_code == 422
    assert empty.headers["referrer-policy"] == "same-origin"
    sent = await browser.fill(path, {"reply": REPLY}, f"{path}/reply")
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    assert REPLY in (await browser.get(path)).text
    assert REPLY not in (await browser.get(f"/questions/{question.code}")).text
    late = await browser.post(f"{path}/reply", form | {"reply": REPLY})
    assert late.status_code == 409


async def test_an_asker_takes_a_question_back_after_a_page_that_asks_whether_it_is_meant(browser: Browser, event):
    question = await make_question(event, Stage.ADMITTED)
    path = await tracked(question)
    assert f'href="{path}/withdrawal"' in (await browser.get(path)).text
    asked, form = await browser.get(f"{path}/withdrawal"), await browser.hidden(f"{path}/withdrawal")
    assert "Rút câu hỏi?" in asked.text
    assert (await question_facts(question.code)).state is QuestionState.ADMITTED
    done = await browser.fill(f"{path}/withdrawal", {})
    assert (done.status_code, done.headers["location"]) == (303, path)
    shown = (await browser.get(path)).text
    assert "Đã rút" in shown
    assert "withdrawal" not in shown
    gone = await browser.get(f"/questions/{question.code}")
    assert gone.status_code == 410
    assert "Câu hỏi đã được rút" in gone.text
    assert (await browser.post(f"{path}/withdrawal", form)).status_code == 409
    assert (await browser.get("/track/guessed/withdrawal")).status_code == 404
