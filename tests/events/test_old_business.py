"""What was promised at an earlier edition and is still open opens every later one, however long ago it was."""

from datetime import timedelta

from app.access import Role
from app.clock import day_of
from app.database import Statement
from events.planning.queries import event_view
from events.planning.states import EventState
from events.planning.tables import Event
from events.running.forum import forum
from events.running.room import record_commitment
from exports.gathering import minutes_facts
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from tests.support import AT, make_event, make_person, make_unit

KEPT = Statement("UPDATE commitment SET state = 'fulfilled' WHERE code = {}")


async def test_an_open_promise_of_two_editions_ago_is_not_forgotten(database: str) -> None:
    organiser = await make_unit()
    secretary = await make_person(organiser, Role.SECRETARY)
    first = await make_event(organiser, EventState.IN_SESSION, new_series="Gặp gỡ", starts_at=AT - timedelta(days=90))
    series_id = (await event_view(first.slug)).series_id
    begins = AT - timedelta(days=30)
    second = await make_event(organiser, EventState.IN_SESSION, series_id=series_id, starts_at=begins)
    codes = {}
    for event, words in ((first, "Việc cũ còn dở"), (first, "Việc cũ đã xong"), (second, "Việc kỳ trước")):
        promise = Promise(words, "Chủ trì", organiser, "Báo cáo", Due(DueWording.BY, day=day_of(AT)))
        codes[words] = await record_commitment(event, promise, happened_at=AT, by=secretary, at=AT)
    await KEPT.run(codes["Việc cũ đã xong"])
    for event in (first, second):
        await Event.update({Event.ended_at: AT, Event.state: "published"}).where(Event.id == event.id)
    third = await make_event(organiser, series_id=series_id)
    shown = await forum(third.slug, AT)
    assert [each.words for each in shown.commitments_before] == ["Việc kỳ trước"]
    assert [each.words for each in shown.still_open] == ["Việc cũ còn dở"]
    old = (await minutes_facts(third.slug)).old_business
    assert old is not None
    assert (old.done, old.total, old.unfinished) == (0, 1, ("Việc kỳ trước", "Việc cũ còn dở"))
    assert (await forum(second.slug, AT)).still_open == []
