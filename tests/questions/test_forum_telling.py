"""A forum that is moved or cancelled tells its askers, where this moves the date of their answer; nobody twice."""

from datetime import date, timedelta

import pytest

from app.access import SYSTEM
from app.database import Statement
from app.formats import show_date
from events.planning import moving
from events.planning.policy import EventFacts
from events.planning.states import EventState
from questions.clocks.forum_letters import forum_moved
from questions.clocks.forum_telling import is_told
from questions.clocks.keeping import Move
from questions.facts import question_facts
from questions.merging.joining import join
from questions.policy import QuestionFacts
from tests.support import AT, Stage, an_ask, make_event, make_question, make_unit

WHY = "Bão số 5."
LONG_AGO = AT - timedelta(days=60)
LETTERS = Statement(
    "SELECT to_address, subject, body, language, about_id FROM outbox_letter WHERE key LIKE 'forum CH-%'"
)
DUE = Statement("SELECT due_on FROM question WHERE id = {}")


@pytest.fixture
async def forum(database: str) -> EventFacts:
    unit = await make_unit("Trung tâm Xúc tiến đầu tư")
    return await make_event(unit, EventState.COLLECTING, starts_at=AT + timedelta(days=3), at=LONG_AGO, title="Kỳ 9")


async def asked(forum: EventFacts, email: str = "an@vidu.vn", **given: object) -> QuestionFacts:
    return await make_question(forum, Stage.IN_PROGRESS, ask=an_ask(at=LONG_AGO, email=email, **given), at=LONG_AGO)


async def due_on(question: QuestionFacts) -> str:
    row = await DUE.one(question.id)
    assert row is not None
    return show_date(row["due_on"])


async def told() -> dict[str, dict[str, object]]:
    rows = await LETTERS.all()
    assert len({row["to_address"] for row in rows}) == len(rows)
    return {str(row["to_address"]): row for row in rows}


def test_only_a_date_that_became_another_is_told() -> None:
    first, second = date(2026, 9, 4), date(2026, 9, 18)
    assert is_told(Move(first, second))
    for move in (Move(first, first), Move(None, second), Move(first, None)):
        assert not is_told(move)


def test_the_letter_leads_to_the_question_and_to_the_forum_and_leaves_out_a_reason_that_nobody_gave() -> None:
    values = {"code": "CH-1", "title": "Kỳ 9", "day": "05/09/2026", "was": "19/09/2026", "date": "30/09/2026"}
    for is_cancelled, words in ((True, "không được tổ chức"), (False, "ngày khác: 05/09/2026")):
        letter = forum_moved(values | {"reason": ""}, "ky-9", is_cancelled=is_cancelled, to="an@vidu.vn", name="An")
        for part in (words, "19/09/2026", "30/09/2026", "\n/events/ky-9\n", "\n/lookup\n", "CH-1"):
            assert part in letter.body
        assert "Lý do" not in letter.body
        assert "{" not in letter.body


async def test_a_cancelled_forum_tells_each_asker_both_dates_and_why_in_their_language(forum: EventFacts) -> None:
    first, second = await asked(forum), await asked(forum, "binh@vidu.vn", language="en")
    await asked(forum, "")
    before = await due_on(first)
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    letters = await told()
    assert letters.keys() == {"an@vidu.vn", "binh@vidu.vn"}
    body = str(letters["an@vidu.vn"]["body"])
    for words in ("“Kỳ 9” không được tổ chức.", f"Lý do: {WHY}", before, await due_on(first), first.code):
        assert words in body
    assert letters["an@vidu.vn"]["about_id"] == first.id
    assert letters["binh@vidu.vn"]["language"] == "en"
    assert f"Your question {second.code} is answered in writing" in str(letters["binh@vidu.vn"]["subject"])


async def test_a_postponed_forum_tells_once_it_has_a_new_day(forum: EventFacts) -> None:
    question = await asked(forum)
    before = await due_on(question)
    postponed = await moving.postpone(forum, WHY, by=SYSTEM, at=AT)
    assert await told() == {}  # the promised date stands until there is a new day
    starts_at = AT + timedelta(days=60)
    await moving.reschedule(postponed, starts_at, starts_at + timedelta(hours=3), by=SYSTEM, at=AT)
    body = str((await told())["an@vidu.vn"]["body"])
    for words in (show_date(starts_at), before, await due_on(question), f"Lý do: {WHY}"):
        assert words in body


async def test_whose_date_stays_is_not_told(forum: EventFacts) -> None:
    await make_question(forum, Stage.PUBLISHED, at=LONG_AGO)
    await make_question(forum, Stage.ADMITTED, at=LONG_AGO)
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    assert await told() == {}


async def test_whose_question_was_joined_is_told_by_the_own_code(forum: EventFacts) -> None:
    stands = await asked(forum)
    joined = await make_question(forum, ask=an_ask(at=LONG_AGO, email="buoi@vidu.vn"), at=LONG_AGO)
    await join(await question_facts(joined.code), stands, by=SYSTEM, at=LONG_AGO)
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    letters = await told()
    assert letters.keys() == {"an@vidu.vn", "buoi@vidu.vn"}
    assert joined.code in str(letters["buoi@vidu.vn"]["subject"])
