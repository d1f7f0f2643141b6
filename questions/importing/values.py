"""Repairs what spreadsheets do to telephone numbers, tax codes, days and channels. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from app.clock import VIETNAM
from app.forms import read_moment
from app.i18n import LANGUAGES, speaking
from app.spreadsheets.cells import Cell, text_of
from app.text import clean_line, search_text
from questions.values import CHANNEL_NAMES, Channel

CHANNELS: dict[Channel, tuple[str, ...]] = {
    Channel.PHONE: (
        "điện thoại", "tổng đài", "tổng đài 1022", "1022", "hotline", "đường dây nóng", "gọi điện",
    ),
    Channel.PORTAL: (
        "cổng", "cổng thông tin", "cổng thông tin điện tử", "web", "website", "web portal", "trang web",
    ),
    Channel.APP: ("ứng dụng", "ứng dụng di động", "mobile app", "app 1022"),
    Channel.ZALO: (),
    Channel.FACEBOOK: ("fb", "fanpage"),
    Channel.EMAIL: ("thư điện tử", "e-mail", "mail"),
    Channel.LETTER: (
        "văn bản", "văn bản (bưu chính)", "bưu chính", "bưu điện", "công văn", "đơn", "thư",
        "paper letter",
    ),
    Channel.DIRECT: (
        "trực tiếp", "trực tiếp tại hội nghị", "tại hội nghị", "in person", "in person at the forum",
    ),
    Channel.DESK: (
        "một cửa", "bộ phận một cửa", "tại bộ phận một cửa", "trực tiếp tại bộ phận một cửa",
        "one-stop desk",
    ),
    Channel.QR: ("mã qr", "quét mã qr", "qr code"),
    Channel.ASSOCIATION: (
        "hiệp hội", "qua hiệp hội", "mttq", "mặt trận", "qua hiệp hội / mttq", "via association",
        "via an association or the front", "association",
    ),
}  # fmt: skip
_CLOCK = re.compile(r"(?:lúc )?(\d{1,2})\s*(?::|h|giờ)\s*(\d{1,2})?(?::\d{1,2}|\s*(?:phút|p))?")
# Days of a spreadsheet are counted from here; these bounds are the years 1990 to 2100.
_SERIAL_START, _SERIALS = datetime(1899, 12, 30, tzinfo=UTC), range(32_874, 73_415)


def phone_text(cell: Cell) -> str:
    """The zero that a spreadsheet takes from a number: 912345678 was 0912345678, 2743835029 had one too."""
    text = re.sub(r"(?<=\d)\.0+$", "", clean_line(text_of(cell)))
    return f"0{text}" if re.fullmatch(r"[35789]\d{8}|2\d{9}", text) else text


def tax_code_text(cell: Cell) -> str:
    """A code of 10 or 12 digits that has lost its leading zero gets it back."""
    text = re.sub(r"(?<=\d)\.0+$", "", clean_line(text_of(cell)))
    return f"0{text}" if re.fullmatch(r"\d{9}|\d{11}", text) else text


def channel_of(text: str) -> Channel | None:
    """The channel by its Vietnamese or English name or its code."""
    known = _channels()
    return known.get(search_text(text)) or known.get(search_text(re.sub(r"\([^()]*\)", " ", text)))


@cache
def _channels() -> dict[str, Channel]:
    """Folded names, those of our own screens in every language among them: our lists can come back."""
    known = {search_text(name): channel for channel, names in CHANNELS.items() for name in names}
    for language in LANGUAGES:
        with speaking(language):
            known |= {search_text(str(name)): channel for channel, name in CHANNEL_NAMES.items()}
    return known | {search_text(channel.value): channel for channel in Channel}


def moment_of(cell: Cell) -> datetime | None:
    """The moment in a cell, aware; a time without a zone is a Vietnamese one, a day alone begins at 00:00."""
    match cell:
        case datetime():
            return cell.replace(tzinfo=cell.tzinfo or VIETNAM)
        case date():
            return datetime.combine(cell, time(0), VIETNAM)
        case bool():
            return None
        case int() | float() if int(cell) in _SERIALS:
            minutes = round(cell * 24 * 60)
            return (_SERIAL_START + timedelta(minutes=minutes)).replace(tzinfo=VIETNAM)
        case str():
            return _written_moment(clean_line(cell))
    return None


def _written_moment(text: str) -> datetime | None:
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return exact.replace(tzinfo=exact.tzinfo or VIETNAM) if 1900 <= exact.year < 3000 else None
    day = re.search(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", text)
    day = day or re.search(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", text.lower())
    if day is None:
        return None
    rest = f"{text[: day.start()]} {text[day.end() :]}".strip(" ,;-T")
    clock = _CLOCK.fullmatch(rest.lower())
    if rest and clock is None:
        return None
    at = f"{clock[1]}:{clock[2] or '00'}" if clock else "0:00"
    return read_moment(f"{day[1]}/{day[2]}/{day[3]} {at}")


def shortened(text: str, most: int) -> str:
    """The first sentence of a text, cut after a whole word where it is longer than `most` characters."""
    line = clean_line(text)
    end = re.search(r"[.?!…](?=\s)", line)
    first = line[: end.end()] if end else line
    if len(first) <= most:
        return first
    cut = first[: most - 1]
    return f"{cut[: cut.rindex(' ')] if ' ' in cut else cut}".rstrip(" ,;:-") + "…"
