"""Overdue with apology: the clock drafts the letter, a leader sends it, the asker and everybody read it."""

import re
import time

import pytest
from playwright.sync_api import Browser, expect

from app.calendar.working_days import calendar_with
from app.clock import day_of, now
from app.formats import show_date
from tests.journeys.running import PATIENCE_SECONDS, Served
from tests.journeys.visitor import Visitor, vi, visitors

# The told city has this answer late, approved and not yet published.
CODE, LEADER, ASKER = "CH-2026-0010", "lanhdao.bhxh", "nhansu@maycon-en.example"
REASON = "Quỹ phải đối chiếu số liệu đóng của từng lao động sau bão."


@pytest.mark.timeout(200)
def test_an_overdue_answer_is_apologised_for(browser: Browser, site: Served) -> None:
    with visitors(browser, site, has_script=True) as crowd:
        leader = crowd.signed_in(LEADER)
        _wait_for_the_clock(leader)
        anybody = crowd.somebody()
        anybody.open("/questions?state=overdue")
        without = anybody.main.locator("li").get_by_text(vi("no apology")).count()
        assert without

        leader.open(f"/desk/questions/{CODE}")
        leader.follow("Send a letter of apology")
        expect(leader.page.locator("[name=reason]")).not_to_have_value("")  # the clock proposed one
        new_date = calendar_with().add(day_of(now()), 4)
        leader.fill(reason=REASON, new_date=new_date.isoformat(), signer_title="Phó Giám đốc")
        leader.press("Send the letter of apology")
        expect(leader.page).to_have_url(re.compile(f"/desk/questions/{CODE}$"))
        leader.reads(REASON)

        letter = site.letters.to(ASKER, "Thư xin lỗi và hẹn lại")
        words = " ".join(letter.get_content().split())
        assert REASON in words
        assert show_date(new_date) in words
        assert "Phó Giám đốc" in words

        anybody.open(f"/questions/{CODE}")
        anybody.reads(REASON, "xin lỗi vì trả lời trễ hạn")
        anybody.open("/questions?state=overdue")
        anybody.reads(CODE)  # an apology makes no answer punctual
        expect(anybody.main.locator("li").get_by_text(vi("no apology"))).to_have_count(without - 1)


def _wait_for_the_clock(leader: Visitor) -> None:
    """The worker of the served site drafts in its first round."""
    until = time.monotonic() + PATIENCE_SECONDS
    leader.open("/work")
    while not leader.main.get_by_role("heading", name=vi("Letters of apology to send")).count():
        assert time.monotonic() < until, "the clock drafted no letter"
        leader.open("/work")
