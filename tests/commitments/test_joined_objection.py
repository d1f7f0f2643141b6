"""An asker whose question was joined with another one objects to a promise too, and stays unknown and erasable."""

from app.access import SYSTEM, Role, Viewer
from app.database import Statement
from events.planning.seeing import SeenBy
from events.planning.states import EventState
from events.running.room import record_commitment
from questions.answers.publishing import publish
from questions.askers import erasing
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.objecting import object_to_claim
from questions.commitments.progressing import claim
from questions.commitments.queries import commitment_view
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from questions.facts import answer_of, question_facts
from questions.merging.joining import join
from questions.merging.standing import facts_as_asked
from questions.opinions import disputing
from questions.policy import QuestionFacts
from questions.submitting import tracking_token
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import open_desk
from tests.support import (
    AT,
    CANARY_NAME,
    SECRET,
    Stage,
    an_ask,
    make_event,
    make_person,
    make_question,
    make_unit,
)  # fmt: skip

OTHER = {"name": "Lê Văn Khác", "address": "5 đường Khác", "phone": "+84987654321", "email": "khac@vidu.vn"}
WORDS = f"Tôi là {CANARY_NAME}, 0912 345 678: chưa làm gì."
LETTERS = Statement("SELECT body FROM outbox_letter WHERE about_kind = 'commitment'")
SHIELD = Statement("UPDATE question SET asker_seen_by = {} WHERE id = {}")
KEY = Statement("SELECT submission_key FROM question WHERE id = {}")


async def a_claim(seen_by: SeenBy) -> tuple[str, QuestionFacts, QuestionFacts]:
    """Code of the promise, the question that it came from, and one of CANARY_NAME that was joined with it."""
    organiser, owner = await make_unit(), await make_unit()
    event = await make_event(organiser, EventState.IN_SESSION)
    coordinator, leader = await make_person(organiser, Role.COORDINATOR), await make_person(owner, Role.APPROVER)
    stands = await make_question(event, Stage.ADMITTED, ask=an_ask(**OTHER))
    joined = await make_question(event, Stage.ADMITTED, ask=an_ask())
    await SHIELD.run(seen_by.value, joined.id)
    await join(joined, stands, by=SYSTEM, at=AT)
    promise = Promise("Xong.", "Chủ trì", owner, "Danh mục", Due(DueWording.WITHIN, days=10))
    stands = await question_facts(stands.code)
    code = await record_commitment(event, promise, question=stands, happened_at=AT, by=coordinator, at=AT)
    await confirm(await commitment_facts(code), by=leader, at=AT)
    await claim(await commitment_facts(code), "Xong.", "12/KH", by=leader, at=AT)
    return code, stands, await question_facts(joined.code)


async def test_the_name_of_a_shielded_asker_stays_out_of_the_objection(sqlite_database: str):
    code, _stands, joined = await a_claim(SeenBy.COORDINATOR)
    row = await KEY.one(joined.id)
    assert row is not None
    track = f"/track/{tracking_token(SECRET, row['submission_key'])}"
    async with open_desk() as desk:
        hidden = hidden_fields((await desk.get(track, Viewer())).text)
        sent = await desk.client.post(
            f"{track}/commitments/{code}/objection", data=hidden | {"reason": WORDS},
            headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        )  # fmt: skip
    assert sent.status_code == 303, sent.text
    kept = (await commitment_view(code)).notes[0].body
    assert "chưa làm gì" in kept
    for words in [kept, *(row["body"] for row in await LETTERS.all())]:
        assert CANARY_NAME not in words
        assert "345 678" not in words


async def test_the_name_of_a_shielded_asker_stays_out_of_a_dispute_too(sqlite_database: str):
    organiser = await make_unit()
    event = await make_event(organiser, EventState.COLLECTING)
    stands = await make_question(event, Stage.APPROVED, ask=an_ask(**OTHER))
    joined = await make_question(event, Stage.ADMITTED)
    await SHIELD.run(SeenBy.COORDINATOR.value, joined.id)
    await join(joined, stands, by=SYSTEM, at=AT)
    answer = await answer_of(await question_facts(stands.code))
    assert answer is not None
    await publish(answer, by=SYSTEM, at=AT)
    asked = await facts_as_asked(joined.code)
    await disputing.dispute(asked, WORDS, by=Viewer(asks=stands.id), at=AT)
    assert stands.lead_unit_id is not None
    leader, coordinator = [
        await make_person(unit_id, role)
        for unit_id, role in ((stands.lead_unit_id, Role.APPROVER), (organiser, Role.COORDINATOR))
    ]
    async with open_desk() as desk:
        shown = (await desk.get(f"/desk/questions/{stands.code}", leader)).text
        assert "chưa làm gì" in shown
        assert CANARY_NAME not in shown
        assert "345 678" not in shown
        for page in ("", "/ruling"):
            assert CANARY_NAME in (await desk.get(f"/desk/questions/{stands.code}{page}", coordinator)).text


async def test_erasing_takes_the_asker_out_of_the_objection_and_its_letters(database: str):
    code, stands, joined = await a_claim(SeenBy.OFFICIALS)
    facts = await commitment_facts(code)
    await object_to_claim(facts, WORDS, asked_as_id=joined.id, by=Viewer(asks=stands.id), at=AT)
    assert any(CANARY_NAME in row["body"] for row in await LETTERS.all())
    await erasing.erase_by_command(joined, "Theo đề nghị.", by=SYSTEM, at=AT)
    kept = (await commitment_view(code)).notes[0].body
    assert "chưa làm gì" in kept
    for words in [kept, *(row["body"] for row in await LETTERS.all())]:
        assert CANARY_NAME not in words
        assert "345 678" not in words
