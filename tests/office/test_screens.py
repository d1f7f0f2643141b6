"""The administrator's screens: what is changed there is used everywhere from then on, and can be taken back."""

from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.clocks import CLOCKS, Clock
from app.calendar.queries import load_calendar, load_clocks
from app.calendar.working_days import DayKind
from app.clock import day_of, now
from app.database import Statement
from app.errors import Invalid, NotAllowed
from app.i18n import speaking
from app.office.calendar_keeping import declare_day, forget_day, reset_clock, set_clock, swap_days
from app.office.texts import TEXTS, preview
from app.office.type_keeping import put_type
from app.office.values import TypeValues, Wording
from app.office.wording import reword
from app.people.fields import agencies_of, fields
from app.people.kinds import UnitKind
from app.people.letters import invitation_letter
from app.people.unit_keeping import UnitValues, change_unit
from app.people.units import directory
from app.site.queries import load_words
from events.planning.kinds import event_types, offered_types
from questions.clocks.starting import Weight, clock_for
from questions.letters import receipt
from questions.values import REJECTION_NAMES, Rejection, offered_rejections
from tests.office.conftest import Office
from tests.site.site import Visitor
from tests.support import an_ask

ACTS = Statement("SELECT act FROM journal_entry ORDER BY id")
PAGES = (
    "/office", "/office/units", "/office/units/new", "/office/fields", "/office/fields/new", "/office/event-types",
    "/office/event-types/new", "/office/event-types/cafe", "/office/reasons", "/office/reasons/rejection/unclear",
    "/office/reasons/decline/other_agency", "/office/holidays", "/office/holidays?year=2027", "/office/day-counts",
    "/office/day-counts/answer", "/office/texts", "/office/texts/receipt", "/office/texts/event_invitation",
)  # fmt: skip
NOWHERE = (
    "/office/units/9999", "/office/fields/9999", "/office/event-types/x", "/office/reasons/rejection/x",
    "/office/reasons/cats/unclear", "/office/day-counts/x", "/office/texts/x", "/office/units/2147483648",
)  # fmt: skip
TYPE = TypeValues("Đối thoại với thanh niên", 10, 15, "Luật Thanh niên 2020, Điều 10", name_english="Youth dialogue")


async def acts() -> list[str]:
    return [row["act"] for row in await ACTS.all()]


async def test_every_screen_opens_for_administrators_only(
    admin: Visitor, coordinator: Visitor, stranger: Visitor
) -> None:
    for address in PAGES:
        assert (await admin.open(address)).status_code == 200, address
        assert (await coordinator.open(address)).status_code == 403, address
        assert (await stranger.open(address)).status_code == 303, address
    for address in NOWHERE:
        assert (await admin.open(address)).status_code == 404, address


# Units


async def test_a_unit_is_added_changed_and_merged(admin: Visitor, office: Office) -> None:
    fields = {"name": "Sở Tài chính", "kind": "so", "parent": office.unit_id, "valid_from": "2025-07-01"}
    added = await admin.fill_in("/office/units/new", "/office/units", code="STC", **fields)
    assert added.status_code == 303, added.text
    page = added.headers["location"]
    stc = (await directory()).by_code("STC")
    assert stc
    assert stc.parent_id == office.unit_id
    changed = await admin.fill_in(page, **(fields | {"head_name": "Trần Thị Bình", "phone": "1022"}))
    assert changed.status_code == 303, changed.text
    assert (await directory())[stc.id].head_name == "Trần Thị Bình"
    assert "Trần Thị Bình" in (await admin.open("/office/units")).text
    last_day = str(day_of(now()) - timedelta(days=1))
    merged = await admin.fill_in(
        page, f"{page}/successor", successor=office.unit_id, last_day=last_day, reason="Quyết định 12/QĐ-UBND"
    )
    assert merged.status_code == 303, merged.text
    assert (await directory()).resolve(stc.id) == office.unit_id
    assert {"unit.created", "unit.changed", "unit.replaced"} <= set(await acts())


async def test_wrong_units_are_told_beside_their_fields(admin: Visitor, office: Office) -> None:
    answer = await admin.fill_in("/office/units/new", "/office/units", code="VPUB", name="x", kind="huyen")
    assert answer.status_code == 422
    for name in ("kind", "valid_from"):
        assert f'id="{name}-problem"' in answer.text
    taken = await admin.fill_in(
        "/office/units/new", "/office/units", code="VPUB", name="x", kind="so", valid_from="2025-07-01"
    )
    assert 'id="code-problem"' in taken.text
    page = f"/office/units/{office.unit_id}"
    no_reason = await admin.fill_in(page, f"{page}/successor", successor="", last_day="", reason="")
    assert no_reason.status_code == 422


async def test_a_unit_never_stands_above_itself(office: Office) -> None:
    values = UnitValues("Văn phòng", UnitKind.DEPARTMENT, date(2025, 7, 1), parent_id=office.unit_id)
    with pytest.raises(Invalid):
        await change_unit(office.unit_id, values, by=SYSTEM, at=now())


# Fields


async def test_a_field_and_its_agencies(admin: Visitor, office: Office) -> None:
    added = await admin.fill_in("/office/fields/new", "/office/fields", name="Đất đai", lead=office.unit_id)
    assert added.status_code == 303, added.text
    [field] = await fields()
    assert await agencies_of(field.id) == (office.unit_id,)
    again = await admin.fill_in("/office/fields/new", "/office/fields", name="ĐẤT ĐAI")
    assert 'id="name-problem"' in again.text
    changed = await admin.fill_in(f"/office/fields/{field.id}", name="Đất đai, nhà ở")
    assert changed.status_code == 303
    assert await agencies_of(field.id) == ()
    assert "Chưa có cơ quan" in (await admin.open("/office/fields")).text


# Types of forum


async def test_a_type_of_forum_is_changed_added_and_switched_off(office: Office) -> None:
    code = await put_type("", TYPE, by=SYSTEM, at=now())
    own = (await event_types())[code]
    with speaking("en"):
        assert str(own.name) == "Youth dialogue"
    await put_type("cafe", TypeValues("Cà phê doanh nghiệp", 3, 7, "Quyết định 5", is_on=False), by=SYSTEM, at=now())
    assert str((await event_types())["cafe"].name) == "Cà phê doanh nghiệp"
    assert "cafe" not in await offered_types()
    assert "cafe" in await offered_types("cafe")


async def test_one_type_of_forum_remains(office: Office) -> None:
    codes = list(await event_types())
    off = TypeValues("Tên", 1, 1, "Quy định", is_on=False)
    for code in codes[:-1]:
        await put_type(code, off, by=SYSTEM, at=now())
    with pytest.raises(Invalid):
        await put_type(codes[-1], off, by=SYSTEM, at=now())


async def test_the_page_of_a_type_keeps_what_was_typed(admin: Visitor, coordinator: Visitor) -> None:
    wrong = await admin.fill_in("/office/event-types/new", "/office/event-types", name="Mới", notice="nhiều")
    assert wrong.status_code == 422
    assert 'value="nhiều"' in wrong.text
    fields = {"name": "Tọa đàm", "notice": "4", "notice_unit": "working", "results_days": "9", "basis": "Quy chế"}
    added = await admin.fill_in(
        "/office/event-types/new", "/office/event-types", is_on="on", seen_by="public", **fields
    )
    assert added.status_code == 303, added.text
    assert "Tọa đàm" in (await coordinator.open("/desk/events/new")).text


# Reasons


async def test_a_reason_is_worded_switched_off_and_taken_back(admin: Visitor) -> None:
    page = "/office/reasons/rejection/unclear"
    own = {"name": "Nội dung chưa rõ ràng", "guidance": "Xin anh/chị viết lại."}
    assert (await admin.fill_in(page, **own)).status_code == 303
    await load_words()
    assert str(REJECTION_NAMES[Rejection.UNCLEAR]) == "Nội dung chưa rõ ràng"
    assert Rejection.UNCLEAR not in offered_rejections()
    assert "Nội dung chưa rõ ràng" in (await admin.open("/office/reasons")).text
    assert (await admin.act(f"{page}/revert")).status_code == 303
    await load_words()
    assert str(REJECTION_NAMES[Rejection.UNCLEAR]) != "Nội dung chưa rõ ràng"
    assert offered_rejections() == tuple(Rejection)


async def test_the_last_reason_stays(admin: Visitor) -> None:
    await reword(
        {f"decline.{code}": Wording(is_off=True) for code in ("other_agency", "other_level", "several_agencies")},
        by=SYSTEM,
        at=now(),
    )
    answer = await admin.fill_in("/office/reasons/decline/needs_information", name="x")
    assert answer.status_code == 422
    assert 'id="is_on-problem"' in answer.text


# The calendar


async def test_a_declared_day_counts_from_then_on(office: Office) -> None:
    friday, saturday = date(2027, 4, 23), date(2027, 4, 24)
    await swap_days(friday, saturday, "Công văn 1/VPCP", by=SYSTEM, at=now())
    calendar = await load_calendar()
    assert (calendar.is_working(friday), calendar.is_working(saturday)) == (False, True)
    await forget_day(friday, by=SYSTEM, at=now())
    assert (await load_calendar()).is_working(friday)
    await declare_day(friday, DayKind.OFF, "Ngày truyền thống", "Quyết định 2", by=SYSTEM, at=now())
    assert (await acts())[-4:] == [
        "calendar.declared",
        "calendar.declared",
        "calendar.forgotten",
        "calendar.declared",
    ]


async def test_the_page_of_holidays_declares_and_takes_back(admin: Visitor) -> None:
    page = await admin.open("/office/holidays?year=2026")
    assert "02/01/2026" in page.text
    sent = {"day": "2026-12-24", "kind": "off", "note": "Nghỉ bão", "source": "Công điện 3"}
    assert (await admin.act("/office/holidays", sent)).status_code == 303
    shown = (await admin.open("/office/holidays?year=2026")).text
    assert "Công điện 3" in shown
    assert (await admin.act("/office/holidays/2026-12-24/forget")).status_code == 303
    assert (await admin.act("/office/holidays/2026-12-24/forget")).status_code == 404
    assert (await admin.act("/office/holidays/hôm nay/forget")).status_code == 404
    for wrong in ({}, {"day": "31/02/2026", "kind": "half"}):
        assert (await admin.act("/office/holidays", wrong)).status_code == 422
    same = {"off": "2027-04-23", "worked": "2027-04-23", "swap_source": "x"}
    assert (await admin.act("/office/holidays/swap", same)).status_code == 422


async def test_a_day_count_changes_what_begins_and_not_what_runs(admin: Visitor) -> None:
    before = await load_clocks()
    assert before[Clock.ANSWER].number == 10
    answer = await admin.fill_in("/office/day-counts/answer", number="7", basis="Quyết định 8/QĐ-UBND")
    assert answer.status_code == 303, answer.text
    clocks = await load_clocks()
    at = now()
    clock = clock_for(
        Weight.PLAIN,
        happened_at=at,
        is_after_cutoff=False,
        session_ends_at=at + timedelta(days=1),
        session_ended_at=None,
        clocks=clocks,
    )
    assert clock.days == 7
    assert "Quyết định 8/QĐ-UBND" in str(clocks[Clock.ANSWER].rule)
    assert (await admin.act("/office/day-counts/answer/revert")).status_code == 303
    assert await load_clocks() == CLOCKS
    assert (await admin.fill_in("/office/day-counts/answer", number="0", basis="")).status_code == 422


# Letters


@pytest.mark.parametrize("code", TEXTS)
def test_every_place_of_a_letter_is_known_and_filled(code: str) -> None:
    text = TEXTS[code]
    for language in ("vi", "en"):
        with speaking(language):
            subject, body = text.shipped()
        assert text.unknown_places(subject + body) == []
        letter = preview(text, language)
        assert "{" not in letter.subject + letter.body
        assert "…" not in letter.body


async def test_a_letter_is_worded_previewed_and_taken_back(admin: Visitor) -> None:
    page = "/office/texts/receipt"
    own = {"subject": "Đã nhận {code}", "body": "Cảm ơn anh/chị.\n\nCâu hỏi: {summary}"}
    shown = await admin.fill_in(page, preview="on", **own)
    assert shown.status_code == 200
    assert "Đã nhận CH-2026-0012" in shown.text
    assert await load_words()
    ask = an_ask(summary="Khi nào có điện?")
    before = receipt(to="a@b.example", name="Ân", code="CH-1", event_title="F", token="t" * 30, ask=ask)
    assert before.subject != "Đã nhận CH-1"
    assert (await admin.fill_in(page, **own)).status_code == 303
    await load_words()
    after = receipt(to="a@b.example", name="Ân", code="CH-1", event_title="F", token="t" * 30, ask=ask)
    assert after.subject == "Đã nhận CH-1"
    assert "Câu hỏi: Khi nào có điện?" in after.body
    assert f"/track/{'t' * 30}" in after.body
    assert (await admin.act(f"{page}/revert")).status_code == 303
    await load_words()
    again = receipt(to="a@b.example", name="Ân", code="CH-1", event_title="F", token="t" * 30, ask=ask)
    assert again.body == before.body


async def test_letters_about_accounts_say_what_the_office_wrote_and_keep_their_link(admin: Visitor) -> None:
    own = {"subject": "Mời anh/chị vào làm việc", "body": "{unit} mời anh/chị làm: {role}."}
    assert (await admin.fill_in("/office/texts/account_invitation", **own)).status_code == 303
    await load_words()
    letter = invitation_letter("a@b.example", "Ân", "Sở Tài chính", Role.CLERK, "/invitations/" + "t" * 30, "vi")
    assert letter.subject == "Mời anh/chị vào làm việc"
    assert "Sở Tài chính mời anh/chị làm: " in letter.body
    assert "/invitations/" + "t" * 30 in letter.body
    assert "bảy ngày" not in letter.body


async def test_an_unknown_place_is_refused_with_its_name(admin: Visitor) -> None:
    answer = await admin.fill_in("/office/texts/receipt", subject="{code}", body="Gửi {so_dien_thoai}")
    assert answer.status_code == 422
    assert "{so_dien_thoai}" in answer.text
    assert "Gửi {so_dien_thoai}" in answer.text


async def test_saving_what_ships_makes_no_words_of_ones_own(admin: Visitor) -> None:
    with speaking("vi"):
        subject, body = TEXTS["answered"].shipped()
    with speaking("en"):
        subject_english, body_english = TEXTS["answered"].shipped()
    await admin.fill_in(
        "/office/texts/answered",
        subject=subject,
        body=body.replace("\n", "\r\n"),
        subject_english=subject_english,
        body_english=body_english,
    )
    assert (await load_words()).texts == {}


# The checklist, and who may do all this


async def test_the_first_page_says_what_is_missing_with_a_way_to_each(admin: Visitor, office: Office) -> None:
    shown = (await admin.open("/office")).text
    for path in ("/office/site", "/office/lists/units", "/office/fields", "/office/lists/people", "/office/letters"):
        assert f'href="{path}"' in shown
    assert "Tạo các lĩnh vực" in shown
    await admin.fill_in("/office/fields/new", "/office/fields", name="Đất đai", lead=office.unit_id)
    shown = (await admin.open("/office")).text
    assert "Tạo các lĩnh vực" not in shown
    assert "Cử lãnh đạo phê duyệt cho từng đơn vị trả lời" in shown


async def test_nobody_but_an_administrator_changes_the_settings(office: Office) -> None:
    nobody, at = Viewer(), now()
    attempts = (
        reword({"rejection.unclear": Wording(is_off=True)}, by=nobody, at=at),
        put_type("cafe", TYPE, by=nobody, at=at),
        declare_day(date(2027, 1, 4), DayKind.OFF, "x", "y", by=nobody, at=at),
        swap_days(date(2027, 1, 4), date(2027, 1, 9), "y", by=nobody, at=at),
        forget_day(date(2027, 1, 4), by=nobody, at=at),
        set_clock(Clock.ANSWER, 3, "x", by=nobody, at=at),
        reset_clock(Clock.ANSWER, by=nobody, at=at),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            await attempt
