"""Disputed and reopened: the asker, by the secret link alone, rates and disputes; the unit answers anew."""

import re

import pytest
from playwright.sync_api import Browser

from questions.submitting import tracking_token
from tests.journeys.running import Served, link_in
from tests.journeys.visitor import vi, visitors
from tests.told import SECRET

WHY = "Câu trả lời chưa nói phần mềm hóa đơn có được miễn phí không."
RULING = "Người hỏi chưa được biết về phần mềm."
SUMMARY = "Phần mềm hóa đơn miễn phí từ ngày 01/6/2026."
BODY = "Từ ngày 01/6/2026 Thuế thành phố Sông Hậu cấp miễn phí phần mềm hóa đơn cho hộ kinh doanh kê khai."


@pytest.mark.timeout(200)
def test_a_disputed_answer_is_given_anew(browser: Browser, site: Served) -> None:
    with visitors(browser, site, has_script=False) as crowd:
        asker, track = crowd.somebody(on_phone=True), f"/track/{tracking_token(SECRET, 'demo-3')}"
        asker.open(track)
        found = re.search(r"CH-\d{4}-\d{4}", asker.main.inner_text())
        assert found
        code = found[0]
        asker.fill(result="2", attitude="4")
        asker.press("Change the rating")
        asker.reads(vi("The asker's rating: result %(result)s of 5, attitude %(attitude)s of 5", result=2, attitude=4))
        asker.press("Dispute the answer")  # without a reason it comes back with a sentence
        asker.reads("vì sao câu trả lời chưa giải quyết được vấn đề")
        asker.fill(reason=WHY)
        asker.press("Dispute the answer")

        ruler = crowd.signed_in("dieuphoi")
        ruler.open(f"/desk/questions/{code}/ruling")
        ruler.reads(WHY)
        ruler.fill(ruling="reopened", reason=RULING)
        ruler.press("Decide")

        drafter = crowd.signed_in("soanthao.thue")
        drafter.open(f"/desk/questions/{code}/answer")
        drafter.fill(summary=SUMMARY, body=BODY, legal_basis="Luật Quản lý thuế, Điều 15", outcome="explained")
        drafter.press("Save the draft")
        drafter.press("Send for approval")
        drafter.reads(vi("Sent for approval. Your unit's leaders are told."))
        leader = crowd.signed_in("lanhdao.thue", on_phone=True)
        leader.open(
            link_in(
                site.letters.to("lanhdao.thue@songhau.example", vi("Please approve the answer to %(code)s", code=code)),
                "/desk/answers/",
            )
        )
        leader.press("Approve")
        ruler.open(f"/desk/questions/{code}/publication")
        ruler.press("Publish")

        asker.open(track)
        asker.reads(SUMMARY, RULING)
        crowd.somebody().sees_at_once(f"/questions/{code}", SUMMARY, RULING)
