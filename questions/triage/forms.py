"""The forms of the first look beside accepting: a few fields each, named in a table. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.desk_forms import REASON_MOST, Form

LABELS: dict[str, Sentence] = {
    "words": _("What we need to know"),
    "reply": _("What the asker says"),
    "reason": _("Reason"),
    "addressee": _("To which authority"),
    "guidance": _("Guidance for the asker"),
    "number": _("Number of the document"),
    "written_on": _("Date of the document"),
    "answer": _("What that authority answered"),
}


@dataclass(frozen=True)
class Asked:
    """One field of such a form: a "text" of many lines, a "line", a "day", or a "choice" of options."""

    name: str
    kind: str = "text"
    most: int = REASON_MOST
    is_required: bool = True
    hint: Sentence | str = ""

    @property
    def label(self) -> Sentence:
        return LABELS[self.name]


@dataclass(frozen=True)
class TriageForm(Form):
    """`values` are the fields by name, days as ISO text; empty where nothing was asked for."""

    values: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(
        cls, posted: Posted, fields: tuple[Asked, ...], options: dict[str, list[tuple[str, object]]] | None = None
    ) -> "TriageForm":
        reader = Reader(posted)
        values = {
            asked.name: _value(reader, asked, [str(code) for code, *_more in (options or {}).get(asked.name, [])])
            for asked in fields
        }
        return cls(problems=reader.problems, typed=reader.typed, values=values)


def _value(reader: Reader, asked: Asked, codes: list[str]) -> str:
    match asked.kind:
        case "line":
            return reader.line(asked.name, required=asked.is_required, most=asked.most)
        case "day":
            day = reader.day(asked.name, required=asked.is_required)
            return day.isoformat() if day else ""
        case "choice":
            return reader.choice(asked.name, codes, required=asked.is_required)
    return reader.text(asked.name, required=asked.is_required, most=asked.most)


MORE = (Asked("words", hint=_("The asker reads it, and answers on the page of the question.")),)
REPLY = (Asked("reply", hint=_("It stands beside the question, whose own words stay as they are.")),)
APPEAL = (Asked("reason"),)
UPHOLD = (Asked("reason", hint=_("The asker reads it.")),)
REFER = (
    Asked("addressee", "line", 300),
    Asked("guidance", hint=_("The asker reads it. It is guidance where to go, never an answer.")),
)
DOCUMENT = (Asked("number", "line", 60), Asked("written_on", "day"))
FORWARD = (Asked("addressee", "line", 300, hint=_("Everyone reads it.")), *DOCUMENT)
RECORD_REPLY = (Asked("answer", most=10_000, hint=_("Everyone reads it: please name no person in it.")), *DOCUMENT)
