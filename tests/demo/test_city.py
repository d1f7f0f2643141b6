"""The demo city is whole on any day it is run, also in the middle of Tết."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.clock import at_local, day_of
from app.database import Statement
from app.demo.asked import QUESTIONS
from app.demo.city import UNITS
from app.demo.story import load, tell
from app.errors import Refusal
from app.post.moving import any_due
from app.settings import Settings

pytestmark = pytest.mark.anyio

ORDINARY, IN_TET, NEW_YEAR = date(2026, 11, 21), date(2027, 2, 7), date(2027, 1, 1)
NUMBERS = Statement(
    "SELECT (SELECT count(*) FROM unit) AS units, (SELECT count(*) FROM question) AS questions,"
    " (SELECT count(*) FROM commitment) AS commitments, (SELECT count(*) FROM event) AS events"
)
LETTERS = Statement("SELECT DISTINCT state FROM outbox_letter")
EVENTS = Statement("SELECT slug, state, starts_at FROM event ORDER BY slug")
STATES = Statement("SELECT DISTINCT state FROM question ORDER BY state")
ANSWER_STATES = Statement("SELECT DISTINCT state FROM answer ORDER BY state")
COMMITMENTS = Statement("SELECT state, due_on, day_of_month FROM commitment ORDER BY id")
LATEST = Statement("SELECT entered_at AS at FROM journal_entry ORDER BY entered_at DESC LIMIT 1")


def moment(day: date) -> datetime:
    return at_local(day, time(10))


@pytest.mark.parametrize("day", [ORDINARY, IN_TET, NEW_YEAR], ids=["ordinary", "tet", "new-year"])
async def test_the_city_is_whole_on_any_day(sqlite_database: str, day: date) -> None:
    await tell("s" * 40, moment(day))
    assert await NUMBERS.one() == {
        "units": len(UNITS),
        "questions": len(QUESTIONS),
        "commitments": 8,
        "events": 6,
    }
    assert len(QUESTIONS) == 24
    events = {row["slug"]: row for row in await EVENTS.all()}
    assert {slug: row["state"] for slug, row in events.items()} == {
        "ca-phe-doanh-nhan-ky-8": "held",
        "ca-phe-doanh-nhan-ky-9": "collecting",
        "giao-luu-truc-tuyen-mot-cua-sau-sap-nhap": "draft",
        "hoi-nghi-doi-thoai-cai-cach-hanh-chinh-nam-2026": "in_session",
        "hoi-nghi-doi-thoai-voi-nhan-dan-phuong-ben-ninh": "published",
        "tiep-xuc-cu-tri-truoc-ky-hop-cuoi-nam-2026": "postponed",
    }
    assert day_of(events["hoi-nghi-doi-thoai-cai-cach-hanh-chinh-nam-2026"]["starts_at"]) == day
    assert [row["state"] for row in await STATES.all()] == [
        *("admitted", "answered", "closed", "disputed", "in_progress", "offered", "rejected", "submitted")
    ]
    assert [row["state"] for row in await ANSWER_STATES.all()] == [
        *("agency_review", "approved", "drafting", "published")
    ]
    latest = await LATEST.one()
    assert latest is not None
    assert latest["at"] <= moment(day)


async def test_commitments_are_early_due_today_overdue_kept_and_recurring(sqlite_database: str) -> None:
    await tell("s" * 40, moment(ORDINARY))
    rows = await COMMITMENTS.all()
    open_rows = [row for row in rows if row["state"] != "fulfilled"]
    assert any(row["due_on"] > ORDINARY for row in open_rows)
    assert any(row["due_on"] == ORDINARY for row in open_rows)
    assert any(row["due_on"] < ORDINARY for row in open_rows)
    assert any(row["state"] == "fulfilled" for row in rows)
    assert any(row["state"] == "claimed" for row in rows)
    assert any(row["day_of_month"] for row in rows)


async def test_the_city_is_told_on_both_engines(database: str) -> None:
    await tell("s" * 40, moment(ORDINARY))
    numbers = await NUMBERS.one()
    assert numbers is not None
    assert numbers["questions"] == 24


async def test_loading_twice_keeps_what_is_there(sqlite_database: str, settings: Settings) -> None:
    first = await load(settings, ORDINARY)
    again = await load(settings, ORDINARY)
    numbers = await NUMBERS.one()
    assert first == again
    assert numbers is not None
    assert numbers["questions"] == 24
    assert "dieuphoi@songhau.example" in str(first)


async def test_a_database_with_other_things_in_it_is_refused(sqlite_database: str, settings: Settings) -> None:
    from tests.support import make_unit

    await make_unit()
    with pytest.raises(Refusal, match="trống"):
        await load(settings, ORDINARY)


async def test_no_letter_of_the_story_leaves_even_where_a_mail_server_is_set(
    sqlite_database: str, settings: Settings
) -> None:
    await load(replace(settings, smtp_url="smtp://mail.example"), ORDINARY)
    assert [row["state"] for row in await LETTERS.all()] == ["held"]
    assert not await any_due(moment(ORDINARY) + timedelta(days=999))
