"""Acts taken back: who may, what stays, what everyone reads in their place."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions import assigning, letters, undoing
from questions.answers import approving, drafting, publishing, unpublishing
from questions.answers import policy as answer_policy
from questions.answers.draft import Draft
from questions.answers.reading import answer_view
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts
from questions.opinions import closing
from questions.public import public_question, removed_question
from questions.public_lists import all_questions
from questions.reading import assignments_of, question_view
from questions.search import asked_words, search
from questions.states import QuestionState, Visibility
from questions.triage.moderating import PublicText, edit_public_text
from questions.values import Delivery, Outcome
from tests.support import AT, Stage, make_event, make_person, make_question, make_rejected, make_unit

LETTERS = Statement("SELECT subject FROM outbox_letter ORDER BY id")
DRAFT = Draft("Tháng này.", "Thông báo trong tháng này.", "Luật Đất đai 2024", Outcome.EXPLAINED)
WHY = "Giao nhầm đơn vị."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def answer_to(code: str):  # type: ignore[no-untyped-def]
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    return answer


async def test_an_assignment_is_taken_back_with_a_reason_and_its_history_stays(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    wrong, right = await make_unit(), await make_unit()
    question = await make_question(event, Stage.APPROVED, lead_unit_id=wrong, helper_ids=(right,))
    due_before = (await question_view(question, SYSTEM)).due_on
    drafted = await answer_to(question.code)
    with pytest.raises(Invalid):
        await undoing.unassign(question, " ", by=coordinator, at=AT)

    await undoing.unassign(question, WHY, by=coordinator, at=AT)

    back, answer = await question_facts(question.code), await answer_to(question.code)
    assert (back.state, back.lead_unit_id, back.assigned_unit_ids) == (QuestionState.ADMITTED, None, frozenset())
    assert (await question_view(back, SYSTEM)).due_on == due_before
    assert [row.state for row in await assignments_of(back)] == ["withdrawn", "withdrawn"]
    assert (answer.state, answer.version, answer.author_ids) == (
        AnswerState.DRAFTING, drafted.version, drafted.author_ids,
    )  # fmt: skip
    assert (await answer_view(answer)).approver is None
    acts = [entry.act for entry in await history("question", question.id)]
    assert acts[-3:] == ["question.unassign", "answer.recall", "part.withdraw"]


async def test_the_unit_is_told_and_its_draft_is_no_longer_in_its_work(event):
    first, second = await make_unit("Sở Một"), await make_unit("Sở Hai")
    question = await make_question(event, Stage.DRAFTED, lead_unit_id=first)
    drafter = await make_person(first, Role.DRAFTER)
    seen = await answer_to(question.code)
    await undoing.unassign(question, WHY, by=SYSTEM, at=AT)
    assert any("không còn giao cho đơn vị" in letter["subject"] for letter in await LETTERS.all())
    with pytest.raises(Conflict):
        await drafting.submit_for_review(seen, by=drafter, at=AT)
    with pytest.raises(Conflict):
        await drafting.submit_for_review(await answer_to(question.code), by=drafter, at=AT)
    with pytest.raises(Conflict):
        await drafting.save_draft(question, DRAFT, version=seen.version, by=drafter, at=AT)

    await assigning.assign(await question_facts(question.code), second, by=SYSTEM, at=AT)
    focal = await make_person(second, Role.FOCAL)
    await assigning.accept(await question_facts(question.code), by=focal, at=AT)
    assert answer_policy.may_see_draft(focal, await answer_to(question.code))
    again = await question_facts(question.code)
    saved = await drafting.save_draft(again, DRAFT, version=seen.version, by=focal, at=AT)
    assert (saved.unit_id, saved.version) == (second, seen.version + 1)


async def test_only_a_coordinator_takes_an_assignment_back_and_not_once_it_is_answered(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    with pytest.raises(NotAllowed):
        await undoing.unassign(question, WHY, by=await make_person(question.lead_unit_id, Role.FOCAL), at=AT)
    answered = await make_question(event, Stage.PUBLISHED)
    with pytest.raises(Conflict):
        await undoing.unassign(answered, WHY, by=SYSTEM, at=AT)


async def test_a_first_decision_is_taken_back_either_way(event):
    for question in (await make_question(event, Stage.ADMITTED), await make_rejected(event)):
        await undoing.reconsider(question, "Đã xếp nhầm.", by=SYSTEM, at=AT)
        back = await question_facts(question.code)
        view = await question_view(back, SYSTEM)
        assert (back.state, view.rejection, view.rejection_text) == (QuestionState.SUBMITTED, None, "")
    taken_off = await removed_question(await first_code())
    assert taken_off is not None
    assert taken_off.reason == "Đã xếp nhầm."
    assert await removed_question(question.code) is None  # nobody but its asker ever read it
    subjects = [letter["subject"] for letter in await LETTERS.all()]
    assert sum("xem xét lại" in subject for subject in subjects) == 2


async def first_code() -> str:
    row = await Statement("SELECT code FROM question ORDER BY id LIMIT 1").one()
    assert row is not None
    return str(row["code"])


async def test_an_approved_answer_is_recalled_and_needs_a_new_approval(event):
    question = await make_question(event, Stage.APPROVED)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    drafter = await make_person(question.lead_unit_id, Role.DRAFTER)
    with pytest.raises(NotAllowed):
        await undoing.recall(await answer_to(question.code), "Sai số.", by=drafter, at=AT)
    seen = await answer_to(question.code)
    await undoing.recall(seen, "Sai số.", by=coordinator, at=AT)
    assert (await answer_to(question.code)).state is AnswerState.DRAFTING
    with pytest.raises(Conflict):
        await publishing.publish(seen, by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await publishing.publish(await answer_to(question.code), by=coordinator, at=AT)

    await drafting.submit_for_review(await answer_to(question.code), by=drafter, at=AT)
    await undoing.recall(await answer_to(question.code), "Gửi nhầm.", by=drafter, at=AT)
    assert (await answer_to(question.code)).state is AnswerState.DRAFTING
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    with pytest.raises(Conflict):
        await approving.approve(await answer_to(question.code), by=leader, at=AT)


async def test_a_question_leaves_the_public_pages_the_search_and_comes_back(event):
    question = await make_question(event, Stage.PUBLISHED, public_summary="Bến phà Cái Sơn bao giờ sửa?")
    words = asked_words("bến phà cái sơn")
    assert (await search(words, 1)).items

    await unpublishing.take_off(question, "Nêu tên người khác.", by=SYSTEM, at=AT)
    gone = await removed_question(question.code)
    assert gone is not None
    assert (gone.code, gone.at, gone.reason) == (question.code, AT, "Nêu tên người khác.")
    assert not (await search(words, 1)).items
    assert not (await all_questions(1)).items
    assert (await question_view(question, SYSTEM)).public_summary == "Bến phà Cái Sơn bao giờ sửa?"
    with pytest.raises(Conflict):
        await unpublishing.take_off(question, "Lần nữa.", by=SYSTEM, at=AT)

    await unpublishing.put_back(await question_facts(question.code), by=SYSTEM, at=AT)
    assert await removed_question(question.code) is None
    assert (await search(words, 1)).items
    assert (await public_question(question.code)).answer is not None


async def test_an_answer_is_taken_down_alone_and_published_again_word_for_word(event):
    question = await make_question(event, Stage.PUBLISHED, answer="Giá đất nông nghiệp là 120.000 đồng.")
    before = (await public_question(question.code)).answer
    to_the_asker = Statement("SELECT state FROM outbox_letter WHERE key = {}")
    assert (await to_the_asker.one(letters.key_of_answer(question.code)))["state"] == "queued"
    words = asked_words("120.000 nông nghiệp")
    await unpublishing.take_down(await answer_to(question.code), "Nhầm bảng giá.", by=SYSTEM, at=AT)

    shown = await public_question(question.code)
    assert (shown.state, shown.answer) == (QuestionState.ANSWERED, None)
    assert shown.removed_answer is not None
    assert shown.removed_answer.reason == "Nhầm bảng giá."
    assert (await to_the_asker.one(letters.key_of_answer(question.code)))["state"] == "held"  # it carries the text
    assert not (await search(words, 1)).items
    taken_down = await answer_to(question.code)
    assert answer_policy.may_see_draft(await make_person(event.organiser_id, Role.COORDINATOR), taken_down)
    with pytest.raises(Conflict):  # its text never changes
        await drafting.save_draft(
            replace(question, state=QuestionState.IN_PROGRESS), DRAFT, version=1,
            by=await make_person(question.lead_unit_id, Role.DRAFTER), at=AT,
        )  # fmt: skip

    await unpublishing.put_answer_back(taken_down, by=SYSTEM, at=AT)
    assert (await public_question(question.code)).answer == before
    assert (await search(words, 1)).items


DELIVERED = Statement("SELECT way FROM answer_delivery WHERE question = {} ORDER BY id")
LETTER = Statement("SELECT state FROM outbox_letter WHERE key = {}")


async def test_taken_off_the_public_pages_an_answer_still_goes_to_its_asker(event):
    question = await make_question(event, Stage.PUBLISHED)
    await unpublishing.take_off(question, "Nêu tên người khác.", by=SYSTEM, at=AT)
    assert (await LETTER.one(letters.key_of_answer(question.code)))["state"] == "queued"
    assert (await question_facts(question.code)).dispute_until == question.dispute_until


async def test_an_answer_whose_letter_was_kept_back_has_reached_nobody_until_it_leaves(event):
    question = await make_question(event, Stage.PUBLISHED)
    await unpublishing.take_down(await answer_to(question.code), "Nhầm bảng giá.", by=SYSTEM, at=AT)
    assert [row["way"] for row in await DELIVERED.all(question.id)] == ["portal"]
    assert (await question_facts(question.code)).dispute_until is None
    assert await closing.silence_closes(AT + timedelta(days=60)) == 0
    later = AT + timedelta(days=40)
    await unpublishing.put_answer_back(await answer_to(question.code), by=SYSTEM, at=later)
    assert (await LETTER.one(letters.key_of_answer(question.code)))["state"] == "queued"
    assert [row["way"] for row in await DELIVERED.all(question.id)] == ["portal", "email"]
    until = (await question_facts(question.code)).dispute_until
    assert until is not None
    assert until > day_of(later)


async def test_an_answer_that_has_left_or_was_handed_over_stays_delivered(event):
    sent, handed = await make_question(event, Stage.PUBLISHED), await make_question(event, Stage.PUBLISHED)
    await Statement("UPDATE outbox_letter SET state = 'sent' WHERE key = {}").run(letters.key_of_answer(sent.code))
    await publishing.record_delivery(handed, Delivery.IN_PERSON, "", delivered_at=AT, by=SYSTEM, at=AT)
    for question in (sent, handed):
        await unpublishing.take_down(await answer_to(question.code), "Nhầm bảng giá.", by=SYSTEM, at=AT)
        assert (await question_facts(question.code)).dispute_until == question.dispute_until
    await unpublishing.put_answer_back(await answer_to(sent.code), by=SYSTEM, at=AT)
    assert (await LETTER.one(letters.key_of_answer(sent.code)))["state"] == "sent"


async def test_what_everyone_could_read_is_never_hidden_by_an_edit(event):
    question = await make_question(event, Stage.ADMITTED)
    hidden = PublicText("Hẻm ngập", "Mưa lớn", "N.V.A.", Visibility.OFFICIALS)
    with pytest.raises(Invalid):
        await edit_public_text(question, hidden, by=SYSTEM, at=AT)
    await unpublishing.take_off(question, "Cần sửa lời.", by=SYSTEM, at=AT)
    off = await question_facts(question.code)
    with pytest.raises(Invalid):
        await edit_public_text(off, replace(hidden, visibility=Visibility.PUBLIC), by=SYSTEM, at=AT)
    await edit_public_text(off, replace(hidden, visibility=Visibility.TAKEN_OFF), by=SYSTEM, at=AT)
    await unpublishing.put_back(off, by=SYSTEM, at=AT)
    assert (await public_question(question.code)).summary == "Hẻm ngập"
