"""The forms of the office: typed values, or problems beside their fields. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.identifiers import valid_email
from app.office.values import SiteValues
from app.web.colours import read_colour

EMAIL_MOST = 254


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
