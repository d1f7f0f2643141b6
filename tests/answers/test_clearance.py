"""Clearance: flagged, approved in the unit, cleared by the chair's office, or skipped with a reason."""

import asyncio

import pytest

from app.access import Role, Viewer
from app.errors import Conflict, NotAllowed
from app.journal.queries import history
from questions.answers import approving, drafting
from questions.answers.draft import Draft
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.clearance import clearing, flagging
from questions.facts import answer_of, question_facts
from questions.undoing import unassign
from questions.values import Outcome
from tests.answers.conftest import WORDS, Writing, begin_writing
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, make_person

WHY = "Việc liên quan nhiều hộ dân."


@pytest.fixture
async def desk(database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def standing(writing: Writing) -> AnswerFacts:
    answer = await answer_of(await question_facts(writing.question.code))
    assert answer is not None
    return answer


async def waiting() -> tuple[Writing, Viewer]:
    """An answer that its unit approved and that waits for clearance, and who clears it."""
    writing = await begin_writing()
    clearer = await make_person(writing.question.organiser_id, Role.CLEARANCE, name="Tô Thị Chi")
    await flagging.flag(writing.question, WHY, needs_clearance=True, by=writing.coordinator, at=AT)
    draft = Draft(WORDS["summary"], WORDS["body"], WORDS["legal_basis"], Outcome.EXPLAINED)
    question = await question_facts(writing.question.code)
    saved = await drafting.save_draft(question, draft, version=0, by=writing.drafter, at=AT)
    await drafting.submit_for_review(saved, by=writing.drafter, at=AT)
    await approving.approve(await standing(writing), by=writing.leader, at=AT)
    return writing, clearer


async def test_a_flagged_answer_is_cleared_on_its_page_before_it_is_published(desk: Desk) -> None:
    writing, clearer = await waiting()
    page = await writing.answer_path()
    assert (await standing(writing)).state is AnswerState.CLEARANCE
    assert (await desk.post(f"{writing.path}/publication", writing.coordinator, {"version": "1"})).status_code == 409
    assert "/desk/questions?work=to_clear" in (await desk.get("/work", clearer)).text
    opened = (await desk.get(page, clearer)).text
    assert f'action="{page}/clearance"' in opened
    assert WHY in opened, "whoever clears it reads why it was flagged"
    assert (await desk.post(f"{page}/clearance", writing.leader, {"version": "1"})).status_code == 403
    assert (await desk.post(f"{page}/clearance", clearer, {"version": "1"})).status_code == 303
    shown = (await desk.get(f"{writing.path}/publication", writing.coordinator)).text
    assert "Tô Thị Chi" in shown
    assert (await desk.fill(f"{writing.path}/publication", writing.coordinator, {})).status_code == 303
    acts = [entry.act for entry in await history("question", writing.question.id)]
    assert acts[-4:] == ["answer.pass_on", "answer.clear", "answer.publish", "question.answer"]


async def test_skipping_it_needs_a_reason_that_stands_beside_the_answer(desk: Desk) -> None:
    writing, _clearer = await waiting()
    page = await writing.answer_path()
    without = await desk.post(f"{page}/clearance-skip", writing.coordinator, {"version": "1", "reason": " "})
    assert without.status_code == 422
    skipped = await desk.post(f"{page}/clearance-skip", writing.coordinator, {"version": "1", "reason": "Bão số 3."})
    assert skipped.status_code == 303
    assert "Bão số 3." in (await desk.get(f"{writing.path}/publication", writing.coordinator)).text
    assert "Bão số 3." in (await desk.get(writing.path, writing.coordinator)).text


async def test_returned_from_clearance_it_is_a_draft_and_nothing_ruled_before_counts(desk: Desk) -> None:
    writing, clearer = await waiting()
    await approving.return_to_drafter(await standing(writing), "Nêu số liệu.", by=clearer, at=AT)
    assert (await standing(writing)).state is AnswerState.DRAFTING
    assert await clearing.cleared_of((await standing(writing)).id) is None


async def test_of_two_one_clears_it_and_a_question_taken_back_leaves_clearance(desk: Desk) -> None:
    writing, clearer = await waiting()
    other = await make_person(writing.question.organiser_id, Role.CLEARANCE)
    answer = await standing(writing)
    ended = await asyncio.gather(
        *(clearing.clear(answer, by=one, at=AT) for one in (clearer, other)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ended) == ["Conflict", "NoneType"]
    again, _clearer = await waiting()
    await unassign(await question_facts(again.question.code), "Giao nhầm.", by=again.coordinator, at=AT)
    assert (await standing(again)).state is AnswerState.DRAFTING


async def test_the_flag_is_the_coordinators_and_rests_while_the_answer_is_judged(desk: Desk) -> None:
    writing, _clearer = await waiting()
    with pytest.raises(NotAllowed):
        await flagging.flag(writing.question, WHY, needs_clearance=False, by=writing.leader, at=AT)
    with pytest.raises(Conflict):
        await flagging.flag(writing.question, WHY, needs_clearance=False, by=writing.coordinator, at=AT)
    fresh = await begin_writing()
    flagged = await desk.fill(f"{fresh.path}/clearance", fresh.coordinator, {"reason": WHY})
    assert flagged.status_code == 303
    assert WHY in (await desk.get(fresh.path, fresh.coordinator)).text
