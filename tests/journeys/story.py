"""The whole story of one forum, step by step; every step is what one person does at a screen."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import icalendar
import openpyxl
from playwright.sync_api import expect
from pypdf import PdfReader

from app.clock import day_of, now
from tests.journeys.running import Served, link_in
from tests.journeys.visitor import Crowd, Visitor, vi

SERIES = "Cà phê doanh nhân"
THEME = "Mặt bằng sản xuất cho doanh nghiệp nhỏ"
ASSOCIATION = "Hiệp hội Doanh nghiệp thành phố"
NAME = "Công ty TNHH Sen Hồng Phương Nam"
PHONE = "0912 777 888"
ADDRESS = "45 hẻm Hoa Sen, phường Bến Ninh"
EMAIL = "giamdoc@senhong.example"
TAX_CODE = "9900000016"
SUMMARY = "Khi nào công ty được giao mặt bằng trong cụm công nghiệp đã nộp tiền?"
DETAIL = "Công ty đã nộp đủ tiền thuê hạ tầng từ tháng 3 nhưng đến nay chưa được bàn giao mặt bằng."
PUBLIC_SUMMARY = "Khi nào doanh nghiệp được giao mặt bằng trong cụm công nghiệp?"
PHONED = "Đường vào cụm công nghiệp ngập khi mưa, khi nào nâng cấp?"
# What is told to nobody before the answer is published.
CANARY = "Chim Hoàng Yến số bảy mươi bảy"
ANSWER = f"Mặt bằng được bàn giao trong quý này. {CANARY}."
BODY = (
    f"1. Hồ sơ giao đất của công ty đã được thẩm định xong. {CANARY}.\n"
    "2. Đơn vị quản lý cụm công nghiệp bàn giao mốc giới trong 15 ngày làm việc kể từ ngày ký hợp đồng."
)
BASIS = "Luật Đất đai 2024"
COMMENT = "Nêu rõ số ngày và người liên hệ, kèm số điện thoại."
MENDED = f"{BODY}\n3. Người liên hệ: ông Trần Văn Út, điện thoại 0292 3812 345."
WORDS = "Giao Sở Tài chính bàn giao mặt bằng cho các doanh nghiệp đã nộp tiền trước cuối quý"
PRODUCT = "Biên bản bàn giao mốc giới cho từng doanh nghiệp"
EVIDENCE = "Văn bản số 512/STC-QLHT ngày 10 tháng 9; ảnh bàn giao mốc giới"
SPOKEN = "Sở Tài chính cho biết việc bàn giao mặt bằng thực hiện trong quý này."
CONCLUSION = "Chủ trì ghi nhận ý kiến của doanh nghiệp và giao các sở thực hiện đúng hạn."
DELIVERED_BY = "Văn thư giao tận tay"


@dataclass
class Story:
    """Who takes part, and what the steps before have left: addresses, codes, letters."""

    site: Served
    crowd: Crowd
    folder: Path
    slug: str = ""
    code: str = ""
    track: str = ""
    phoned_code: str = ""
    commitment: str = ""
    desks: dict[str, Visitor] = field(default_factory=dict)

    def desk(self, account: str, *, on_phone: bool = False) -> Visitor:
        """This person's signed-in browser; opened once."""
        if account not in self.desks:
            self.desks[account] = self.crowd.signed_in(account, on_phone=on_phone)
        return self.desks[account]

    @property
    def coordinator(self) -> Visitor:
        return self.desk("dieuphoi")

    @property
    def clerk(self) -> Visitor:
        return self.desk("tiepnhan")

    @property
    def secretary(self) -> Visitor:
        return self.desk("thuky")

    # 1. The forum

    def a_coordinator_plans_the_next_edition_of_the_series(self) -> None:
        at = self.coordinator
        at.open("/desk/events/new")
        session = day_of(now()) + timedelta(days=30)
        at.fill(series=SERIES, theme=THEME, starts_at=f"{session}T08:00", ends_at=f"{session}T11:00")
        at.fill(place="Hội trường Trung tâm Xúc tiến đầu tư", online_url="https://hop.songhau.example/10")
        at.fill(agenda="Khai mạc\nĐối thoại\nKết luận")
        at.page.locator('select[name="chair_1"]').select_option(index=1)
        at.page.locator('select[name="secretary_1"]').select_option(index=1)
        at.tick("co_organisers", ASSOCIATION)
        self._agencies_behind_the_theme_are_proposed(at)
        at.press("Save as a draft")
        at.reads(THEME, ASSOCIATION)
        self.slug = at.path.removeprefix("/desk/events/")
        assert re.fullmatch(r"[a-z0-9-]+", self.slug)

    def _agencies_behind_the_theme_are_proposed(self, at: Visitor) -> None:
        land = at.page.locator('input[name="fields"]').and_(at.page.get_by_label("Đất đai", exact=True))
        land.check()
        if not at.page.locator("html.js").count():
            at.press("Propose agencies for these fields")
        proposed = at.page.locator("#agencies .choice:visible").filter(has_text="Sở Nông nghiệp và Môi trường")
        expect(proposed.locator("input")).to_be_checked()
        expect(at.page.locator('[name="theme"]')).to_have_value(THEME)

    def nobody_outside_sees_the_draft(self) -> None:
        stranger = self.crowd.somebody()
        assert stranger.open(f"/events/{self.slug}").status == 404
        stranger.open("/events")
        stranger.does_not_read(THEME)

    def the_coordinator_announces_it_and_opens_it_for_questions(self) -> None:
        at = self.coordinator
        at.open(f"/desk/events/{self.slug}")
        at.follow("Announce")
        at.press("Announce")
        at.reads(vi("The forum is announced and its agencies are invited."))
        at.press("Open questions")
        at.reads(vi("The forum is open for questions."))
        invited = self.site.letters.to("snnmt@songhau.example", THEME)
        assert self.slug in invited.get_content() or THEME in invited.get_content()

    def the_public_page_shows_it_and_its_calendar_file_works(self) -> None:
        stranger = self.crowd.somebody(on_phone=True)
        stranger.sees_at_once(f"/events/{self.slug}", THEME, ASSOCIATION, vi("Send a question"))
        calendar = icalendar.Calendar.from_ical(stranger.fetches(f"/events/{self.slug}/calendar.ics"))
        [event] = calendar.walk("VEVENT")
        assert THEME in str(event["SUMMARY"]) + str(event.get("DESCRIPTION", "")) + str(event["LOCATION"])
        assert event["DTSTART"].dt.utcoffset() == timedelta(hours=7)

    # 2. A business asks on a phone

    def a_business_asks_on_a_phone(self) -> None:
        business = self.crowd.somebody(on_phone=True)
        business.open("/")
        business.reads(THEME)
        business.open(f"/events/{self.slug}")
        business.follow("Send a question")
        for consent in ("publish_name", "tell_promises"):
            expect(business.page.locator(f'[name="{consent}"]')).not_to_be_checked()
        business.fill(name=NAME, tax_code="9900000017", address=ADDRESS, phone=PHONE, email=EMAIL)
        business.fill(field="Đất đai", summary=SUMMARY, detail=DETAIL)
        business.press("Send the question")
        business.reads(vi("This tax code is not right. It has 10 digits, 10 and 3, or 12."))
        expect(business.page.locator('[name="detail"]')).to_have_value(DETAIL)
        business.fill(tax_code=TAX_CODE)
        business.press("Send the question")
        expect(business.page).to_have_url(re.compile("/track/"))
        self.code = (business.page.locator("h1.code").text_content() or "").strip()
        assert re.fullmatch(r"CH-\d{4}-\d{4}", self.code)
        self.track = business.path.partition("?")[0]

    def text_without_marks_gets_a_hint_and_is_taken_all_the_same(self) -> None:
        business = self.crowd.somebody(on_phone=True)
        business.open(f"/events/{self.slug}/questions/new")
        business.fill(name="Lê Văn Đạt", address="Tổ 5, phường Cái Sơn", phone="0912 555 666")
        business.fill(summary="Khi nao co dien ba pha cho to 5 khu pho 2?")
        business.fill(detail="Chung toi da lam don tu thang 4 ma chua thay tra loi, xin cho biet khi nao co.")
        business.press("Send the question")
        business.reads(vi("The text seems to be written without Vietnamese marks, which is easily misunderstood."))
        business.press("Send anyway")
        expect(business.page).to_have_url(re.compile("/track/"))

    def the_asker_has_a_slip_a_link_and_a_letter(self) -> None:
        asker = self.crowd.somebody(on_phone=True)
        asker.open(self.track)
        asker.reads(self.code, SUMMARY)
        asker.follow("Slip to print")
        asker.reads(self.code, self.track)
        expect(asker.page.locator(".qr svg")).to_be_visible()
        letter = self.site.letters.to(EMAIL, self.code)
        assert link_in(letter, "/track/").endswith(self.track)

    def code_and_phone_find_it_without_the_link(self) -> None:
        asker = self.crowd.somebody(on_phone=True)
        asker.open("/lookup")
        words = vi("There is no question with this code and this phone number. Please check both.")
        for code, phone in ((self.code, "0912 777 889"), ("CH-2020-9999", PHONE)):
            asker.fill(code=code, phone=phone)
            asker.press("Look it up")
            asker.reads(words)
        asker.fill(code=self.code.lower(), phone="+84 912 777 888")
        asker.press("Look it up")
        asker.reads(self.code, SUMMARY)
        assert self.crowd.somebody().open("/track/nobodys-link").status == 404

    # 3. The clerk

    def a_clerk_enters_a_question_that_came_by_phone(self) -> None:
        at = self.clerk
        at.open("/work")
        at.open(f"/desk/events/{self.slug}/intake")
        yesterday = day_of(now()) - timedelta(days=1)
        at.fill(channel="phone", outside_ticket="1022-26-007788", happened_at=f"{yesterday}T15:20")
        at.fill(name="Nguyễn Thị Ánh", phone="0912 333 444", address="Tổ 3, phường Cái Sơn")
        at.fill(field="Giao thông", summary=PHONED, detail=PHONED)
        at.press("Take the question in")
        at.reads(vi("Tell the asker this code:"))
        self.phoned_code = (at.page.locator(".code").text_content() or "").strip()
        at.follow("Open the question")
        at.reads("1022-26-007788", f"{yesterday:%-d/%-m/%Y}".removeprefix("0"))

    def the_clerk_imports_a_list_and_the_same_list_adds_nothing(self) -> None:
        at, path = self.clerk, self._a_list_with_one_wrong_row()
        self._look_over(path)
        at.reads("không-phải-số")
        expect(at.main.get_by_role("button")).to_have_count(0)
        self._write_list(path, "0905 111 222")
        self._look_over(path)
        with at.settled():
            at.main.get_by_role("button").click()
        at.reads(vi("The list was taken in."))
        self._look_over(path)
        at.reads(vi("Every row of this list is known already, so there is nothing to take in."))

    def _look_over(self, path: Path) -> None:
        self.clerk.open(f"/desk/events/{self.slug}/import")
        self.clerk.fill(file=path, channel="assoc")
        self.clerk.press("Look the list over")

    def _a_list_with_one_wrong_row(self) -> Path:
        path = self.folder / "danh-sach.xlsx"
        self._write_list(path, "không-phải-số")
        return path

    @staticmethod
    def _write_list(path: Path, phone: str) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["TỔNG HỢP CÂU HỎI CỦA HỘI VIÊN"])
        sheet.append([])
        sheet.append(["STT", "Họ và tên", "Địa chỉ", "Số điện thoại", "Nội dung câu hỏi"])
        sheet.append([1, "Trần Thị Bưởi", "Phường Tân An Hòa", "0905 333 111", "Đề nghị công khai giá thuê đất."])
        sheet.append([2, "Lê Văn Xoài", "Phường Cái Sơn", phone, "Xin hướng dẫn thủ tục vay vốn ưu đãi."])
        book.save(path)

    # 4. The coordinator

    def the_coordinator_admits_it_with_a_mended_public_text(self) -> None:
        at = self.coordinator
        at.open(f"/desk/questions/{self.code}")
        at.reads(SUMMARY, "0912 777 888")
        at.follow("Accept")
        at.fill(kind="question", competence="city", field="Đất đai", public_summary=PUBLIC_SUMMARY)
        at.press("Accept", within="main form")
        at.open(f"/desk/questions/{self.code}")
        at.reads(SUMMARY, PUBLIC_SUMMARY)
        self.crowd.somebody().sees_at_once(f"/questions/{self.code}", PUBLIC_SUMMARY)

    def another_question_is_not_accepted_with_a_reason(self) -> None:
        at = self.coordinator
        at.open(f"/desk/questions/{self.phoned_code}")
        at.follow("Do not accept")
        at.fill(reason="not_competent")
        at.press("Do not accept", within="main form")
        at.reads(vi("Not accepted."))
        assert self.crowd.somebody().open(f"/questions/{self.phoned_code}").status == 404

    def the_coordinator_sends_it_to_a_lead_unit_and_a_helper(self, lead: str) -> None:
        at = self.coordinator
        at.open(f"/desk/questions/{self.code}/assignment")
        at.fill(lead_unit=lead)
        for box in at.page.locator('input[name="helpers"]:checked').all():
            box.uncheck()
        at.tick("helpers", "Thuế TP")
        at.press("Assign")
        at.reads(lead.removeprefix("Sở "), vi("Due date"))

    # 5. The agencies

    def the_first_unit_gives_it_back_and_names_the_right_one(self, account: str, right: str) -> None:
        at = self.desk(account)
        at.open("/work")
        at.reads(self.code)
        at.open(f"/desk/questions/{self.code}")
        at.follow("Give it back")
        at.fill(reason="other_agency", proposed_unit=right, explanation="Mặt bằng cụm công nghiệp do sở khác quản lý.")
        at.press("Give it back")
        self.coordinator.open(f"/desk/questions/{self.code}")
        self.coordinator.reads(right, "Mặt bằng cụm công nghiệp do sở khác quản lý.")

    def the_right_unit_accepts(self) -> None:
        at = self.desk("daumoi.stc")
        at.open(f"/desk/questions/{self.code}")
        at.press("Take it on")
        at.reads(vi("Your unit has taken the question on. Next: write the answer."))

    def a_drafter_writes_the_answer_and_asks_for_approval(self) -> None:
        at = self.desk("soanthao.stc")
        at.open(f"/desk/questions/{self.code}/answer")
        at.fill(summary=ANSWER, body=BODY, legal_basis=BASIS, outcome="explained")
        at.press("Save the draft")
        at.press("Send for approval")
        at.reads(vi("Sent for approval. Your unit's leaders are told."))

    def a_leader_opens_the_letter_on_a_phone_and_returns_it(self) -> None:
        link = link_in(self.site.letters.to("lanhdao.stc@songhau.example", self.code), "/desk/answers/")
        leader = self.desks["lanhdao.stc"] = self.crowd.somebody(on_phone=True)
        leader.open(link)
        assert "/sign-in" in leader.page.url
        leader.sign_in("lanhdao.stc")
        assert leader.page.url == link
        leader.reads(PUBLIC_SUMMARY, CANARY)
        self._fits(leader)
        leader.fill(comment=COMMENT)
        leader.press("Return")
        leader.reads(COMMENT)

    @staticmethod
    def _fits(visitor: Visitor) -> None:
        wide = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{visitor.path} is {wide} pixels too wide"

    def the_drafter_mends_it(self) -> None:
        at = self.desk("soanthao.stc")
        at.open(f"/desk/questions/{self.code}/answer")
        at.reads(COMMENT)
        at.fill(body=MENDED)
        at.press("Send for approval")

    def the_leader_approves(self) -> None:
        leader = self.desk("lanhdao.stc")
        leader.open(link_in(self.site.letters.to("lanhdao.stc@songhau.example", self.code), "/desk/answers/"))
        leader.reads("0292 3812 345")
        leader.press("Approve")
        leader.reads(vi("Approved. The coordinator will publish it."))

    def nobody_else_sees_anything_of_the_draft(self) -> None:
        stranger = self.crowd.somebody()
        for path in (
            "/",
            "/questions",
            f"/questions?q={CANARY}",
            f"/questions/{self.code}",
            f"/events/{self.slug}",
            f"/events/{self.slug}/questions",
            f"/events/{self.slug}/questions?q={CANARY}",
            self.track,
        ):
            stranger.open(path)
            expect(stranger.page.locator("body")).not_to_contain_text(f"{CANARY}.")
        for account in ("tiepnhan", "thuky", "daumoi.snv"):
            other = self.desk(account)
            other.open(f"/desk/questions/{self.code}")
            other.does_not_read(CANARY)

    def the_coordinator_publishes_and_everybody_reads_it_at_once(self) -> None:
        at = self.coordinator
        reader = self.crowd.somebody()
        reader.sees_at_once(f"/questions/{self.code}", PUBLIC_SUMMARY)
        reader.does_not_read(CANARY)
        at.open(f"/desk/questions/{self.code}")
        at.follow("Look it over and publish")
        at.reads(CANARY)
        at.press("Publish")
        at.reads(vi("Published."))
        reader.sees_at_once(f"/questions/{self.code}", ANSWER, BASIS)
        reader.does_not_read("0912 777", ADDRESS, EMAIL, NAME)

    def the_asker_is_told_and_the_delivery_is_recorded(self) -> None:
        at = self.coordinator
        assert self.site.letters.to(EMAIL, "0292 3812 345")
        at.open(f"/desk/questions/{self.code}/delivery")
        at.fill(way="post", note=DELIVERED_BY)
        at.press("Record it")
        at.reads(DELIVERED_BY)
        asker = self.crowd.somebody(on_phone=True)
        asker.open(self.track)
        asker.reads(ANSWER)

    # 6. The room

    def the_secretary_starts_the_session(self) -> None:
        self.coordinator.open(f"/desk/events/{self.slug}")
        self.coordinator.press("Close questions")
        at = self.secretary
        at.open(f"/desk/events/{self.slug}/room")
        at.press("Start the session")
        at.reads(vi("The session has started."))

    def the_secretary_records_who_is_there_and_what_is_said(self) -> None:
        at = self.secretary
        at.fill("#attendance", part="agency", attendee="Ông Lê Văn Sáu", organisation="Phó Giám đốc Sở Tài chính")
        at.press("Add", within="#attendance")
        at.reads("Ông Lê Văn Sáu")
        at.fill("#answers", question=at.page.locator(f'#answers option[value="{self.code}"]').text_content())
        at.fill("#answers", speaker="Ông Lê Văn Sáu", body=SPOKEN)
        at.press("Save the answer")
        at.reads(SPOKEN)

    def the_secretary_records_a_commitment(self) -> None:
        at = self.secretary
        until: date = day_of(now()) + timedelta(days=20)
        at.fill("#commitments", words=WORDS, promised_by="Ông Nguyễn Hoàng Nam", owner="Sở Tài chính")
        at.fill("#commitments", product=PRODUCT, due_wording="by", due_day=until)
        at.press("Save the commitment")
        at.reads(WORDS)
        link = at.page.locator("#commitments li", has_text=WORDS).get_by_role("link").first
        self.commitment = (link.text_content() or "").strip()

    def the_secretary_ends_the_session(self) -> None:
        self.secretary.press("End the session")
        self.secretary.reads(vi("The session has ended. The minutes come next."))

    def the_owner_confirms_reports_and_claims_it_done(self) -> None:
        leader = self.desk("lanhdao.stc")
        leader.open(f"/desk/commitments/{self.commitment}")
        leader.press("Confirm")
        focal = self.desk("daumoi.stc")
        focal.open(f"/desk/commitments/{self.commitment}")
        focal.fill(body="Đã bàn giao cho 3 trên 5 doanh nghiệp.")
        focal.press("Record progress")
        focal.reads("Đã bàn giao cho 3 trên 5 doanh nghiệp.")
        leader.open(f"/desk/commitments/{self.commitment}")
        within = f'form[action$="/{self.commitment}/acts/claim"]'
        leader.fill(within, body="Đã bàn giao đủ 5 doanh nghiệp.", evidence=EVIDENCE)
        leader.press("Report as done", within=within)
        leader.reads(EVIDENCE)

    def somebody_else_verifies_and_everybody_sees_it(self) -> None:
        public = self.crowd.somebody(on_phone=True)
        public.sees_at_once(f"/commitments/{self.commitment}", EVIDENCE)
        judge = self.desk("giamsat")
        judge.open(f"/desk/commitments/{self.commitment}")
        judge.fill('form[action$="/acts/verify"]', body="Đã xem mốc giới tại chỗ.")
        judge.press("Verify as kept", within='form[action$="/acts/verify"]')
        judge.reads("Đã xem mốc giới tại chỗ.")
        public.sees_at_once(f"/commitments/{self.commitment}", "Đã xem mốc giới tại chỗ.")
        self._overdue_promises_stand_first(public)

    @staticmethod
    def _overdue_promises_stand_first(public: Visitor) -> None:
        public.open("/commitments")
        promises = public.page.locator("#list li").all()
        shown = [promise.inner_text() for promise in promises]
        late = [number for number, promise in enumerate(promises) if promise.locator(".due.late").count()]
        assert late, shown
        assert late == list(range(len(late)))
        assert any(WORDS in text for text in shown)

    # 7. Papers

    def the_secretary_writes_the_minutes_and_reads_the_draft(self) -> None:
        at = self.secretary
        at.open(f"/desk/events/{self.slug}/minutes")
        at.fill(conclusion=CONCLUSION)
        at.press("Save")
        draft = _words_of_docx(at.fetches(f"/desk/events/{self.slug}/minutes/draft/docx"))
        assert "DỰ THẢO" in draft.upper()
        wanted = (CONCLUSION, WORDS, SPOKEN, PUBLIC_SUMMARY, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert [words for words in wanted if words not in draft] == [], draft

    def the_minutes_are_issued_and_never_change(self) -> None:
        at = self.coordinator
        at.open(f"/desk/events/{self.slug}/minutes")
        at.press("Issue the minutes")
        files = {}
        for kind in ("docx", "pdf"):
            address = at.page.locator(f'a[href^="/documents/{kind}/"]').first.get_attribute("href") or ""
            first, again = at.fetches(address), at.fetches(address)
            assert first == again
            assert hashlib.sha256(first).hexdigest() == address.rpartition("/")[2]
            files[kind] = first
        words = _words_of_docx(files["docx"])
        assert CONCLUSION in words
        assert "DỰ THẢO" not in words.upper()
        pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)
        assert "BIÊN BẢN" in pdf
        assert " ".join(WORDS.split()) in " ".join(pdf.split())

    def the_list_of_questions_is_fetched_as_a_spreadsheet(self) -> None:
        at = self.coordinator
        book = openpyxl.load_workbook(BytesIO(at.fetches(f"/desk/events/{self.slug}/questions/xlsx")))
        cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
        assert self.code in cells
        text = at.fetches(f"/desk/events/{self.slug}/questions/csv")
        assert text.startswith(b"\xef\xbb\xbf")
        assert self.code in text.decode("utf-8-sig")

    def the_results_are_published_with_the_minutes(self) -> None:
        at = self.coordinator
        at.open(f"/desk/events/{self.slug}")
        at.press("Publish results")
        stranger = self.crowd.somebody()
        stranger.open(f"/events/{self.slug}")
        address = stranger.page.locator('a[href^="/documents/pdf/"]').first.get_attribute("href") or ""
        assert stranger.fetches(address).startswith(b"%PDF")


def _words_of_docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    pieces = [paragraph.text for paragraph in document.paragraphs]
    pieces += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        pieces += [paragraph.text for paragraph in (*section.header.paragraphs, *section.first_page_header.paragraphs)]
    return "\n".join(pieces)
