"""Minutes are frozen when they are issued: number, version, SHA-256, every byte."""

import asyncio
import hashlib
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.errors import Conflict, Invalid, NotAllowed
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.planning.states import EventState
from exports.issuing import issue_minutes, issued_file, issued_minutes, proposed_number, write_minutes
from tests.support import AT, make_event, make_person, make_unit

pytestmark = pytest.mark.anyio


async def held_forum() -> tuple[EventFacts, Viewer]:
    unit = await make_unit("Trung tâm Xúc tiến đầu tư")
    coordinator = await make_person(unit, Role.COORDINATOR)
    return await make_event(unit, EventState.HELD), coordinator


async def test_an_issued_file_is_the_same_byte_for_byte_whatever_happens_later(database: str) -> None:
    event, coordinator = await held_forum()
    issued = await issue_minutes(event, number=3, by=coordinator, at=AT)
    first, name, _event = await issued_file(issued.pdf_sha256, "pdf")
    event = await event_facts(event.slug)
    await write_minutes(event, conclusion="Kết luận bổ sung.", objections="", version=0, by=coordinator, at=AT)
    again, _name, _event = await issued_file(issued.pdf_sha256, "pdf")
    assert hashlib.sha256(again).hexdigest() == issued.pdf_sha256
    assert (first, name) == (again, f"bien-ban-{issued.symbol.replace('/', '-')}-v1.pdf")
    assert event.state is EventState.MINUTES_APPROVED


async def test_a_correction_is_a_new_version_under_the_same_number(database: str) -> None:
    event, coordinator = await held_forum()
    first = await issue_minutes(event, number=await proposed_number(event, AT), by=coordinator, at=AT)
    event = await event_facts(event.slug)
    await write_minutes(event, conclusion="Đính chính.", objections="", version=0, by=coordinator, at=AT)
    second = await issue_minutes(
        event, number=await proposed_number(event, AT), by=coordinator, at=AT + timedelta(hours=1)
    )
    assert (first.version, second.version, first.number) == (1, 2, second.number)
    assert first.docx_sha256 != second.docx_sha256
    assert [each.version for each in await issued_minutes(event.id)] == [2, 1]


async def test_a_number_is_given_once_a_year(sqlite_database: str) -> None:
    event, coordinator = await held_forum()
    await issue_minutes(event, number=5, by=coordinator, at=AT)
    other = await make_event(event.organiser_id, EventState.HELD)
    with pytest.raises(Invalid):
        await issue_minutes(other, number=5, by=coordinator, at=AT)
    assert await proposed_number(other, AT) == 6


async def test_two_who_issue_at_once_make_one_version(database: str) -> None:
    event, coordinator = await held_forum()
    results = await asyncio.gather(
        *(issue_minutes(event, number=1, by=coordinator, at=AT) for _ in range(3)), return_exceptions=True
    )
    assert sum(not isinstance(result, BaseException) for result in results) == 1
    assert all(isinstance(result, Conflict) for result in results if isinstance(result, BaseException))
    assert len(await issued_minutes(event.id)) == 1


async def test_minutes_are_issued_by_the_chair_or_a_coordinator_and_after_the_session(
    sqlite_database: str,
) -> None:
    event, coordinator = await held_forum()
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await issue_minutes(event, number=1, by=stranger, at=AT)
    running = await make_event(event.organiser_id, EventState.IN_SESSION)
    with pytest.raises(Conflict):
        await issue_minutes(running, number=1, by=coordinator, at=AT)


async def test_two_secretaries_do_not_overwrite_each_other(database: str) -> None:
    event, coordinator = await held_forum()
    version = await write_minutes(event, conclusion="Bản của tôi.", objections="", version=0, by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await write_minutes(event, conclusion="Bản cũ.", objections="", version=0, by=coordinator, at=AT)
    assert (
        await write_minutes(event, conclusion="Bản mới.", objections="", version=version, by=coordinator, at=AT)
        == version + 1
    )
