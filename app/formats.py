"""Dates, times and numbers as they are read: on screens in both languages, in documents in Vietnamese."""

from datetime import date, datetime, time
from decimal import Decimal

from app.clock import local
from app.i18n import language

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SIZES = ("B", "KB", "MB", "GB")


def show_date(day: date | datetime) -> str:
    """05/09/2026 in both languages; an instant is taken by its Vietnamese day."""
    return _day(day).strftime("%d/%m/%Y")


def show_time(at: time | datetime) -> str:
    """08:30; an instant is taken by its Vietnamese wall clock."""
    return _time(at).strftime("%H:%M")


def show_moment(at: datetime) -> str:
    """08:30 05/09/2026, on a Vietnamese wall clock."""
    return f"{show_time(at)} {show_date(at)}"


def weekday(day: date | datetime) -> str:
    """The name of the day: "thứ Hai" … "Chủ nhật", or the English one."""
    return _WEEKDAYS[language()][_day(day).weekday()]


def show_long_date(day: date | datetime) -> str:
    """thứ Bảy, 05/09/2026."""
    return f"{weekday(day)}, {show_date(day)}"


def document_date(day: date | datetime) -> str:
    """ "ngày 05 tháng 9 năm 2026": a zero before days under 10 and months 1 and 2 (NĐ 30/2020, PL I)."""
    on = _day(day)
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def document_time(at: time | datetime) -> str:
    """ "08 giờ 30", as minutes of a meeting write it."""
    return _time(at).strftime("%H giờ %M")


def document_number(number: int) -> str:
    """The number of a document: under 10 with a zero before it (NĐ 30/2020, PL I)."""
    return f"{number:02d}"


def show_number(number: float | Decimal, places: int | None = None) -> str:
    """1.234.567,5 in Vietnamese, 1,234,567.5 in English; without `places`, at most three decimals."""
    shown = f"{number:,.{3 if places is None else places}f}"
    if places is None:
        shown = shown.rstrip("0").rstrip(".")
    if shown.startswith("-") and not shown.strip("-0.,"):
        shown = shown[1:]
    return shown if language() == "en" else shown.translate(_VIETNAMESE_SIGNS)


def show_percent(share: float | Decimal, places: int = 1) -> str:
    """0.875 as 87,5%; a whole percentage shows no decimals."""
    return show_number(round(Decimal(str(share)) * 100, places)) + "%"


def show_size(size: int) -> str:
    """Bytes as people read them: 1,5 MB (1 KB = 1,024 bytes)."""
    amount, unit = float(size), 0
    while round(amount, 1) >= 1024 and unit < len(_SIZES) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{show_number(round(amount, 1))} {_SIZES[unit]}"


_VIETNAMESE_SIGNS = str.maketrans(",.", ".,")


def _day(day: date | datetime) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def _time(at: time | datetime) -> time:
    return local(at).time() if isinstance(at, datetime) else at
