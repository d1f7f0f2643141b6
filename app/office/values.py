"""What the office decides, between its forms and its acts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteValues:
    """`colour` is "" or like "#0a4d8c"; empty texts mean what ships with the program."""

    name: str = ""
    colour: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    second_factor_required: bool = False


@dataclass(frozen=True)
class Wording:
    """Words under one key; empty ones mean what ships. `is_off`: the choice is no longer offered."""

    vietnamese: str = ""
    english: str = ""
    is_off: bool = False


@dataclass(frozen=True)
class TypeValues:
    """`notice` counts calendar days or working days, `results_days` calendar days after the session."""

    name: str
    notice: int
    results_days: int
    basis: str
    name_english: str = ""
    notice_in_calendar_days: bool = False
    basis_english: str = ""
    times_a_year: int = 0
    is_on: bool = True
    seen_by: str = "public"
