"""One row of a list: repaired where a spreadsheet spoilt it, checked as the intake form checks."""

from datetime import UTC, date, datetime

import pytest

from app.i18n import speaking
from app.spreadsheets.cells import Cell, Flaw, RawRow, pack, unpack
from app.spreadsheets.headers import find_header, is_counting
from questions.forms import LABELS
from questions.importing.columns import NAMES, VOCABULARY
from questions.importing.rows import ImportedRow, read_row
from questions.importing.values import channel_of, moment_of, phone_text, shortened, tax_code_text
from questions.values import CHANNEL_NAMES, Channel

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
GOOD: dict[str, Cell] = {
    "Họ và tên": "Nguyễn Văn An",
    "Địa chỉ": "Phường Bến Ninh",
    "Điện thoại": "0912 345 678",
    "Tóm tắt": "Đèn đường hỏng",
    "Nội dung": "Đèn đường hẻm 5 hỏng.",
}


# What a row of a list can not carry. A report on officials is entered one by one, so that nobody
# it concerns sees the list.
NOT_COLUMNS = {"code", "files", "about_officials", "reported_unit"}


def read(fields: dict[str, int] | None = None, **changes: Cell) -> ImportedRow:
    cells = GOOD | {key.replace("_", " "): value for key, value in changes.items()}
    header = find_header([RawRow(1, tuple(cells))], VOCABULARY)
    assert header is not None
    return read_row(RawRow(7, tuple(cells.values())), header, at=NOW, fields=fields)


def test_a_good_row_is_a_question() -> None:
    row = read()
    assert row.problems == {}
    assert row.ask is not None
    assert (row.number, row.ask.name, row.ask.phone) == (7, "Nguyễn Văn An", "+84912345678")
    assert (row.ask.channel, row.ask.happened_at) == (Channel.DESK, NOW)
    assert not any(row.ask.consents.values())


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        ("Họ và tên", "", "name"),
        ("Họ và tên", "x" * 201, "name"),
        ("Địa chỉ", None, "address"),
        ("Điện thoại", "1022", "phone"),
        ("Điện thoại", Flaw.ERROR, "phone"),
        ("Tóm tắt", "x" * 301, "summary"),
        ("MST", "9900000017", "tax_code"),
        ("Email", "an@", "email"),
        ("Lĩnh vực", "Vũ trụ", "field"),
        ("Kênh", "Bồ câu", "channel"),
        ("Ngày gửi", "hôm qua", "happened_at"),
        ("Ngày gửi", "31/02/2026", "happened_at"),
        ("Ngày gửi", "05/9/2027", "happened_at"),
    ],
)
def test_a_problem_stands_beside_its_column(column: str, value: Cell, key: str) -> None:
    row = read(fields={"Đất đai": 3}, **{column: value})
    assert list(row.problems) == [key]
    assert row.ask is None
    assert row.fingerprint == ""


def test_all_problems_of_a_row_are_told_at_once() -> None:
    row = read(**{"Họ và tên": "", "Điện thoại": "12", "Kênh": "x"})
    assert set(row.problems) == {"name", "phone", "channel"}


def test_a_field_of_work_is_found_by_its_name() -> None:
    row = read(fields={"Đất đai": 3, "Thuế": 4}, **{"Lĩnh vực": "ĐẤT ĐAI "})
    assert row.ask is not None
    assert row.ask.field_id == 3


def test_unknown_fields_of_work_are_told_with_those_there_are() -> None:
    row = read(fields={"Đất đai": 3, "Thuế": 4}, **{"Lĩnh vực": "Vũ trụ"})
    with speaking("en"):
        assert "Đất đai, Thuế" in str(row.problems["field"])


def test_without_a_summary_the_first_sentence_of_the_detail_serves() -> None:
    row = read(**{"Tóm tắt": None, "Nội dung": "Đèn hỏng. Đã báo hai lần."})
    assert row.ask is not None
    assert (row.ask.summary, row.ask.detail) == ("Đèn hỏng.", "Đèn hỏng. Đã báo hai lần.")


def test_without_a_detail_the_summary_serves() -> None:
    row = read(**{"Nội dung": ""})
    assert row.ask is not None
    assert row.ask.detail == "Đèn đường hỏng"


def test_a_long_first_sentence_is_cut_after_a_word() -> None:
    short = shortened("đất đai " * 60, 300)
    assert len(short) <= 300
    assert short.endswith(("đất…", "đai…"))
    assert shortened("x" * 400, 300) == "x" * 299 + "…"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (912345678, "0912345678"),
        (912345678.0, "0912345678"),
        ("912345678.0", "0912345678"),
        (2743835029, "02743835029"),
        (84912345678, "84912345678"),
        ("0912.345.678", "0912.345.678"),
        (None, ""),
    ],
)
def test_telephones_get_their_zero_back(cell: Cell, text: str) -> None:
    assert phone_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(301234567, "0301234567"), (79087654321.0, "079087654321"), ("9900000016-001", "9900000016-001")],
)
def test_tax_codes_get_their_zero_back(cell: Cell, text: str) -> None:
    assert tax_code_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        (datetime.fromisoformat("2026-09-05T08:30"), "2026-09-05T01:30"),
        (date(2026, 9, 5), "2026-09-04T17:00"),
        ("05/9/2026", "2026-09-04T17:00"),
        ("5-9-2026 8:30", "2026-09-05T01:30"),
        ("08:30 05/09/2026", "2026-09-05T01:30"),
        ("8h30 ngày 05 tháng 9 năm 2026", "2026-09-05T01:30"),
        ("05/09/2026, 8 giờ 30 phút", "2026-09-05T01:30"),
        ("2026-09-05", "2026-09-04T17:00"),
        ("2026-09-05T08:30:00", "2026-09-05T01:30"),
        ("2026-09-05T01:30:00+00:00", "2026-09-05T01:30"),
        (46270.354166666664, "2026-09-05T01:30"),
    ],
)
def test_days_are_read_however_they_are_written(cell: Cell, utc: str) -> None:
    found = moment_of(cell)
    assert found is not None
    assert found.astimezone(UTC).isoformat()[:16] == utc


@pytest.mark.parametrize("cell", ["", "hôm qua", "31/02/2026", "13/13/2026", 5, True, "05/9/26", "99999-1-1"])
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert moment_of(cell) is None


def test_every_channel_is_known_by_its_code_and_its_names() -> None:
    for channel in Channel:
        assert channel_of(channel.value) is channel
        for language in ("vi", "en"):
            with speaking(language):
                assert channel_of(str(CHANNEL_NAMES[channel])) is channel
    assert channel_of("Điện thoại (Tổng đài 1022)") is Channel.PHONE
    assert channel_of("bồ câu") is None


def test_every_name_of_a_column_means_that_column() -> None:
    for key, known in NAMES.items():
        for name in known:
            header = find_header(
                [RawRow(1, (name.upper(), "Mã", "Địa chỉ" if key != "address" else "MST"))], VOCABULARY
            )
            assert header is not None
            assert header.columns[key] == 0, name


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_labels_of_the_intake_form_are_names_of_columns(language: str) -> None:
    with speaking(language):
        labels = {key: str(label) for key, label in LABELS.items() if key not in NOT_COLUMNS}
    header = find_header([RawRow(1, tuple(labels.values()))], VOCABULARY)
    assert header is not None
    assert header.headings == labels


def test_longer_headings_are_understood_and_answers_are_not_questions() -> None:
    headings = ("Họ và tên người dân, doanh nghiệp", "Số điện thoại (bắt buộc)", "Nội dung trả lời", "Hạn")
    header = find_header([RawRow(1, (*headings, "Nội dung kiến nghị của cử tri", "Địa chỉ liên lạc"))], VOCABULARY)
    assert header is not None
    assert header.columns == {"name": 0, "phone": 1, "detail": 4, "address": 5}
    assert header.ignored == headings[2:]


def test_counting_rows_are_known() -> None:
    assert is_counting(RawRow(1, ("(1)", "(2)", None, "(3)")))
    assert not is_counting(RawRow(1, (1, "An", 2)))


def test_cells_travel_unchanged() -> None:
    row = RawRow(
        3,
        (
            "Đất",
            1,
            2.5,
            True,
            None,
            datetime.fromisoformat("2026-09-05T08:00"),
            date(2026, 9, 5),
            Flaw.FORMULA,
        ),
    )
    assert unpack(pack(row)) == row
