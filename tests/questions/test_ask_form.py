"""The asking form, without web and database."""

import unicodedata
from datetime import timedelta

import pytest

from questions.forms import AskForm, LookUpForm
from questions.values import Channel
from tests.support import AT

GOOD = {
    "name": "Nguyễn Văn An",
    "address": "12 đường Bờ Sông",
    "phone": "0912 345 678",
    "summary": "Khi nào có giá đất?",
    "detail": "Xin cho biết giá đất năm nay.",
}


def read(*, by_clerk: bool = False, **given: str) -> AskForm:
    fields = {**GOOD, **given}
    return AskForm.read({name: [value] for name, value in fields.items()}, at=AT, field_ids=[3, 4], by_clerk=by_clerk)


def test_a_good_form_becomes_a_question():
    ask = read(tax_code="9900000016", email="An@CongTy.VN", field="4", publish_name="on").ask
    assert ask is not None
    assert (ask.phone, ask.tax_code, ask.email, ask.field_id) == ("+84912345678", "9900000016", "An@congty.vn", 4)
    assert ask.consents == {"publish_name": True, "tell_promises": False, "hide_name": False}
    assert ask.shown_name(ask.circle) == "Nguyễn Văn An"
    assert ask.channel is Channel.PORTAL


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("address", " "),
        ("phone", ""),
        ("phone", "1022"),
        ("tax_code", "9900000017"),
        ("email", "khong phai email"),
        ("field", "99"),
        ("summary", ""),
        ("summary", "x" * 301),
        ("detail", ""),
        ("detail", "x" * 10_001),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(field, value):
    form = read(**{field: value})
    assert form.ask is None
    assert list(form.problems) == [field]
    assert form.typed["detail"] if field != "detail" else True


def test_text_in_separate_marks_is_stored_whole():
    ask = read(name=unicodedata.normalize("NFD", "Đặng Thị Ế")).ask
    assert ask is not None
    assert ask.name == "Đặng Thị Ế"


def test_without_consent_only_initials_are_shown():
    ask = read().ask
    assert ask is not None
    assert ask.shown_name(ask.circle) == "N.V.A."


def test_text_without_marks_is_noticed_and_not_refused():
    form = read(
        summary="Cong ty toi co phai lam lai giay phep kinh doanh sau khi sap nhap tinh khong?", detail="Xin tra loi"
    )
    assert form.ask is not None
    assert form.lacks_marks
    assert not read().lacks_marks


def test_a_clerk_says_how_and_when_it_came_in():
    form = read(by_clerk=True, channel="phone", outside_ticket="1022-77", happened_at="2026-11-20T09:30")
    assert form.ask is not None
    assert (form.ask.channel, form.ask.outside_ticket) == (Channel.PHONE, "1022-77")
    assert form.ask.happened_at.isoformat() == "2026-11-20T02:30:00+00:00"


@pytest.mark.parametrize("channel", ["portal", "telepathy", ""])
def test_a_clerk_cannot_say_it_came_through_the_portal(channel):
    form = read(by_clerk=True, channel=channel, happened_at="2026-11-20T09:30")
    assert list(form.problems) == ["channel"]


def test_what_a_clerk_writes_down_has_happened_already():
    tomorrow = (AT + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert list(read(by_clerk=True, channel="phone", happened_at=tomorrow).problems) == ["happened_at"]


def test_a_code_is_read_however_it_is_typed():
    form = LookUpForm.read({"code": [" ch-2026-0012 "], "phone": ["0912.345.678"]})
    assert (form.code, form.phone, form.problems) == ("CH-2026-0012", "+84912345678", {})
