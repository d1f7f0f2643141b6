"""Two agencies become one while a question is being answered and a promise runs: all of it goes on in the successor."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.clock import day_of, now
from app.formats import show_date
from questions.submitting import tracking_token
from tests.journeys.running import Served
from tests.journeys.visitor import Crowd, Visitor, vi, visitors
from tests.told import SECRET

OLD, NEW = "Sở Nội vụ", "Sở Công Thương"
PROMISE = "Giao Sở Nội vụ tham mưu kế hoạch kiểm tra"  # as it was said, and so it stays
WHY = "Quyết định 21/QĐ-UBND về việc sáp nhập hai sở."
SUMMARY = "Hồ sơ lao động nước ngoài nộp trực tuyến từ ngày 01/12/2026."
BODY = "Từ ngày 01/12/2026 hồ sơ cấp giấy phép lao động nộp trực tuyến, có kết quả sau 5 ngày làm việc."


@pytest.mark.timeout(240)
def test_work_of_a_merged_agency_goes_on_in_its_successor(browser: Browser, site: Served) -> None:
    with visitors(browser, site, has_script=False) as crowd:
        asker, track = crowd.somebody(on_phone=True), f"/track/{tracking_token(SECRET, 'demo-15')}"
        asker.open(track)
        asker.reads(OLD)
        found = re.search(r"CH-\d{4}-\d{4}", asker.main.inner_text())
        assert found
        code, due = found[0], _due(asker)
        drafter, leader = crowd.signed_in("soanthao.sct"), crowd.signed_in("lanhdao.sct", on_phone=True)
        drafter.open("/work")
        drafter.does_not_read(code)
        _merges(crowd.signed_in("quantri"))

        for colleague in ("daumoi.sct", "soanthao.snv"):  # those of the successor, and those who came with the work
            crowd.signed_in(colleague).sees_at_once("/desk/questions", code, NEW)
        drafter.sees_at_once("/work", code, NEW)
        drafter.open(f"/desk/questions/{code}/answer")
        drafter.fill(summary=SUMMARY, body=BODY, legal_basis="Bộ luật Lao động, Điều 154", outcome="explained")
        drafter.press("Send for approval")
        leader.open("/work")
        leader.reads(PROMISE)
        leader.page.locator(f'li:has-text("{code}") a[href^="/desk/answers/"]').first.click()
        leader.press("Approve")
        asker.open(track)
        assert _due(asker) == due
        coordinator = crowd.signed_in("dieuphoi")
        coordinator.open(f"/desk/questions/{code}/publication")
        coordinator.press("Publish")
        asker.open(track)
        asker.reads(
            SUMMARY,
            vi("%(new)s does the work of %(old)s from now on, and goes on with the question.", new=NEW, old=OLD),
        )
        crowd.somebody().sees_at_once(f"/questions/{code}", vi("%(unit)s answers", unit=NEW), BODY)
        _promises_and_lists_follow(crowd, leader, code)


def _due(visitor: Visitor) -> str | None:
    return visitor.page.locator("main .due time").first.get_attribute("datetime")


def _merges(admin: Visitor) -> None:
    admin.open("/office/units")
    admin.page.get_by_role("link", name=OLD, exact=True).click()
    admin.reads(vi("What goes over to the successor"), vi("Questions to answer"), vi("Promises to keep"))
    yesterday = day_of(now()) - timedelta(days=1)
    admin.fill(successor=NEW, last_day=yesterday.isoformat(), reason=WHY)
    admin.press("Merge the unit")
    admin.reads(vi("After %(day)s its work is done by %(name)s.", day=show_date(yesterday), name=NEW))


def _promises_and_lists_follow(crowd: Crowd, leader: Visitor, code: str) -> None:
    leader.open("/desk/commitments")
    leader.page.locator(f'tr:has-text("{PROMISE}") a').first.click()
    leader.reads(NEW)
    leader.fill(within='form[action$="/progress"]', body="Đã trình kế hoạch.")
    leader.press("Record progress")
    leader.reads("Đã trình kế hoạch.")
    coordinator = crowd.signed_in("dieuphoi")
    coordinator.open("/desk/questions")
    coordinator.fill(unit=NEW)
    coordinator.press("Show")
    coordinator.reads(code)
    reader = crowd.somebody(on_phone=True)
    reader.sees_at_once("/commitments?unit=SCT", PROMISE, NEW)
    reader.sees_at_once("/questions?state=answered", NEW)
