"""The form with which anyone follows something. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.post.letter import MAIL_BOX

LABELS: dict[str, Sentence] = {"thing": _("What to follow"), "email": _("Your e-mail address")}


@dataclass(frozen=True)
class FollowForm:
    """`thing` as in `followers.things`; `email` in lower case."""

    thing: str = ""
    email: str = ""
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted) -> "FollowForm":
        reader = Reader(posted)
        thing = reader.line("thing", required=True, why=_("Please choose what you want to follow."))
        email = reader.line("email", required=True, most=254).lower()
        if email and not MAIL_BOX.fullmatch(email):
            reader.problem("email", _("Please enter an e-mail address like ten@vidu.vn."))
        return cls(thing, email, reader.problems, reader.typed)
