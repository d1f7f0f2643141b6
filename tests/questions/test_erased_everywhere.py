"""Once an asker is erased no row of any table tells who it was: nor the journal, letters to others, news that left."""

import asyncio
from datetime import datetime, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.journal.piccolo_app import APP_CONFIG as JOURNAL
from app.journal.queries import history
from app.journal.sealing import seal
from app.post import moving, rewording
from app.post.letter import compose
from app.post.outbox import queue
from app.post.piccolo_app import APP_CONFIG as POST
from events.planning.policy import EventFacts
from questions.answers import approving, correcting, drafting, publishing
from questions.answers.draft import Draft, DraftPromise
from questions.answers.oral import correct_oral, record_oral
from questions.apologies.drafting import draft_apologies
from questions.apologies.sending import send_apology
from questions.askers import erasing, own_data
from questions.clearance.flagging import flag
from questions.clocks import pausing
from questions.commitments import deciding, urging
from questions.commitments.facts import commitment_facts
from questions.commitments.objecting import object_to_claim
from questions.commitments.progressing import claim, report_progress
from questions.commitments.states import DueWording
from questions.facts import answer_of, question_facts
from questions.followers.keeping import ask_to_follow
from questions.followers.things import thing_named
from questions.hooks import keeping
from questions.hooks.delivering import delivering_hooks
from questions.merging.joining import join
from questions.opinions import disputing
from questions.oversight import overseeing
from questions.oversight import urging as urging_questions
from questions.piccolo_app import APP_CONFIG as QUESTIONS
from questions.policy import QuestionFacts
from questions.values import Outcome
from tests.questions.desk_browsing import SETTINGS, open_desk
from tests.questions.test_apologies import morning
from tests.questions.test_followers import follow, told
from tests.support import (
    AT,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    SECRET,
    Stage,
    an_ask,
    make_event,
    make_person,
    make_question,
    make_unit,
)  # fmt: skip

WHO = (CANARY_NAME, CANARY_PHONE, "0912 345 678", CANARY_EMAIL)
NAMED = f"Bà {CANARY_NAME} (0912 345 678) đã hỏi."
COMMITMENT = Statement("SELECT code FROM commitment WHERE question = {}")
ASKED = Statement("SELECT id, to_address FROM outbox_letter WHERE key LIKE 'erasure %' ORDER BY id")
deliver_hooks = delivering_hooks(SETTINGS)


async def places_with(words: tuple[str, ...]) -> list[str]:
    """Each table and column in which one of these words stands anywhere."""
    found = set()
    for table in (*QUESTIONS.table_classes, *JOURNAL.table_classes, *POST.table_classes):
        name = table._meta.tablename
        for row in await Statement(f"SELECT * FROM {name}").all():
            act = f" of {row['act']}" if "act" in row else f" of {row['key']}" if "key" in row else ""
            found |= {
                f"{name}.{column}{act}" for column, value in row.items() if any(word in str(value) for word in words)
            }
    return sorted(found)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def erased(question: QuestionFacts, reason: str = "Đồng ý.", at: datetime = AT) -> None:
    await erasing.erase_by_command(await question_facts(question.code), reason, by=SYSTEM, at=at)


async def test_what_officials_typed_about_the_asker_is_nowhere(event: EventFacts) -> None:
    lead = await make_unit("Sở Nông nghiệp và Môi trường")
    ask = an_ask(summary=f"{CANARY_NAME} hỏi giá đất", detail=NAMED, consents={"publish_name": True})
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=ask)
    drafter, leader = [await make_person(lead, role) for role in (Role.DRAFTER, Role.APPROVER)]
    await make_person(lead, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    supervisor = await make_person(event.organiser_id, Role.SUPERVISOR)
    await pausing.pause(question, NAMED, by=coordinator, at=AT)
    await pausing.resume(question, NAMED, by=coordinator, at=AT)
    await urging_questions.urge(question, NAMED, by=coordinator, at=AT)
    await overseeing.comment(question, NAMED, by=supervisor, at=AT)
    await flag(question, NAMED, needs_clearance=True, by=coordinator, at=AT)
    await flag(question, NAMED, needs_clearance=False, by=coordinator, at=AT)
    await draft_apologies(await morning(question, 0))
    await send_apology(
        await question_facts(question.code), reason=NAMED, new_date=day_of(AT) + timedelta(days=67 - AT.weekday()),
        signer_title="", by=leader, at=await morning(question, 1),
    )  # fmt: skip
    promise = DraftPromise(NAMED, lead, "Thông báo", DueWording.WITHIN, days=10)
    draft = Draft(NAMED[:150], NAMED, "Luật Đất đai 2024", Outcome.WILL_BE_DONE, promise=promise)
    for version in range(2):
        answer = await drafting.save_draft(
            await question_facts(question.code), draft, version=version, by=drafter, at=AT
        )
    await drafting.comment(answer, NAMED, by=drafter, at=AT)
    await drafting.submit_for_review(answer, override=NAMED, by=drafter, at=AT)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await approving.approve(answer, by=leader, at=AT)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await publishing.publish(answer, by=coordinator, at=AT)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await correcting.correct(answer, NAMED, NAMED, by=drafter, at=AT)
    await correcting.approve_correction(answer, by=leader, at=AT)
    row = await COMMITMENT.one(question.id)
    assert row is not None
    promised = await commitment_facts(row["code"])
    await report_progress(promised, NAMED, by=leader, at=AT)
    await urging.urge(promised, NAMED, by=coordinator, at=AT)
    await deciding.ask_date(promised, NAMED, day_of(AT) + timedelta(days=40), by=leader, at=AT)
    question = await question_facts(question.code)
    await disputing.dispute(question, NAMED, by=Viewer(asks=question.id), at=AT)
    await disputing.stand_by(await question_facts(question.code), NAMED, by=coordinator, at=AT)
    await own_data.ask_erasure(question, NAMED, by=Viewer(asks=question.id), at=AT)
    await erased(question, NAMED)
    assert await places_with(WHO) == []


async def test_words_spoken_in_the_room_are_nowhere(event: EventFacts) -> None:
    question = await make_question(event, Stage.ADMITTED)

    @atomic
    async def spoken() -> None:
        oral_id = await record_oral(
            question, event.id, unit_id=None, speaker="Giám đốc", body=NAMED, happened_at=AT, by=SYSTEM, at=AT
        )
        await correct_oral(oral_id, event.id, speaker="Giám đốc", body=f"{NAMED} Hai.", by=SYSTEM, at=AT)

    await spoken()
    await erased(question)
    assert await places_with(WHO) == []


async def test_news_that_went_to_followers_and_webhooks_is_nowhere(event: EventFacts) -> None:
    await told()
    await deliver_hooks(AT)
    await keeping.add_hook(
        "Zalo", "https://zalo.example.vn/hook", ("question", "commitment"), may_be_inside=False, by=SYSTEM, at=AT
    )
    lead = await make_unit()
    ask = an_ask(summary=f"{CANARY_NAME} hỏi", consents={"publish_name": True})
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=ask)
    token = await follow(f"question:{question.code}")
    assert token
    await ask_to_follow(
        "khac@vidu.vn", await thing_named(f"question:{question.code}"), secret_key=SECRET, language="vi", at=AT
    )
    drafter, leader = [await make_person(lead, role) for role in (Role.DRAFTER, Role.APPROVER)]
    promise = DraftPromise(NAMED, lead, "Thông báo", DueWording.WITHIN, days=10)
    draft = Draft("Có.", "Có.", "Luật Đất đai 2024", Outcome.WILL_BE_DONE, promise=promise)
    answer = await drafting.save_draft(question, draft, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(answer, override="Đã xem.", by=drafter, at=AT)
    for act in (approving.approve, publishing.publish):
        answer = await answer_of(await question_facts(question.code))
        assert answer is not None
        await act(answer, by=leader if act is approving.approve else SYSTEM, at=AT)
    row = await COMMITMENT.one(question.id)
    assert row is not None
    await report_progress(await commitment_facts(row["code"]), "Đang làm.", by=leader, at=AT)
    await seal(AT)
    await told()
    await deliver_hooks(AT)
    assert "outbox_letter" in {place.partition(".")[0] for place in await places_with(WHO)}
    await erased(question)
    assert await places_with(WHO) == []


async def test_an_asker_whose_question_was_joined_leaves_the_one_that_stands_too(event: EventFacts) -> None:
    lead = await make_unit()
    other = an_ask(name="Lê Văn Khác", address="Nơi khác", phone="+84987650000", email="khac@example.vn", tax_code="")
    stands = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=other)
    joined = await make_question(event, Stage.ADMITTED)
    await join(joined, stands, by=SYSTEM, at=AT)
    drafter, leader = [await make_person(lead, role) for role in (Role.DRAFTER, Role.APPROVER)]
    await draft_apologies(await morning(stands, 0))
    await send_apology(
        await question_facts(stands.code), reason="Chậm.", new_date=day_of(AT) + timedelta(days=67 - AT.weekday()),
        signer_title="", by=leader, at=await morning(stands, 1),
    )  # fmt: skip
    promise = DraftPromise("Làm xong.", lead, "Thông báo", DueWording.WITHIN, days=10)
    draft = Draft("Có.", NAMED, "Luật Đất đai 2024", Outcome.WILL_BE_DONE, promise=promise)
    answer = await drafting.save_draft(await question_facts(stands.code), draft, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(answer, override="Đã xem.", by=drafter, at=AT)
    for act in (approving.approve, publishing.publish):
        answer = await answer_of(await question_facts(stands.code))
        assert answer is not None
        await act(answer, by=leader if act is approving.approve else SYSTEM, at=AT)
    row = await COMMITMENT.one(stands.id)
    assert row is not None
    await claim(await commitment_facts(row["code"]), "Xong.", "12/TB", by=leader, at=AT)
    await object_to_claim(await commitment_facts(row["code"]), NAMED, by=Viewer(asks=stands.id), at=AT)
    await erased(joined)
    assert await places_with(WHO) == []
    assert "Lê Văn Khác" in str(await places_rows("question"))


async def test_who_put_both_questions_keeps_the_letters_about_the_other_one(event: EventFacts) -> None:
    stands, joined = [await make_question(event, Stage.ADMITTED) for _ in range(2)]
    await join(joined, stands, by=SYSTEM, at=AT)
    await erased(joined)
    letters = await places_rows("outbox_letter")
    left = {(row["about_id"], row["state"]) for row in letters if row["to_address"] == CANARY_EMAIL}
    assert left == {(stands.id, "queued")}


async def places_rows(table: str) -> list[dict[str, object]]:
    return await Statement(f"SELECT * FROM {table}").all()


async def test_what_a_letter_said_before_it_was_reworded_is_nowhere(event: EventFacts) -> None:
    question = await make_question(event, Stage.SUBMITTED)
    desk = await make_person(event.organiser_id, Role.COORDINATOR)
    await own_data.ask_erasure(question, NAMED, by=Viewer(asks=question.id), at=AT)
    held = await ASKED.all()
    assert {row["to_address"] for row in held} == {desk.email, CANARY_EMAIL}
    for row in held:
        await moving.hold(row["id"], by=desk, at=AT)
        await rewording.reword(row["id"], f"Về bà {CANARY_NAME}", NAMED, version=0, by=desk, at=AT)
        await rewording.reword(row["id"], "Khác", "Khác", version=1, by=desk, at=AT)
    await erased(question)
    assert await places_with((*WHO, "Xin chào")) == []
    letter = compose("moi@vidu.vn", "Thư mới", ["…"])
    new_id = await atomic(queue)(letter, about=("question", question.id), at=AT)
    assert new_id is not None
    assert await rewording.edits_of(new_id) == []
    assert await history("letter", new_id) == []


async def test_why_a_letter_was_dropped_names_nobody(sqlite_database: str) -> None:
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.SUBMITTED)
    desk = await make_person(event.organiser_id, Role.COORDINATOR)
    await own_data.ask_erasure(question, "Xin xóa.", by=Viewer(asks=question.id), at=AT)
    async with open_desk() as browser:
        for row in await ASKED.all():
            dropped = await browser.post(f"/desk/letters/{row['id']}/drop", desk, {"reason": NAMED})
            assert dropped.status_code == 303
    await erased(question)
    assert await places_with(WHO) == []


async def test_two_who_erase_the_same_at_once_leave_nothing(event: EventFacts) -> None:
    questions = [await make_question(event, Stage.SUBMITTED) for _ in range(4)]
    await asyncio.gather(*(erased(question) for question in questions for _ in range(2)))
    assert await places_with(WHO) == []
