"""The form of a webhook. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _

LABELS: dict[str, Sentence] = {
    "name": _("Name"),
    "url": _("Address"),
    "kinds": _("Of what it hears"),
    "is_on": _("Switched on"),
}
KIND_NAMES: list[tuple[str, Sentence]] = [
    ("question", _("Questions and answers")),
    ("commitment", _("Commitments")),
    ("event", _("Forums")),
]


@dataclass(frozen=True)
class HookForm:
    name: str = ""
    url: str = ""
    kinds: tuple[str, ...] = ()
    is_on: bool = False
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted) -> "HookForm":
        reader = Reader(posted)
        name = reader.line("name", required=True, most=100)
        url = reader.line("url", required=True, most=500)
        kinds = tuple(kind for kind, _name in KIND_NAMES if kind in posted.get("kinds", ()))
        reader.typed["kinds"] = ",".join(kinds)
        return cls(name, url, kinds, reader.ticked("is_on"), reader.problems, reader.typed)
