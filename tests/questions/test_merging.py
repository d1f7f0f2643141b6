"""Questions that ask the same are joined: one answer, and every asker keeps the own question."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, NotAllowed, NotFound
from app.people.unit_keeping import replace_unit
from events.planning.policy import EventFacts
from questions import undoing
from questions.answers import publishing
from questions.askers.erasing import erase_by_command
from questions.askers.portable import own_data
from questions.attachments.reading import open_file
from questions.attachments.tables import Attachment
from questions.clocks import pausing
from questions.facts import answer_of, question_facts
from questions.linking import superseding
from questions.merging.joining import join
from questions.merging.standing import facts_as_asked
from questions.opinions import closing, disputing, rating
from questions.policy import QuestionFacts
from questions.similar.supporting import Support, support, supports_of
from questions.states import QuestionState
from questions.tables import Question
from questions.tracking import by_code
from questions.transfers import transferring
from questions.triage import moderating, withdrawing
from questions.values import Delivery, Rejection
from tests.questions.conftest import Browser
from tests.questions.test_triage_pages import tracked
from tests.support import AT, SECRET, Stage, an_ask, make_event, make_person, make_question, make_unit

S = QuestionState
MINE, THEIRS = "Hẻm 14 ngập nước sau mỗi cơn mưa", "Ngập ở hẻm 14, đề nghị làm cống"
LETTERS = Statement("SELECT key FROM outbox_letter WHERE key LIKE {} ORDER BY id")
DELIVERIES = Statement("SELECT way FROM answer_delivery WHERE question = {} ORDER BY id")
RATINGS = Statement("SELECT question FROM answer_rating ORDER BY question")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def a_question(event: EventFacts, summary: str, stage: Stage, email: str = "hai@congty.vn") -> QuestionFacts:
    return await make_question(event, stage, ask=an_ask(summary=summary, detail="Xin trả lời giúp.", email=email))


async def two(event: EventFacts, stage: Stage = Stage.APPROVED) -> tuple[QuestionFacts, QuestionFacts]:
    """The one that stands, and one that was joined with it before it was answered."""
    stands = await a_question(event, THEIRS, Stage.IN_PROGRESS if stage < Stage.APPROVED else stage, "mot@congty.vn")
    joined = await a_question(event, MINE, Stage.ADMITTED)
    await join(joined, stands, by=SYSTEM, at=AT)
    return await question_facts(stands.code), await question_facts(joined.code)


async def publish(question: QuestionFacts) -> None:
    answer = await answer_of(question)
    assert answer is not None
    await publishing.publish(answer, secret_key=SECRET, by=SYSTEM, at=AT)


async def test_every_asker_is_told_gets_the_answer_and_may_judge_it(browser: Browser, event):
    stands, joined = await two(event)
    assert joined.state is S.MERGED
    assert len(await LETTERS.all("merged %")) == 1
    await publish(stands)
    letters = await LETTERS.all("answered %")
    assert [letter["key"] for letter in letters] == [f"answered {stands.code}", f"answered {joined.code}"]
    assert [row["way"] for row in await DELIVERIES.all(joined.id)] == [Delivery.PORTAL, Delivery.EMAIL]
    path = await tracked(joined)
    shown = (await browser.get(path)).text
    assert MINE in shown
    assert stands.code in shown
    assert f'action="{path}/rating"' in shown
    assert f'action="{path}/dispute"' in shown
    for question in (stands, joined):
        facts = await facts_as_asked(question.code)
        await rating.rate(facts, 4, 5, by=Viewer(asks=facts.id), at=AT)
    assert [row["question"] for row in await RATINGS.all()] == [stands.id, joined.id]
    facts = await facts_as_asked(joined.code)
    await disputing.dispute(facts, "Vẫn còn ngập.", by=Viewer(asks=facts.id), at=AT)
    assert (await question_facts(stands.code)).state is S.DISPUTED
    assert "Vẫn còn ngập." not in (await browser.get(await tracked(stands))).text
    assert "Vẫn còn ngập." in (await browser.get(path)).text
    await disputing.reopen(await question_facts(stands.code), "Cần khảo sát lại.", by=SYSTEM, at=AT)
    assert len(await LETTERS.all("reopened CH%")) >= 2
    assert (await question_facts(joined.code)).dispute_until is None


async def test_an_asker_reads_nothing_of_what_is_between_the_office_and_another_asker(event):
    stands, joined = await two(event)
    seen = await by_code(joined.code, day_of(AT))
    assert seen.summary == MINE
    assert seen.email == "hai@congty.vn"
    assert seen.state is S.IN_PROGRESS
    assert seen.asked_back == ()
    assert seen.stands is not None
    assert seen.stands.code == stands.code
    assert seen.files == ()


async def test_nothing_closes_before_everybody_was_reached_and_had_the_time(event):
    stands, joined = await two(event)
    await publish(stands)
    late = AT + timedelta(days=40)
    hold = Statement("UPDATE question SET dispute_until = NULL WHERE id = {}")
    await hold.run(joined.id)
    assert await closing.silence_closes(late) == 0
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await publishing.record_delivery(
        await question_facts(joined.code), Delivery.PHONE, "", delivered_at=AT, by=coordinator, at=AT
    )
    assert await closing.silence_closes(late) == 1
    assert (await by_code(joined.code, day_of(late))).state is S.CLOSED


async def test_the_public_page_of_a_joined_question_leads_to_the_one_that_stands(browser: Browser, event):
    stands, joined = await two(event)
    led = await browser.get(f"/questions/{joined.code}")
    assert (led.status_code, led.headers["location"]) == (303, f"/questions/{stands.code}")
    await support(stands.code, Support.SAME, "one", "a", secret_key=SECRET, at=AT)
    counts = await supports_of(stands.id)
    assert (counts.same, counts.joined) == (2, 1)


async def test_joining_is_taken_back_with_a_reason_and_each_goes_its_own_way(event):
    stands, joined = await two(event)
    await undoing.reconsider(joined, "Khác hẻm.", by=SYSTEM, at=AT)
    assert (await question_facts(joined.code)).state is S.SUBMITTED
    await publish(await question_facts(stands.code))
    assert [letter["key"] for letter in await LETTERS.all("answered %")] == [f"answered {stands.code}"]
    assert (await supports_of(stands.id)).joined == 0


async def test_those_joined_with_a_joined_one_go_along_and_come_back_with_it(event):
    stands, middle = await two(event)
    last = await a_question(event, "Cống hẻm 14", Stage.SUBMITTED)
    with pytest.raises(Conflict):
        await join(last, middle, by=SYSTEM, at=AT)
    first = await a_question(event, "Hẻm 14 ngập nặng", Stage.ADMITTED)
    await join(last, first, by=SYSTEM, at=AT)
    await join(first, stands, by=SYSTEM, at=AT)
    assert (await supports_of(stands.id)).joined == 3
    assert (await facts_as_asked(last.code)).id == stands.id
    await undoing.reconsider(await question_facts(first.code), "Khác.", by=SYSTEM, at=AT)
    assert (await facts_as_asked(last.code)).id == first.id
    assert (await supports_of(stands.id)).joined == 1


async def test_where_the_one_that_stands_ends_without_an_answer_the_others_go_on_by_themselves(event):
    for end in ("reject", "withdraw"):
        stands = await a_question(event, THEIRS, Stage.SUBMITTED)
        joined = await a_question(event, MINE, Stage.SUBMITTED)
        await join(joined, stands, by=SYSTEM, at=AT)
        if end == "reject":
            await moderating.reject(stands, Rejection.UNCLEAR, "Chưa rõ.", by=SYSTEM, at=AT)
        else:
            await withdrawing.withdraw(stands, by=Viewer(asks=stands.id), at=AT)
        assert (await question_facts(joined.code)).state is S.SUBMITTED
        assert (await by_code(joined.code, day_of(AT))).rejection is None
    assert len(await LETTERS.all("parted %")) == 2


async def test_only_open_questions_of_one_organiser_are_joined_and_only_by_its_coordinator(event):
    question, other = await a_question(event, MINE, Stage.ADMITTED), await make_event(await make_unit(), title="Khác")
    foreign, answered = await make_question(other, Stage.ADMITTED), await make_question(event, Stage.PUBLISHED)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await join(question, foreign, by=coordinator, at=AT)
    with pytest.raises(NotAllowed):
        await join(question, question, by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await join(question, answered, by=coordinator, at=AT)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await join(question, await a_question(event, THEIRS, Stage.ADMITTED), by=stranger, at=AT)


async def test_questions_of_a_merged_organiser_and_of_its_successor_are_joined(event):
    question = await a_question(event, MINE, Stage.ADMITTED)
    successor, yesterday = await make_unit("Sở Tài chính"), day_of(AT) - timedelta(days=1)
    await replace_unit(event.organiser_id, successor, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    stands = await a_question(await make_event(successor), THEIRS, Stage.ADMITTED)
    await join(question, stands, by=await make_person(successor, Role.COORDINATOR), at=AT)
    assert (await question_facts(question.code)).state is S.MERGED


async def test_files_of_the_answer_are_open_to_every_asker_and_those_of_another_asker_are_not(event):
    stands, joined = await two(event)
    await publish(stands)
    await Question.update({Question.visibility: "officials"}).where(Question.id == stands.id)
    answer = await answer_of(stands)
    assert answer is not None
    files = [
        Attachment(**{owner: of}, stored=owner, name="a.pdf", kind="pdf", size=1, sha256="0" * 64, added_at=AT)
        for owner, of in (("answer", answer.id), ("question", stands.id))
    ]
    await Attachment.insert(*files)
    of_answer, of_asker = [row["id"] for row in await Attachment.select(Attachment.id).order_by(Attachment.id)]
    asker = Viewer(asks=joined.id)
    assert (await open_file(of_answer, asker)).name == "a.pdf"
    with pytest.raises(NotFound):
        await open_file(of_asker, asker)


BODIES = Statement("SELECT body FROM outbox_letter WHERE to_address = {} AND key LIKE 'disputed %'")
TO = Statement("SELECT key FROM outbox_letter WHERE to_address = 'hai@congty.vn' ORDER BY id")


async def test_everybody_who_asked_is_told_of_a_transfer_and_of_a_newer_answer(event):
    stands, joined = await two(event)
    await transferring.transfer(stands, await make_unit("Sở Xây dựng"), "Thuộc Sở Xây dựng.", by=SYSTEM, at=AT)
    told = await LETTERS.all("transferred CH-%")
    assert {row["key"].split()[1] for row in told} == {stands.code, joined.code}
    stands, joined = await two(event, Stage.APPROVED)
    await publish(stands)
    newer = await make_question(event, Stage.PUBLISHED)
    answer = await answer_of(await question_facts(stands.code))
    assert answer is not None
    await superseding.supersede(answer, newer.code, "Luật mới.", by=SYSTEM, at=AT)
    told = await LETTERS.all("superseded %")
    assert [row["key"].split()[1] for row in told] == [stands.code, joined.code]


async def test_whoever_joined_is_erased_from_every_letter_about_the_question_that_stands(event):
    stands, joined = await two(event)
    await pausing.pause(stands, "Chờ ý kiến Bộ.", by=SYSTEM, at=AT)
    assert [row["key"].split()[0] for row in await TO.all()][-1] == "clock_paused"
    await erase_by_command(joined, "Theo yêu cầu.", by=SYSTEM, at=AT)
    assert await TO.all() == []


async def test_what_one_of_several_askers_disputes_stays_with_that_one(event):
    stands = await a_question(event, THEIRS, Stage.APPROVED, "mot@congty.vn")
    ask = an_ask(name="Lý Thị Kín", summary=MINE, email="hai@congty.vn", consents={"hide_name": True})
    joined = await make_question(event, Stage.ADMITTED, ask=ask)
    await join(joined, stands, by=SYSTEM, at=AT)
    await publish(await question_facts(stands.code))
    leader = await make_person(stands.lead_unit_id, Role.APPROVER)
    facts = await facts_as_asked(joined.code)
    await disputing.dispute(facts, "Tôi là Lý Thị Kín, vẫn ngập.", by=Viewer(asks=facts.id), at=AT)
    [letter] = await BODIES.all(leader.email)
    assert "vẫn ngập" in letter["body"]
    assert "Lý Thị Kín" not in letter["body"]
    assert [len((await own_data(one.id))["disputes"]) for one in (stands, joined)] == [0, 1]
    await erase_by_command(await question_facts(joined.code), "Theo yêu cầu.", by=SYSTEM, at=AT)
    assert "Lý Thị Kín" not in (await own_data(joined.id))["disputes"][0]["reason"]
