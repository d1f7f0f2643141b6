"""An answer that points to a published one, and a newer answer in the place of an older one."""

from datetime import timedelta

import pytest

from app.access import ANYONE, Role
from app.errors import Conflict, Invalid, NotAllowed
from questions.answers import drafting
from questions.answers.draft import Draft
from questions.facts import answer_of, question_facts
from questions.linking.reading import links_of
from questions.linking.superseding import supersede, unsupersede
from questions.values import Outcome
from tests.answers.conftest import Writing, begin_writing
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

WHY = "Luật mới có hiệu lực."


@pytest.fixture
async def desk(database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def published(days_ago: int = 0):  # type: ignore[no-untyped-def]
    at = AT - timedelta(days=days_ago)
    question = await make_question(await make_event(await make_unit(at=at), at=at), Stage.PUBLISHED, at=at)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    return answer


async def test_an_answer_points_to_a_published_one_while_everyone_can_read_that(desk: Desk) -> None:
    earlier, writing = await published(), await begin_writing()
    words = {"summary": "Đã có trả lời.", "body": "Câu hỏi đã được trả lời trước đây.", "outcome": "explained"}
    sent = words | {"version": "0", "then": "review"}
    wrong = await desk.fill(writing.editor, writing.drafter, sent | {"refers_to": writing.question.code})
    assert wrong.status_code == 422
    assert 'href="#refers_to"' in wrong.text
    right = await desk.fill(writing.editor, writing.drafter, sent | {"refers_to": earlier.question.code.lower()})
    assert right.status_code == 303
    one_page = await writing.answer_path()
    assert f'href="/questions/{earlier.question.code}"' in (await desk.get(one_page, writing.leader)).text
    assert (await desk.post(f"{one_page}/approval", writing.leader, {"version": "1"})).status_code == 303
    await desk.fill(f"{writing.path}/publication", writing.coordinator, {})
    public = f"/questions/{writing.question.code}"
    assert f'href="/questions/{earlier.question.code}"' in (await desk.get(public, ANYONE)).text


async def test_a_newer_answer_stands_in_the_place_of_an_older_one_and_both_pages_say_so(desk: Desk) -> None:
    old, new = await published(3), await published()
    coordinator = await make_person(old.question.organiser_id, Role.COORDINATOR)
    path = f"/desk/questions/{old.question.code}"
    assert f"{path}/superseding" in (await desk.get(path, coordinator)).text
    named = await desk.fill(f"{path}/superseding", coordinator, {"newer": new.question.code, "reason": WHY})
    assert named.status_code == 303
    before = (await desk.get(f"/questions/{old.question.code}", ANYONE)).text
    after = (await desk.get(f"/questions/{new.question.code}", ANYONE)).text
    assert WHY in before
    assert f'href="/questions/{new.question.code}"' in before
    assert f'href="/questions/{old.question.code}"' in after
    with pytest.raises(Conflict):
        await supersede(old, new.question.code, WHY, by=coordinator, at=AT)
    await unsupersede(old, "Nhầm câu hỏi.", by=coordinator, at=AT)
    assert (await links_of(old.question.id)).superseded_by is None


async def test_no_older_own_or_unknown_answer_replaces_one_and_nobody_else_says_so(desk: Desk) -> None:
    old, new = await published(3), await published()
    coordinator = await make_person(new.question.organiser_id, Role.COORDINATOR)
    for code in (old.question.code, new.question.code, "CH-2020-0001"):
        with pytest.raises(Invalid):
            await supersede(new, code, WHY, by=coordinator, at=AT)
    stranger = await make_person(await make_unit(), Role.APPROVER)
    with pytest.raises(NotAllowed):
        await supersede(old, new.question.code, WHY, by=stranger, at=AT)


async def test_the_act_refuses_what_nobody_can_read(desk: Desk) -> None:
    writing: Writing = await begin_writing()
    draft = Draft("", "Xem câu trả lời khác.", "", Outcome.EXPLAINED, refers_to="CH-2020-0001")
    with pytest.raises(Invalid):
        await drafting.save_draft(writing.question, draft, version=0, by=writing.drafter, at=AT)
