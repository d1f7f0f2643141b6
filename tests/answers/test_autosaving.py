"""What is typed and not saved yet survives a crash, and nobody's words are overwritten."""

from app.access import Role
from questions.answers.autosaving import autosave, unsaved_of
from questions.answers.tables import AnswerAutosave
from questions.facts import answer_of
from tests.answers.conftest import WORDS, Writing, begin_writing
from tests.questions.desk_browsing import Desk
from tests.support import AT, make_person

TYPED = WORDS | {"body": "Chữ gõ dở, chưa lưu.", "version": "0"}


async def keep(desk: Desk, writing: Writing, viewer=None, **typed: str):  # type: ignore[no-untyped-def]
    return await desk.post(f"{writing.editor}/autosave", viewer or writing.drafter, TYPED | typed)


async def test_what_was_typed_comes_back_after_a_crash_and_is_no_version(desk: Desk, writing: Writing) -> None:
    kept = await keep(desk, writing)
    assert kept.status_code == 200
    assert "được giữ lúc" in kept.text
    assert "<html" not in kept.text
    assert await answer_of(writing.question) is None
    again = (await desk.get(writing.editor, writing.drafter)).text
    assert "Chữ gõ dở, chưa lưu." in again
    assert "data-kept-at" in again
    colleague = await make_person(writing.question.lead_unit_id, Role.DRAFTER)
    assert "Chữ gõ dở" not in (await desk.get(writing.editor, colleague)).text


async def test_saving_ends_it_and_so_does_going_back_to_the_saved_text(desk: Desk, writing: Writing) -> None:
    await keep(desk, writing)
    await desk.fill(writing.editor, writing.drafter, WORDS | {"version": "0", "then": "save"})
    assert not await AnswerAutosave.exists()
    await keep(desk, writing, version="1")
    dropped = await desk.post(f"{writing.editor}/unsaved", writing.drafter)
    assert dropped.status_code == 303
    assert "Chữ gõ dở" not in (await desk.get(writing.editor, writing.drafter)).text


async def test_of_two_writers_each_keeps_an_own_copy_and_learns_of_the_other(desk: Desk, writing: Writing) -> None:
    colleague = await make_person(writing.question.lead_unit_id, Role.DRAFTER, name="Ngô Văn Bảy")
    await keep(desk, writing)
    also = await keep(desk, writing, colleague, body="Lời của người khác.")
    assert "Lê Thị Soạn" in also.text
    await desk.fill(writing.editor, colleague, WORDS | {"body": "Lời đã lưu trước.", "version": "0", "then": "save"})
    behind = await keep(desk, writing)
    assert "Bản 1" in behind.text
    both = (await desk.get(writing.editor, writing.drafter)).text
    assert "Lời đã lưu trước." in both
    assert "Chữ gõ dở, chưa lưu." in both
    late = await desk.post(writing.editor, writing.drafter, TYPED | {"then": "save"})
    assert late.status_code == 409


async def test_what_came_too_late_or_is_too_long_is_said_in_a_line(desk: Desk, writing: Writing) -> None:
    assert (await keep(desk, writing, writing.coordinator)).status_code == 403
    long = await keep(desk, writing, body="a" * 70_000)
    assert long.status_code == 422
    assert "<html" not in long.text
    await desk.fill(writing.editor, writing.drafter, WORDS | {"version": "0", "then": "review"})
    late = await keep(desk, writing, version="1")
    assert late.status_code == 409
    assert "<html" not in late.text


async def test_a_later_copy_takes_the_place_of_the_one_before_on_both_engines(database: str) -> None:
    writing = await begin_writing()
    for number in (1, 2):
        await autosave(writing.question, {"body": f"Lần {number}"}, version=0, by=writing.drafter, at=AT)
    unsaved = await unsaved_of(writing.question, writing.drafter)
    assert unsaved is not None
    assert unsaved.typed == {"body": "Lần 2"}
    assert await AnswerAutosave.count() == 1
