"""The forms about one's own data. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.seeing import SeenBy
from questions.forms import ADDRESS_MOST, NAME_MOST, email_of, phone_of

WORDS_MOST = 2000
LABELS: dict[str, Sentence] = {
    "name": _("Full name"),
    "address": _("Contact address"),
    "phone": _("Phone number"),
    "email": _("E-mail"),
    "words": _("What you want to say about it"),
    "reason": _("Reason"),
}


@dataclass(frozen=True)
class CorrectionForm:
    """What shall stand there from now on. An empty `phone` or `email` stays as it is; `drops_email` takes it away."""

    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    drops_email: bool = False

    @classmethod
    def read(cls, posted: Posted) -> "CorrectionForm":
        reader = Reader(posted)
        return cls(
            name=reader.line("name", required=True, most=NAME_MOST, why=_("Please write your full name.")),
            address=reader.line("address", required=True, most=ADDRESS_MOST),
            phone=phone_of(reader, required=False),
            email=email_of(reader),
            drops_email=reader.ticked("drops_email"),
            problems=reader.problems,
            typed=reader.typed,
        )


def read_circle(posted: Posted) -> SeenBy:
    """The circle that was chosen; the narrowest where it cannot be read."""
    chosen = Reader(posted).choice("circle", tuple(SeenBy))
    return SeenBy(chosen) if chosen else SeenBy.COORDINATOR


def read_words(posted: Posted, name: str, *, required: bool) -> tuple[str, dict[str, Sentence]]:
    """The words of this field, and what is amiss with them."""
    reader = Reader(posted)
    return reader.text(name, required=required, most=WORDS_MOST, why=_("Please give the reason.")), reader.problems
