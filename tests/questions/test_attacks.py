"""Attempts to get an act through that its rule forbids: with facts as old as a request that was slow to arrive."""

from dataclasses import replace

import pytest

from app.access import SYSTEM, Role, Viewer
from app.database import Statement
from app.errors import Conflict, NotAllowed
from questions import assigning
from questions.answers import approving, drafting
from questions.answers.draft import Draft
from questions.answers.policy import AnswerFacts
from questions.facts import answer_facts, answer_of, question_facts
from questions.states import QuestionState
from questions.values import Decline, Outcome
from tests.questions.conftest import Browser
from tests.support import AT, SUMMARY, Stage, an_ask, make_event, make_person, make_question, make_unit, send

BODIES = Statement("SELECT body FROM outbox_letter ORDER BY id")
OWN_WORDS = Draft("Lời của lãnh đạo", "Lãnh đạo tự viết câu trả lời này.", "Luật Đất đai 2024", Outcome.EXPLAINED)


async def _in_review(lead: int) -> AnswerFacts:
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.IN_REVIEW, lead_unit_id=lead)
    answer = await answer_of(question)
    assert answer is not None
    return answer


async def _rewritten_by(leader: Viewer, seen: AnswerFacts) -> AnswerFacts:
    """The leader returns the draft, writes it anew and sends it for approval again."""
    await approving.return_to_drafter(seen, "Cần sửa.", by=leader, at=AT)
    question = await question_facts(seen.question.code)
    saved = await drafting.save_draft(question, OWN_WORDS, version=seen.version, by=leader, at=AT)
    await drafting.submit_for_review(saved, by=leader, at=AT)
    return await answer_facts(seen.id)


async def test_a_leader_cannot_approve_own_words_with_a_request_begun_before_writing_them(database: str) -> None:
    lead = await make_unit()
    leader = await make_person(lead, Role.APPROVER)
    seen = await _in_review(lead)
    now_stored = await _rewritten_by(leader, seen)
    with pytest.raises(NotAllowed):
        await approving.approve(replace(seen, version=now_stored.version), by=leader, at=AT)
    with pytest.raises(Conflict):
        await approving.approve(seen, by=leader, at=AT)


async def test_a_guessed_version_does_not_take_another_writer_from_the_authors(database: str) -> None:
    lead = await make_unit()
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.DRAFTED, lead_unit_id=lead)
    writer = await make_person(lead, Role.DRAFTER)
    with pytest.raises(Conflict):
        await drafting.save_draft(question, OWN_WORDS, version=2, by=writer, at=AT)


async def test_a_unit_cannot_give_back_what_was_assigned_to_another_one_meanwhile(database: str) -> None:
    event = await make_event(await make_unit())
    first, second = await make_unit(), await make_unit()
    seen = await make_question(event, Stage.OFFERED, lead_unit_id=first)
    focal = await make_person(first, Role.FOCAL)
    await assigning.decline(seen, Decline.OTHER_AGENCY, "Không phải việc của Sở.", by=focal, at=AT)
    await assigning.assign(await question_facts(seen.code), second, by=SYSTEM, at=AT)
    for act in (
        lambda: assigning.accept(seen, by=focal, at=AT),
        lambda: assigning.decline(seen, Decline.OTHER_AGENCY, "Lần nữa.", by=focal, at=AT),
    ):
        with pytest.raises(Conflict):
            await act()
    present = await question_facts(seen.code)
    assert (present.state, present.lead_unit_id) == (QuestionState.OFFERED, second)


async def test_the_phone_behind_a_code_is_not_guessed_with_ever_new_browsers(browser: Browser, database: str) -> None:
    question = await make_question(await make_event(await make_unit()))
    answers = []
    for guess in range(30):
        browser.client.cookies.clear()
        phone = f"0987 654 {guess:03}"
        answers.append((await browser.fill("/lookup", {"code": question.code, "phone": phone})).status_code)
    assert answers[0] == 422
    assert answers[-1] == 429
    browser.client.cookies.clear()
    other = await browser.fill("/lookup", {"code": "CH-2020-0001", "phone": "0987 654 000"})
    assert other.status_code == 422


async def test_a_receipt_carries_no_link_of_a_stranger_to_somebody_elses_mail_box(database: str) -> None:
    event = await make_event(await make_unit())
    for name, summary in (("Trúng thưởng http://evil.example", SUMMARY), ("Lê Thị Ba", "Nhận quà tại EVIL.VN/a ngay")):
        await send(event, an_ask(summary, name=name))
    await send(event, an_ask("Bao giờ UBND TP.HCM trả lời?", name="Lê Thị Ba"))
    bodies = [row["body"] for row in await BODIES.all()]
    assert "evil" not in "".join(bodies[:2]).lower()
    assert "TP.HCM" in bodies[2]
    assert all("/track/" in body for body in bodies)
