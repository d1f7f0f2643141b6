"""A promise that came of a report on officials is for those who work on it: not for everyone, never for that unit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Invalid, NotFound
from app.people.keeping import grant
from events.planning.queries import event_facts
from events.planning.states import EventState
from events.planning.tables import Event
from events.running.forum import forum
from events.running.room import record_commitment
from events.running.room_view import room_view
from exports.finding.desk import find_on_desk, thing_with_code
from exports.finding.public import find_in_public, public_thing_with_code
from exports.gathering import minutes_facts
from questions import assigning
from questions.answers import approving, drafting, publishing
from questions.answers.draft import Draft, DraftPromise
from questions.attachments.policy import AttachmentFacts, is_public, may_open
from questions.commitments import policy, urging
from questions.commitments.deciding import ask_date, refuse_date
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.public import commitments_of_question, overdue_count, public_commitment
from questions.commitments.public_lists import Filter, commitments, owners
from questions.commitments.queries import commitments as desk_commitments
from questions.commitments.reassigning import reassign
from questions.commitments.recording import Promise
from questions.commitments.seeing import seen_by
from questions.commitments.states import DueWording
from questions.commitments.waiting import groups_of
from questions.facts import answer_of, question_facts, question_facts_by_id
from questions.followers.things import thing_named
from questions.news.feed import as_news
from questions.reminding.reminding import remind_of_commitment
from questions.states import Visibility
from questions.triage import moderating
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind, Outcome
from tests.questions.desk_browsing import open_desk
from tests.support import AT, SUMMARY, Stage, make_event, make_person, make_question, make_unit

WORDS = "Thanh tra việc cán bộ to tiếng tại quầy 3"
DAY = day_of(AT)


class Reported:
    """A promise made in the answer to a report on officials of a unit, and the people around it."""

    slug: str
    code: str
    question_id: int
    unit_id: int
    concerned: Viewer
    leader: Viewer
    coordinator: Viewer
    stranger: Viewer


@pytest.fixture
async def reported(database: str) -> Reported:
    return await a_promise()


async def a_promise() -> Reported:
    made = Reported()
    event = await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))
    made.slug, made.unit_id, lead = event.slug, await make_unit("Sở Xây dựng"), await make_unit("Thanh tra")
    made.coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    everything = [role for role in Role if role is not Role.ADMIN]
    concerned = await make_person(made.unit_id, *everything)
    made.concerned = replace(
        concerned, roles=concerned.roles | {(event.organiser_id, role) for role in everything}, overseen=None
    )
    made.leader, made.stranger = (
        await make_person(lead, Role.APPROVER),
        await make_person(await make_unit(), Role.FOCAL),
    )
    asked = await make_question(event, Stage.SUBMITTED)
    await moderating.admit(
        asked, PublicText(SUMMARY, "Cán bộ to tiếng.", "N.T.H.Y.", Visibility.PUBLIC), kind=Kind.FEEDBACK,
        competence=Competence.CITY, field_id=None, reported_unit_id=made.unit_id, by=SYSTEM, at=AT,
    )  # fmt: skip
    await assigning.assign(await question_facts(asked.code), lead, by=SYSTEM, at=AT)
    await assigning.accept(await question_facts(asked.code), by=await make_person(lead, Role.FOCAL), at=AT)
    draft = Draft(
        "Sẽ thanh tra.", "Thanh tra sẽ làm rõ.", "Luật Thanh tra 2025", Outcome.WILL_BE_DONE, "1/TT",
        promise=DraftPromise(WORDS, lead, "Kết luận thanh tra", DueWording.BY, DAY + timedelta(1)),
    )  # fmt: skip
    drafter = await make_person(lead, Role.DRAFTER)
    saved = await drafting.save_draft(await question_facts(asked.code), draft, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(saved, override="Đã xem lại.", by=drafter, at=AT)
    for act in (approving.approve, publishing.publish):
        answer = await answer_of(await question_facts(asked.code))
        assert answer is not None
        if act is approving.approve:
            await approving.approve(answer, signer_title="Chánh Thanh tra", by=made.leader, at=AT)
        else:
            await publishing.publish(answer, by=SYSTEM, at=AT)
    made.question_id = asked.id
    [promise] = await commitments_of_question(asked.id, AT)
    made.code = promise.code
    await Event.update({Event.state: EventState.PUBLISHED.value}).where(Event.id == event.id)
    return made


async def test_everyone_reads_nothing_of_it(reported: Reported):
    with pytest.raises(NotFound):
        await public_commitment(reported.code, AT)
    with pytest.raises(NotFound):
        await thing_named(f"commitment:{reported.code}")
    assert (await commitments(Filter(), 1, AT)).items == []
    assert (await commitments(Filter(text="thanh tra"), 1, AT)).total.count == 0
    assert await owners() == []
    assert await overdue_count(DAY + timedelta(9)) == 0
    assert (await forum(reported.slug, AT)).commitments == []
    assert (await room_view(reported.slug)).commitments == ()
    assert (await minutes_facts(reported.slug)).commitments == ()
    assert await find_in_public("thanh tra", AT) == []
    assert await public_thing_with_code(reported.code) is None
    facts = await commitment_facts(reported.code)
    row = {"id": 1, "act": "commitment.claim", "about_kind": "commitment", "about_id": facts.id, "happened_at": AT}
    assert await as_news(row) is None
    assert not is_public(AttachmentFacts(promise=facts))


async def seen(viewer: Viewer, reported: Reported) -> list[str]:
    facts = await commitment_facts(reported.code)
    listed = await desk_commitments(seen_by(viewer))
    groups = [await desk_commitments(group.kept(viewer, DAY + timedelta(9), DAY)) for group in groups_of(viewer)]
    ways = [
        ("page", policy.may_see(viewer, facts)),
        ("list", bool(listed.items)),
        ("work", any(group.items for group in groups)),
        ("search", "promises" in [group.key for group in await find_on_desk(viewer, "thanh tra")]),
        ("code", await thing_with_code(viewer, reported.code) == f"/desk/commitments/{reported.code}"),
        ("files", may_open(viewer, AttachmentFacts(promise=facts))),
    ]
    return [name for name, shows in ways if shows]


async def test_the_unit_concerned_finds_it_nowhere_and_those_who_work_on_it_do(reported: Reported):
    assert await seen(reported.concerned, reported) == []
    assert await seen(reported.stranger, reported) == []
    assert await seen(reported.coordinator, reported) == ["page", "list", "work", "search", "code", "files"]
    assert {"page", "list", "search", "code", "files"} <= set(await seen(reported.leader, reported))
    facts = await commitment_facts(reported.code)
    assert may_open(Viewer(asks=reported.question_id), AttachmentFacts(promise=facts))


async def test_no_letter_about_it_goes_to_the_unit_concerned_whatever_else_its_people_are(reported: Reported):
    concerned = reported.concerned
    facts = await commitment_facts(reported.code)
    for unit_id, role in ((facts.owner_id, Role.APPROVER), (facts.organiser_id, Role.COORDINATOR)):
        since = (AT - timedelta(days=3)).date()
        await grant(concerned.person_id or 0, unit_id, role, by=SYSTEM, at=AT, since=since)
    await urging.urge(facts, "Đề nghị làm sớm.", by=reported.coordinator, at=AT)
    await ask_date(facts, "Chờ hồ sơ.", DAY + timedelta(days=40), by=reported.leader, at=AT)
    await refuse_date(await commitment_facts(reported.code), "Đã hẹn.", by=reported.coordinator, at=AT)
    assert await remind_of_commitment(facts.id, DAY + timedelta(1), 0, at=AT)
    told = {row["to_address"] for row in await Statement("SELECT to_address FROM outbox_letter").all()}
    assert reported.leader.email in told
    assert concerned.email not in told


async def test_the_unit_concerned_cannot_become_its_owner(reported: Reported):
    facts = await commitment_facts(reported.code)
    with pytest.raises(Invalid, match="không được xem"):
        await reassign(facts, reported.unit_id, "Chuyển.", by=reported.coordinator, at=AT)
    await Event.update({Event.state: EventState.HELD.value}).where(Event.slug == reported.slug)
    promise = Promise("Sẽ sửa.", "Giám đốc", reported.unit_id, "Báo cáo", Due(DueWording.WITHIN, days=5))
    with pytest.raises(Invalid, match="không được xem"):
        await record_commitment(
            await event_facts(reported.slug), promise, question=await question_facts_by_id(reported.question_id),
            happened_at=AT, by=reported.coordinator, at=AT,
        )  # fmt: skip


async def test_a_draft_that_promises_in_the_name_of_the_unit_concerned_is_not_sent_for_approval(reported: Reported):
    question = await question_facts_by_id(reported.question_id)
    answer = await answer_of(question)
    assert answer is not None
    await Statement("UPDATE answer_promise SET owner = {} WHERE answer = {}").run(reported.unit_id, answer.id)
    with pytest.raises(Invalid) as refused:
        await drafting.submit_for_review(answer, override="Đã xem.", by=reported.leader, at=AT)
    assert "không được xem" in str(refused.value.problems["promise_owner"])


async def test_its_pages_are_not_there_for_the_unit_concerned(sqlite_database: str):
    reported = await a_promise()
    path = f"/desk/commitments/{reported.code}"
    async with open_desk() as desk:
        assert (await desk.get(path, reported.leader)).status_code == 200
        assert (await desk.get(path, reported.concerned)).status_code == 404
        sent = await desk.post(f"{path}/acts/urge", reported.concerned, {"body": "Nhanh lên."})
        assert sent.status_code == 404
        listed = await desk.get("/desk/commitments", reported.concerned)
        assert WORDS not in listed.text
        assert reported.code not in (await desk.get("/commitments", Viewer())).text
