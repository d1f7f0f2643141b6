"""The forms of the public: asking a question, looking one up. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.identifiers import read_email, read_phone, read_tax_code
from app.text import lacks_diacritics
from questions.ask import Ask
from questions.values import Channel

NAME_MOST, ADDRESS_MOST, SUMMARY_MOST, DETAIL_MOST = 200, 300, 300, 10_000
# One purpose, one box, never ticked beforehand (Luật Bảo vệ dữ liệu cá nhân 2025).
PURPOSES: dict[str, Sentence] = {
    "publish_name": _("Publish my name with the question. Without this only my initials are shown."),
    "tell_promises": _("Write to me about promises that follow from the answer."),
}
HIDE_NAME = "hide_name"
HIDE_WORDS = _("Let only the coordinator know who I am. The agency that answers does not see my name or my contact.")
ABOUT_OFFICIALS = "about_officials"
LABELS: dict[str, Sentence] = {
    "name": _("Full name"),
    "address": _("Contact address"),
    "phone": _("Phone number"),
    "tax_code": _("Tax code"),
    "email": _("E-mail"),
    "field": _("Field of work"),
    "summary": _("Your question in short"),
    "detail": _("The details"),
    "files": _("Attached files"),
    ABOUT_OFFICIALS: _("This is about the conduct of officials of an agency"),
    "reported_unit": _("Whose officials"),
    "channel": _("How it came in"),
    "outside_ticket": _("Number at the other service"),
    "happened_at": _("When it was put"),
    "code": _("Question code"),
}
CLERK_CHANNELS = tuple(channel for channel in Channel if channel not in (Channel.PORTAL, Channel.QR))
# A clock at a counter may run a little fast.


@dataclass(frozen=True)
class AskForm:
    """The form of one question: `ask` when nothing is amiss, else `problems` beside what was `typed`."""

    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    ask: Ask | None = None

    @property
    def lacks_marks(self) -> bool:
        """Written almost without Vietnamese marks: worth a word to the writer, never a reason to refuse."""
        return self.ask is not None and lacks_diacritics(f"{self.ask.summary} {self.ask.detail}")

    @classmethod
    def read(
        cls,
        posted: Posted,
        *,
        at: datetime,
        field_ids: Collection[int] = (),
        language: str = "vi",
        by_clerk: bool = False,
        unit_ids: Collection[int] = (),
    ) -> "AskForm":
        """`field_ids` are the fields of work to choose from, `unit_ids` the units on whose officials one may report; a
        clerk also says how and when it came in."""
        reader = Reader(posted)
        ask = Ask(
            name=reader.line(
                "name",
                required=True,
                most=NAME_MOST,
                why=_("Please write your full name."),
            ),
            address=reader.line(
                "address",
                required=True,
                most=ADDRESS_MOST,
                why=_("Please write an address where a letter reaches you."),
            ),
            phone=phone_of(reader),
            tax_code=_tax_code(reader),
            email=email_of(reader),
            field_id=_field_id(reader, field_ids),
            summary=reader.line(
                "summary",
                required=True,
                most=SUMMARY_MOST,
                why=_("Please write the question in one or two sentences."),
            ),
            detail=reader.text(
                "detail",
                required=True,
                most=DETAIL_MOST,
                why=_("Please describe the matter."),
            ),
            consents={purpose: reader.ticked(purpose) for purpose in (*PURPOSES, HIDE_NAME)},
            reported_unit_id=_reported_unit_id(reader, unit_ids),
            language=language,
            channel=_channel(reader) if by_clerk else Channel.PORTAL,
            outside_ticket=reader.line("outside_ticket", most=60) if by_clerk else "",
            happened_at=_happened_at(reader, at) if by_clerk else at,
        )
        return cls(reader.problems, reader.typed, None if reader.problems else ask)


def spoken_code(typed: str) -> str:
    """A code as it is stored, however it was written: "ch 2026 0026" is CH-2026-0026, "… 0026 1" its part 1."""
    told = re.sub(r"[\s.\-–—_/]+", "-", typed.strip()).upper()
    split = re.fullmatch(r"([A-Z]{2})-?(\d{4})-?(\d{4,})-(\d{1,2})", told)
    parts = split or re.fullmatch(r"([A-Z]{2})(\d{4})(\d{4,})", told.replace("-", ""))
    return "-".join(parts.groups()) if parts else typed.replace(" ", "").upper()


@dataclass(frozen=True)
class LookUpForm:
    """Code and phone; `phone` is E.164 and empty when it was no telephone number."""

    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    code: str = ""
    phone: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "LookUpForm":
        reader = Reader(posted)
        code = reader.line(
            "code",
            required=True,
            most=40,
            why=_("Please write the code, such as CH-2026-0012."),
        )
        return cls(
            phone=phone_of(reader),
            code=spoken_code(code),
            problems=reader.problems,
            typed=reader.typed,
        )


def phone_of(reader: Reader, *, required: bool = True) -> str:
    written = reader.line("phone", required=required, most=40, why=_("Please write a phone number."))
    phone = read_phone(written)
    if phone is None and (written or required):
        reader.problem(
            "phone",
            _("This is not a Vietnamese phone number. Write it like 0912 345 678."),
        )
    return phone or ""


def _tax_code(reader: Reader) -> str:
    written = reader.line("tax_code", most=40)
    if not written:
        return ""
    tax_code = read_tax_code(written)
    if tax_code is None:
        reader.problem(
            "tax_code",
            _("This tax code is not right. It has 10 digits, 10 and 3, or 12."),
        )
    return str(tax_code or "")


def email_of(reader: Reader) -> str:
    written = reader.line("email", most=254)
    if not written:
        return ""
    email = read_email(written)
    if email is None:
        reader.problem(
            "email",
            _("This is not an e-mail address. Write it like ten@congty.vn, or leave it out."),
        )
    return email or ""


def _field_id(reader: Reader, field_ids: Collection[int]) -> int | None:
    chosen = reader.choice("field", [str(field_id) for field_id in field_ids], required=False)
    return int(chosen) if chosen else None


def _reported_unit_id(reader: Reader, unit_ids: Collection[int]) -> int | None:
    """Without scripts the list is always there: an agency that was chosen counts, also without the box above it."""
    chosen = reader.choice("reported_unit", [str(unit_id) for unit_id in unit_ids], required=False)
    if reader.ticked(ABOUT_OFFICIALS) and not chosen:
        reader.problem("reported_unit", _("Please choose the agency whose officials you mean."))
    if chosen:
        reader.typed[ABOUT_OFFICIALS] = "on"
    return int(chosen) if chosen else None


def _channel(reader: Reader) -> Channel:
    chosen = reader.choice("channel", CLERK_CHANNELS)
    return Channel(chosen) if chosen else Channel.DESK


def _happened_at(reader: Reader, at: datetime) -> datetime:
    happened_at = reader.past_moment("happened_at", at, required=True)
    return happened_at.astimezone(UTC) if happened_at else at
