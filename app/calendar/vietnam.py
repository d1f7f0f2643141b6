"""The holidays of Vietnam and the weekends worked in exchange, year by year.

`holidays.json` is what the package `holidays` says of 2020 to 2040, so that the server
need not carry it (some 19 MB); other years ask the package itself. Write the file anew
with `python -m app.calendar.vietnam` after an upgrade; a test tells when that is due.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.i18n import Sentence
from app.i18n import Sentence as _

SHIPPED = Path(__file__).with_name("holidays.json")
SHIPPED_YEARS = range(2020, 2041)
# The last year whose swapped days the government has published; later years are expectations.
PUBLISHED_THROUGH = 2026

NAMES: dict[str, Sentence] = {
    "New Year's Day": _("New Year's Day"),
    "29 of Lunar New Year": _("Two days before Lunar New Year"),
    "Lunar New Year's Eve": _("Lunar New Year's Eve"),
    "Lunar New Year": _("Lunar New Year"),
    "Second Day of Lunar New Year": _("Second day of Lunar New Year"),
    "Third Day of Lunar New Year": _("Third day of Lunar New Year"),
    "Fourth Day of Lunar New Year": _("Fourth day of Lunar New Year"),
    "Fifth Day of Lunar New Year": _("Fifth day of Lunar New Year"),
    "Sixth Day of Lunar New Year": _("Sixth day of Lunar New Year"),
    "Hung Kings' Commemoration Day": _("Hùng Kings' Commemoration Day"),
    "Liberation Day/Reunification Day": _("Reunification Day"),
    "International Labor Day": _("International Labour Day"),
    "National Day": _("National Day"),
    "Vietnam Cultural Day": _("Vietnam Culture Day"),
}
_OBSERVED = " (observed)"
_EXCHANGED = "Day off (substituted from "


@dataclass(frozen=True)
class Year:
    """Days off with their names as the package gives them, and weekend days worked."""

    off: Mapping[date, str]
    work: frozenset[date]


@cache
def year_of(year: int) -> Year:
    """The known days of one year; a year beyond the lunar tables (1900 to 2100) has none."""
    return _shipped().get(year) or from_package(year)


def named(name: str) -> Sentence:
    """A name as the package gives it ("National Day (observed)") as a sentence for people."""
    first = name.split("; ")[0]
    if first.startswith(_EXCHANGED):
        return _("Day off in exchange for another day worked")
    if first.endswith(_OBSERVED):
        return _("Day off in lieu: %(holiday)s", holiday=named(first.removesuffix(_OBSERVED)))
    return NAMES.get(first) or Sentence(first)


def from_package(year: int) -> Year:
    """What the package `holidays` says of one year."""
    from holidays import country_holidays  # costs 19 MB and a tenth of a second

    # A day can be worked in exchange for one of the year before or after.
    known = country_holidays("VN", years=[year - 1, year, year + 1], language="en_US")
    return Year(
        {day: name for day, name in sorted(known.items()) if day.year == year},
        frozenset(day for day in known.weekend_workdays if day.year == year),
    )


@cache
def _shipped() -> dict[int, Year]:
    return {
        int(year): Year(
            {date.fromisoformat(day): name for day, name in known["off"].items()},
            frozenset(map(date.fromisoformat, known["work"])),
        )
        for year, known in json.loads(SHIPPED.read_text(encoding="utf-8")).items()
    }


def as_json() -> str:
    """The text of `holidays.json`, asked of the package."""
    years = {year: from_package(year) for year in SHIPPED_YEARS}
    known = {
        str(year): {
            "off": {day.isoformat(): name for day, name in days.off.items()},
            "work": sorted(map(date.isoformat, days.work)),
        }
        for year, days in years.items()
    }
    return json.dumps(known, indent=1) + "\n"


if __name__ == "__main__":
    SHIPPED.write_text(as_json(), encoding="utf-8")
