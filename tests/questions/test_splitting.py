"""A question that asks several things is split: the original stays, each part goes its own way."""

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from events.planning.policy import EventFacts
from questions.askers.erasing import erase_by_command
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.splitting.splitting import Told, split
from questions.states import QuestionState
from questions.submitting import tracking_token
from questions.tables import Question
from questions.tracking import by_code
from questions.triage import moderating, withdrawing
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind
from tests.questions.conftest import Browser
from tests.questions.test_triage_pages import tracked
from tests.support import AT, SECRET, Stage, an_ask, make_event, make_person, make_question, make_unit

S = QuestionState
ROAD, LIGHT = Told("Khi nào sửa đường?", "Đường tổ 7 hư."), Told("Khi nào có đèn?", "Hẻm tối.")
LETTERS = Statement("SELECT body FROM outbox_letter WHERE key LIKE {} ORDER BY id")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def in_two(event: EventFacts, stage: Stage = Stage.ADMITTED) -> tuple[QuestionFacts, list[str]]:
    question = await make_question(event, stage)
    codes = await split(question, [ROAD, LIGHT], secret_key=SECRET, by=SYSTEM, at=AT)
    return await question_facts(question.code), codes


async def test_each_part_is_a_question_of_its_own_and_the_original_stays(browser: Browser, event):
    whole, codes = await in_two(event)
    assert whole.state is S.SPLIT
    assert codes == [f"{whole.code}-1", f"{whole.code}-2"]
    rows = await Question.select().order_by(Question.id)
    assert [row["summary"] for row in rows[1:]] == [ROAD.summary, LIGHT.summary]
    assert {(row["name"], row["phone"], row["happened_at"], row["event"]) for row in rows} == {
        (rows[0]["name"], rows[0]["phone"], rows[0]["happened_at"], event.id)
    }
    [letter] = await LETTERS.all("split %")
    assert all(code in letter["body"] for code in codes)
    shown = (await browser.get(await tracked(whole))).text
    own = f"/track/{tracking_token(SECRET, f'part 1 of {whole.code}')}"
    assert own in shown
    assert LIGHT.summary in shown
    part = (await browser.get(own)).text
    assert ROAD.summary in part
    assert await tracked(whole) in part


async def test_the_parts_go_their_own_ways(browser: Browser, event):
    whole, [first, second] = await in_two(event)
    part = await question_facts(first)
    text = PublicText(ROAD.summary, ROAD.detail, "N.T.H.Y.")
    await moderating.admit(part, text, kind=Kind.QUESTION, competence=Competence.CITY, field_id=None, by=SYSTEM, at=AT)
    other = await question_facts(second)
    await withdrawing.withdraw(other, by=Viewer(asks=other.id), at=AT)
    states = [one.state for one in (await by_code(whole.code, day_of(AT))).parts]
    assert states == [S.ADMITTED, S.WITHDRAWN]
    public = await browser.get(f"/questions/{whole.code}")
    assert public.status_code == 200
    assert ROAD.summary in public.text
    assert LIGHT.summary not in public.text


async def test_a_part_is_not_split_again_and_an_original_moves_no_more(event):
    whole, [first, _second] = await in_two(event, Stage.SUBMITTED)
    for code, refusal in ((first, (NotAllowed, Conflict)), (whole.code, Conflict)):
        with pytest.raises(refusal):
            await split(await question_facts(code), [ROAD, LIGHT], secret_key=SECRET, by=SYSTEM, at=AT)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    question = await make_question(event)
    with pytest.raises(NotAllowed):
        await split(question, [ROAD, LIGHT], secret_key=SECRET, by=stranger, at=AT)
    with pytest.raises(Invalid):
        await split(question, [ROAD], secret_key=SECRET, by=SYSTEM, at=AT)


async def test_a_part_shields_its_asker_as_the_whole_does_and_is_erased_with_it(event):
    whole = await make_question(event, Stage.ADMITTED, ask=an_ask(consents={"hide_name": True}))
    await split(whole, [ROAD, LIGHT], secret_key=SECRET, by=SYSTEM, at=AT)
    rows = await Question.select().order_by(Question.id)
    assert {(row["asker_seen_by"], row["visibility"]) for row in rows} == {("coordinator", rows[0]["visibility"])}
    await erase_by_command(await question_facts(whole.code), "Theo yêu cầu của người hỏi.", by=SYSTEM, at=AT)
    rows = await Question.select().order_by(Question.id)
    assert {(row["name"], row["phone"], row["email"], row["address"]) for row in rows} == {("", "", "", "")}
