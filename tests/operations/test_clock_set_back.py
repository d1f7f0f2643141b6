"""R15: the system clock steps back an hour. Sessions, leases and the order of the journal stay right."""

from datetime import timedelta

import pytest

from app.clock import now
from app.database import atomic
from app.journal import queries
from app.journal.anchoring import anchor_days
from app.journal.sealing import seal
from app.journal.verifying import verify
from app.operations.backing import backing, finish_backups
from app.operations.doctor import clock
from app.people import one_time
from app.people.one_time import Purpose
from app.people.policy import SESSION_MOST
from app.people.sessions import note_seen, signed_in, viewer_for
from app.people.signing_in import open_session, sign_out
from app.post import moving
from app.web.rates import Rate
from app.web.shared_rates import PostgresBuckets
from tests.journal.writing import AT, write
from tests.people.browsing import make_office
from tests.post.conftest import letter, put

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def test_r15_the_journal_keeps_its_order_when_the_clock_steps_back(database: str):
    first = await write(at=AT)
    await seal(AT)
    second = await write(at=AT - HOUR)
    await seal(AT - HOUR)
    verdict = await verify()
    assert (verdict.sealed, verdict.broken) == (2, None)
    assert [entry.id for entry in await queries.history("question", 12)] == [first, second]
    assert await anchor_days(AT + timedelta(days=1)) == 1
    assert await anchor_days(AT + timedelta(days=1) - HOUR) == 0
    (anchor,) = await queries.anchors(limit=2)
    assert (anchor.entries, anchor.hash) == (2, await queries.hash_of(second))


async def test_r15_the_doctor_notices_a_clock_behind_the_journal(database: str):
    await write(at=now() + HOUR)
    assert (await clock()).is_wrong


async def test_r15_a_letter_is_not_sent_twice_when_the_clock_steps_back(database: str):
    await put(letter())
    at = now()
    (held,) = await moving.claim(at, most=5)
    assert await moving.claim(at - HOUR, most=5) == [], "its lease is longer now, never shorter"
    await moving.delivered(held, at=at - HOUR)
    assert await moving.claim(at + HOUR, most=5) == []


async def test_r15_limits_do_not_open_when_the_clock_steps_back(postgres_database: str):
    from app.database import Statement

    buckets, rate = PostgresBuckets(), Rate(2, 3600)
    assert [await buckets.take({"x": rate}) > 0 for _each in range(3)] == [False, False, True]
    await Statement("UPDATE rate_bucket SET since = since + 3600").run()  # as if written before the step
    assert await buckets.take({"x": rate}) > 0


async def test_r15_a_backup_that_ended_in_the_future_does_not_stop_the_next_for_long(database: str, settings, tmp_path):
    from dataclasses import replace

    planned = replace(settings, database_url=database, backup_dir=tmp_path / "b", backup_every=0.5)
    at = now() + HOUR
    await backing(planned)(at)
    await finish_backups()
    await backing(planned)(at + timedelta(hours=2))
    await finish_backups()
    assert len(list((tmp_path / "b").iterdir())) == 2


async def test_r15_sessions_and_links_keep_their_word_when_the_clock_steps_back(database: str):
    office = await make_office()
    at = now()
    opened = await atomic(open_session)(office.drafter_id, at, "")
    ended = await atomic(open_session)(office.admin_id, at, "")
    await sign_out(ended.token, by=await viewer_for(office.admin_id, at), at=at)
    link = await atomic(one_time.issue)(Purpose.SIGN_IN, office.drafter_id, at)
    assert await atomic(one_time.take)(link, Purpose.SIGN_IN, at) is not None

    earlier = at - HOUR
    session = await signed_in(opened.token, earlier)
    assert session is not None, "nobody is thrown out"
    await note_seen(session, earlier)
    assert await signed_in(opened.token, at) is not None
    assert await signed_in(ended.token, earlier) is None, "who signed out stays out"
    assert await atomic(one_time.take)(link, Purpose.SIGN_IN, earlier) is None, "a used link stays used"
    assert await signed_in(opened.token, at + SESSION_MOST) is None, "the day's end does not move"
