"""The forms of the office: typed values, or problems beside their fields. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.calendar.clocks import Clock, DayUnit
from app.calendar.special import SPECIAL_CLOCKS, SpecialCount
from app.calendar.working_days import DayKind
from app.forms import Posted, Reader
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.identifiers import valid_email
from app.office.values import SiteValues, TypeValues, Wording
from app.people.kinds import UnitKind
from app.post.texts import LetterText
from app.web.colours import read_colour
from events.planning.seeing import SeenBy

EMAIL_MOST = 254
CODE = re.compile(r"[\w.-]{1,30}")
UNIT_LINES = {
    "short_name": 100, "abbreviation": 30, "place": 100, "address": 300, "phone": 30, "head_name": 100,
    "head_title": 100,
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SiteForm(Form):
    values: SiteValues = field(default_factory=SiteValues)

    @classmethod
    def read(cls, posted: Posted) -> "SiteForm":
        reader = Reader(posted)
        colour = reader.line("colour", most=7)
        if colour and not read_colour(colour):
            reader.problem("colour", _("Please write a colour like #0A4D8C."))
        values = SiteValues(
            name=reader.line("name", required=True, most=100),
            colour=read_colour(colour),
            address=reader.line("address", most=300),
            phone=reader.line("phone", most=30),
            email=read_address(reader),
            second_factor_required=reader.ticked("second_factor_required"),
        )
        return cls(reader.problems, reader.typed, values)


def read_address(reader: Reader, name: str = "email") -> str:
    """An e-mail address, or none."""
    email = reader.line(name, most=EMAIL_MOST)
    if email and not valid_email(email):
        reader.problem(name, _("“%(address)s” is not an e-mail address.", address=email[:100]))
    return email


@dataclass(frozen=True)
class UnitForm(Form):
    """`values` holds what `UnitValues` takes, by name; `code` only for a new unit."""

    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int], *, is_new: bool) -> "UnitForm":
        reader = Reader(posted)
        code = reader.line("code", required=True, most=30) if is_new else ""
        if code and not CODE.fullmatch(code):
            reader.problem("code", _("A code has letters, digits, dots and hyphens only, at most 30."))
        kind = reader.choice("kind", tuple(UnitKind))
        parent = reader.choice("parent", [str(unit_id) for unit_id in unit_ids], required=False)
        values: dict[str, Any] = {
            "name": reader.line("name", required=True, most=200),
            "kind": UnitKind(kind) if kind else UnitKind.OTHER,
            "parent_id": int(parent) if parent else None,
            "valid_from": reader.day("valid_from", required=True) or date.min,
            "email": read_address(reader),
        }
        values |= {name: reader.line(name, most=most) for name, most in UNIT_LINES.items()}
        if not is_new:
            values["valid_until"] = reader.day("valid_until")
        return cls(reader.problems, reader.typed, code, values)


@dataclass(frozen=True)
class SuccessorForm(Form):
    successor_id: int = 0
    last_day: date = date.min
    reason: str = ""

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int]) -> "SuccessorForm":
        reader = Reader(posted)
        successor = reader.choice("successor", [str(unit_id) for unit_id in unit_ids])
        last_day = reader.day("last_day", required=True) or date.min
        reason = reader.text("reason", required=True, most=1000, why=_("Please say why."))
        return cls(reader.problems, reader.typed, int(successor or 0), last_day, reason)


@dataclass(frozen=True)
class FieldForm(Form):
    name: str = ""
    unit_ids: tuple[int, ...] = ()

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int]) -> "FieldForm":
        reader = Reader(posted)
        name = reader.line("name", required=True, most=100)
        lead = reader.choice("lead", [str(unit_id) for unit_id in unit_ids], required=False)
        others = [unit_id for unit_id in reader.numbers("others") if unit_id in unit_ids]
        chosen = ([int(lead)] if lead else []) + others
        return cls(reader.problems, reader.typed, name, tuple(dict.fromkeys(chosen)))


@dataclass(frozen=True)
class TypeForm(Form):
    values: TypeValues | None = None

    @classmethod
    def read(cls, posted: Posted) -> "TypeForm":
        reader = Reader(posted)
        unit = reader.choice("notice_unit", tuple(DayUnit))
        values = TypeValues(
            name=reader.line("name", required=True, most=100),
            name_english=reader.line("name_english", most=100),
            notice=reader.number("notice", required=True, most=90) or 0,
            notice_in_calendar_days=unit == DayUnit.CALENDAR,
            results_days=reader.number("results_days", required=True, least=1, most=365) or 0,
            times_a_year=reader.number("times_a_year", most=52) or 0,
            basis=reader.line("basis", required=True, most=300, why=_("Please say which rule asks for it.")),
            basis_english=reader.line("basis_english", most=300),
            is_on=reader.ticked("is_on"),
            seen_by=reader.choice("seen_by", tuple(SeenBy)),
        )
        return cls(reader.problems, reader.typed, None if reader.problems else values)


@dataclass(frozen=True)
class ReasonForm(Form):
    name: Wording = field(default_factory=Wording)
    guidance: Wording = field(default_factory=Wording)
    is_on: bool = True

    @classmethod
    def read(cls, posted: Posted, *, has_guidance: bool) -> "ReasonForm":
        reader = Reader(posted)
        name = Wording(reader.line("name", most=200), reader.line("name_english", most=200))
        guidance = Wording()
        if has_guidance:
            guidance = Wording(reader.text("guidance", most=2000), reader.text("guidance_english", most=2000))
        return cls(reader.problems, reader.typed, name, guidance, reader.ticked("is_on"))


@dataclass(frozen=True)
class DayForm(Form):
    day: date = date.min
    kind: DayKind = DayKind.OFF
    note: str = ""
    source: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "DayForm":
        reader = Reader(posted)
        day = reader.day("day", required=True) or date.min
        kind = reader.choice("kind", tuple(DayKind))
        note = reader.line("note", required=True, most=200)
        source = reader.line("source", required=True, most=200, why=_("Please name the document that orders it."))
        return cls(reader.problems, reader.typed, day, DayKind(kind) if kind else DayKind.OFF, note, source)


@dataclass(frozen=True)
class SwapForm(Form):
    off: date = date.min
    worked: date = date.min
    source: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "SwapForm":
        reader = Reader(posted)
        off = reader.day("off", required=True) or date.min
        worked = reader.day("worked", required=True) or date.min
        source = reader.line("swap_source", required=True, most=200, why=_("Please name the document that orders it."))
        if not reader.problems and off == worked:
            reader.problem("worked", _("Please give two different days."))
        return cls(reader.problems, reader.typed, off, worked, source)


@dataclass(frozen=True)
class ClockForm(Form):
    number: int = 0
    basis: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ClockForm":
        reader = Reader(posted)
        number = reader.number("number", required=True, least=1, most=365) or 0
        basis = reader.line("basis", required=True, most=300, why=_("Please say which rule asks for it."))
        return cls(reader.problems, reader.typed, number, basis)


@dataclass(frozen=True)
class SpecialForm(Form):
    """A day count for some questions; None while something is wrong."""

    special: SpecialCount | None = None

    @classmethod
    def read(cls, posted: Posted) -> "SpecialForm":
        reader = Reader(posted)
        clock = reader.choice("clock", tuple(SPECIAL_CLOCKS))
        event_type = reader.line("event_type", most=20)
        field_id, unit_id = reader.number("field") or 0, reader.number("unit") or 0
        number = reader.number("number", required=True, least=1, most=365) or 0
        day_unit = reader.choice("day_unit", tuple(DayUnit))
        shortened = reader.number("shortened", most=100) or 0
        basis = reader.line("basis", required=True, most=300, why=_("Please say which rule asks for it."))
        if reader.problems:
            return cls(reader.problems, reader.typed)
        special = SpecialCount(Clock(clock), number, DayUnit(day_unit), basis, event_type, field_id, unit_id, shortened)
        return cls(reader.problems, reader.typed, special)


@dataclass(frozen=True)
class RetentionForm(Form):
    """Months by the kind of data, 0 for ever."""

    months: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted, kinds: Collection[str]) -> "RetentionForm":
        reader = Reader(posted)
        months = {kind: reader.number(kind, required=True, most=1200) or 0 for kind in kinds}
        return cls(reader.problems, reader.typed, months)


@dataclass(frozen=True)
class TextForm(Form):
    subject: Wording = field(default_factory=Wording)
    body: Wording = field(default_factory=Wording)

    @classmethod
    def read(cls, posted: Posted, text: LetterText) -> "TextForm":
        """Words equal to those that ship are no words of one's own. Unknown places are problems."""
        reader = Reader(posted)
        for name in ("subject", "subject_english", "body", "body_english"):
            value = reader.line(name, most=200) if name.startswith("subject") else reader.text(name, most=5000)
            if unknown := text.unknown_places(value):
                named = ", ".join(f"{{{place}}}" for place in unknown)
                reader.problem(name, _("This letter has no such place: %(places)s.", places=named))
        typed = reader.typed
        subject = _own(text, 0, typed["subject"], typed["subject_english"])
        body = _own(text, 1, typed["body"], typed["body_english"])
        return cls(reader.problems, reader.typed, subject, body)


def _own(text: LetterText, part: int, vietnamese: str, english: str) -> Wording:
    """The typed words, without those that say what ships anyway; English alone cannot stand."""
    with speaking("vi"):
        shipped = text.shipped()[part]
    with speaking("en"):
        shipped_english = text.shipped()[part]
    own = "" if _same(vietnamese, shipped) else vietnamese
    own_english = "" if _same(english, shipped_english) else english
    if own_english and not own:
        own = vietnamese or shipped
    return Wording(own, own_english or (shipped_english if own else ""))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
