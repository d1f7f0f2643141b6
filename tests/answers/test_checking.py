"""Sending an answer in spite of the check, and a promise that becomes a commitment with its answer."""

import pytest

from app.errors import Invalid
from app.journal.queries import history
from questions.answers import drafting
from questions.answers.draft import Draft, DraftPromise
from questions.answers.states import AnswerState
from questions.commitments.facts import commitment_facts
from questions.commitments.public import commitments_of_question
from questions.commitments.states import CommitmentState, DueWording
from questions.facts import answer_of, question_facts
from questions.values import Outcome
from tests.answers.conftest import WORDS, Writing
from tests.questions.desk_browsing import Desk
from tests.support import AT

EVASIVE = WORDS | {"body": "Sở ghi nhận ý kiến của công ty và sẽ nghiên cứu.", "legal_basis": ""}
WHY = "Văn bản trả lời chi tiết đã gửi riêng cho công ty."
PROMISE = {
    "promise_words": "Ban hành danh mục kiểm tra thống nhất",
    "promise_product": "Danh mục kiểm tra",
    "due_wording": "by",
    "due_day": "2027-01-29",
}


async def test_an_evasive_answer_is_kept_but_sent_only_with_a_reason_that_the_leader_reads(
    desk: Desk, writing: Writing
) -> None:
    sent = EVASIVE | {"version": "0", "then": "review"}
    held = await desk.fill(writing.editor, writing.drafter, sent)
    assert held.status_code == 422
    assert "chỉ ghi nhận" in held.text
    assert 'href="#override"' in held.text
    answer = await answer_of(await question_facts(writing.question.code))
    assert answer is not None
    assert (answer.state, answer.version) == (AnswerState.DRAFTING, 1)

    again = await desk.fill(writing.editor, writing.drafter, sent | {"version": "1", "override": WHY})
    assert again.status_code == 303
    for path, viewer in (
        (await writing.answer_path(), writing.leader),
        (writing.path, writing.leader),
    ):
        assert WHY in (await desk.get(path, viewer)).text
    assert WHY not in (await desk.get(writing.path, writing.coordinator)).text
    entry = (await history("question", writing.question.id))[-1]
    assert entry.reason == WHY
    assert entry.after["findings"] == ["only_noted", "no_basis"]

    approved = await desk.post(f"{await writing.answer_path()}/approval", writing.leader, {"version": "2"})
    assert approved.status_code == 303
    assert WHY in (await desk.get(f"{writing.path}/publication", writing.coordinator)).text


async def test_a_mended_answer_goes_on_without_a_reason(desk: Desk, writing: Writing) -> None:
    await desk.fill(writing.editor, writing.drafter, EVASIVE | {"version": "0", "then": "save"})
    assert "chỉ ghi nhận" in (await desk.get(writing.editor, writing.drafter)).text
    mended = await desk.fill(writing.editor, writing.drafter, WORDS | {"version": "1", "then": "review"})
    assert mended.status_code == 303
    assert "sent it as it is" not in (await desk.get(await writing.answer_path(), writing.leader)).text


async def test_will_be_done_needs_a_promise_and_publishing_makes_it_a_commitment(desk: Desk, writing: Writing) -> None:
    words = WORDS | {"outcome": "will_be_done", "version": "0", "then": "review"}
    owner = str(writing.question.lead_unit_id)
    without = await desk.fill(writing.editor, writing.drafter, words)
    assert without.status_code == 422
    for name in ("promise_words", "promise_product", "due_wording", "promise_owner"):
        assert f'href="#{name}"' in without.text
    given = words | PROMISE | {"promise_owner": owner, "version": "1"}
    assert (await desk.fill(writing.editor, writing.drafter, given)).status_code == 303
    one_page = await writing.answer_path()
    shown = (await desk.get(one_page, writing.leader)).text
    assert PROMISE["promise_words"] in shown
    assert "29/01/2027" in shown
    approval = {"version": "2", "signer_title": "Giám đốc"}
    assert (await desk.post(f"{one_page}/approval", writing.leader, approval)).status_code == 303
    assert await commitments_of_question(writing.question.id, AT) == []
    assert (await desk.fill(f"{writing.path}/publication", writing.coordinator, {})).status_code == 303

    [commitment] = await commitments_of_question(writing.question.id, AT)
    assert commitment.state is CommitmentState.ACTIVE  # its leader approved it with the answer
    assert (commitment.words, commitment.promised_by) == (PROMISE["promise_words"], "Trần Thị Bình, Giám đốc")
    assert str(commitment.due_on) == PROMISE["due_day"]
    assert PROMISE["promise_words"] in (await desk.get(f"/questions/{writing.question.code}", writing.drafter)).text
    assert (await commitment_facts(commitment.code)).question_id == writing.question.id


async def test_half_a_promise_is_kept_with_the_draft_and_gone_with_another_result(desk: Desk, writing: Writing) -> None:
    half = WORDS | {"outcome": "will_be_done", "promise_words": "Làm đường mới", "version": "0", "then": "save"}
    assert (await desk.fill(writing.editor, writing.drafter, half)).status_code == 303
    assert "Làm đường mới" in (await desk.get(writing.editor, writing.drafter)).text
    other = half | {"outcome": "explained", "version": "1"}
    assert (await desk.fill(writing.editor, writing.drafter, other)).status_code == 303
    assert "Làm đường mới" not in (await desk.get(writing.editor, writing.drafter)).text


async def test_the_act_itself_asks_for_the_promise(writing: Writing) -> None:
    draft = Draft(
        WORDS["summary"], WORDS["body"], WORDS["legal_basis"], Outcome.WILL_BE_DONE,
        promise=DraftPromise("Làm đường", writing.question.lead_unit_id, "", DueWording.WITHIN, days=10),
    )  # fmt: skip
    saved = await drafting.save_draft(writing.question, draft, version=0, by=writing.drafter, at=AT)
    with pytest.raises(Invalid) as refused:
        await drafting.submit_for_review(saved, by=writing.drafter, at=AT)
    assert set(refused.value.problems) == {"promise_product"}
