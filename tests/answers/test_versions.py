"""Versions of a draft and the difference between them, and what the leaders had before them the last time."""

from questions.answers import approving, drafting
from questions.answers.draft import Draft
from questions.answers.tables import AnswerVersion
from questions.answers.versions import changes, last_sent_before, versions_of
from questions.facts import answer_of, question_facts
from questions.values import Outcome
from tests.answers.conftest import WORDS, Writing
from tests.questions.desk_browsing import Desk
from tests.support import AT

FIRST = Draft("Ngắn", "Có giá đất ngày 01/9.\nDòng <b>hai</b>.", "Luật Đất đai 2024", Outcome.EXPLAINED)
SECOND = Draft("Ngắn", "Có giá đất ngày 05/9.\nDòng <b>hai</b>.", "Luật Đất đai 2024", Outcome.RESOLVED)


async def standing(writing: Writing):  # type: ignore[no-untyped-def]
    answer = await answer_of(await question_facts(writing.question.code))
    assert answer is not None
    return answer


async def sent_twice(writing: Writing) -> None:
    saved = await drafting.save_draft(writing.question, FIRST, version=0, by=writing.drafter, at=AT)
    await drafting.submit_for_review(saved, by=writing.drafter, at=AT)
    await approving.return_to_drafter(await standing(writing), "Sửa ngày.", by=writing.leader, at=AT)
    await drafting.save_draft(writing.question, SECOND, version=1, by=writing.drafter, at=AT)
    saved = await drafting.save_draft(writing.question, SECOND, version=2, by=writing.drafter, at=AT)
    await drafting.submit_for_review(saved, by=writing.drafter, at=AT)


async def test_each_save_is_a_version_and_the_leader_sees_what_changed_since_the_last_one_sent(
    desk: Desk, writing: Writing
) -> None:
    await sent_twice(writing)
    answer = await standing(writing)
    assert [(one.version, one.sent_at is not None) for one in await versions_of(answer.id)] == [
        (3, True), (2, False), (1, True),
    ]  # fmt: skip
    assert await last_sent_before(answer.id, 3) == 1
    found = await changes(answer.id, 1, 3)
    assert found is not None
    assert [part.name for part in found] == ["body", "outcome"]
    shown = (await desk.get(f"/desk/answers/{answer.id}", writing.leader)).text
    assert "01</del>" in shown
    assert "05</ins>" in shown
    assert "<b>hai" not in shown


async def test_any_two_versions_are_compared_by_those_who_may_see_the_draft(desk: Desk, writing: Writing) -> None:
    await sent_twice(writing)
    path = f"{await writing.answer_path()}/versions"
    same = await desk.get(f"{path}?before=2&after=3", writing.drafter)
    assert "giống nhau" in same.text
    part = await desk.get(f"{path}?before=1&after=2", writing.leader, **{"HX-Request": "true"})
    assert part.text.lstrip().startswith("<div")
    assert (await desk.get(path, writing.coordinator)).status_code == 404
    assert (await desk.get(f"{path}?before=1&after=9", writing.drafter)).status_code == 404
    assert (await desk.get(f"{path}?before=x&after=-1", writing.drafter)).status_code in (200, 404)


async def test_a_draft_from_before_versions_were_kept_begins_with_its_text(desk: Desk, writing: Writing) -> None:
    await drafting.save_draft(writing.question, FIRST, version=0, by=writing.drafter, at=AT)
    await AnswerVersion.delete(force=True)
    await desk.fill(writing.editor, writing.drafter, WORDS | {"then": "save"})
    answer = await standing(writing)
    assert [one.version for one in await versions_of(answer.id)] == [2, 1]
    assert await changes(answer.id, 1, 2)
