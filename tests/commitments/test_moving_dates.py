"""A new date that was asked for is decided on, or falls away with the report that the work is done."""

from datetime import timedelta

from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement
from events.planning.queries import event_facts, event_view
from events.planning.states import EventState
from events.planning.tables import Event
from events.running.room import record_commitment
from exports.gathering import minutes_facts
from questions.commitments import deciding, verifying
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import CommitmentFacts, allowed_acts
from questions.commitments.progressing import claim
from questions.commitments.queries import wanted_date
from questions.commitments.recording import Promise
from questions.commitments.states import CommitmentAct, DueWording
from tests.support import AT, make_event, make_person, make_unit

TODAY, DAY = day_of(AT), timedelta(days=1)


class Made:
    slug: str
    code: str
    coordinator: Viewer
    leader: Viewer

    async def facts(self) -> CommitmentFacts:
        return await commitment_facts(self.code)


async def a_promise(due: Due, **plan: object) -> Made:
    made = Made()
    organiser, owner = await make_unit(), await make_unit()
    event = await make_event(organiser, EventState.IN_SESSION, **plan)  # type: ignore[arg-type]
    made.slug = event.slug
    made.coordinator = await make_person(organiser, Role.COORDINATOR)
    made.leader = await make_person(owner, Role.APPROVER)
    promise = Promise("Xong việc.", "Chủ trì", owner, "Danh mục", due)
    made.code = await record_commitment(event, promise, happened_at=AT, by=made.coordinator, at=AT)
    await confirm(await made.facts(), by=made.leader, at=AT)
    return made


async def test_what_was_asked_before_the_work_was_reported_done_moves_no_date_afterwards(database: str) -> None:
    made = await a_promise(Due(DueWording.BY, day=TODAY + 5 * DAY))
    await deciding.ask_date(await made.facts(), "Chậm vốn.", TODAY + 10 * DAY, by=made.leader, at=AT)
    await claim(await made.facts(), "Xong.", "12/KH", by=made.leader, at=AT)
    facts = await made.facts()
    assert (facts.asks_date, await wanted_date(facts.id)) == (False, None)
    await verifying.verify_part(facts, "Còn thiếu.", by=made.coordinator, at=AT)
    await verifying.resume(await made.facts(), "Phần còn lại.", TODAY + 40 * DAY, by=made.coordinator, at=AT)
    assert CommitmentAct.GRANT_DATE not in allowed_acts(made.coordinator, await made.facts())
    await deciding.ask_date(await made.facts(), "Mưa lũ.", TODAY + 60 * DAY, by=made.leader, at=AT)
    assert (await made.facts()).asks_date


async def test_the_minutes_keep_the_date_that_was_said_when_the_chair_grants_another(database: str) -> None:
    made = await a_promise(Due(DueWording.BY, day=TODAY + 5 * DAY))
    said = (await minutes_facts(made.slug)).commitments
    await deciding.ask_date(await made.facts(), "Chậm vốn.", TODAY + 10 * DAY, by=made.leader, at=AT)
    await deciding.grant_date(await made.facts(), "Đồng ý.", by=made.coordinator, at=AT)
    assert (await minutes_facts(made.slug)).commitments == said


async def test_a_cancelled_promise_is_not_counted_as_done_at_the_next_edition(database: str) -> None:
    due = Due(DueWording.BY, day=TODAY + 5 * DAY)
    made = await a_promise(due, new_series="Cà phê doanh nhân")
    await deciding.cancel(await made.facts(), "Luật mới.", by=made.coordinator, at=AT)
    before = await event_view(made.slug)
    await Event.update({Event.ended_at: AT}).where(Event.id == before.id)
    promise = Promise("Việc khác.", "Chủ trì", before.organiser.id, "Danh mục", due)
    room = await event_facts(made.slug)
    kept = await record_commitment(room, promise, happened_at=AT, by=made.coordinator, at=AT)
    following = await make_event(before.organiser.id, series_id=before.series_id)
    old = (await minutes_facts(following.slug)).old_business
    assert old is not None
    assert (old.done, old.total, old.unfinished) == (0, 1, ("Việc khác.",))
    await Statement("UPDATE commitment SET state = 'fulfilled' WHERE code = {}").run(kept)
    old = (await minutes_facts(following.slug)).old_business
    assert old is not None
    assert (old.done, old.total, old.unfinished) == (1, 1, ())
