"""The daily letter: what was gathered, by forum or unit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter
from app.post.texts import LetterText, write

MOST_LINES = 100
DIGEST = LetterText(
    "digest",
    _("To those who want one letter a day"),
    _("Your work on %(date)s: %(number)s letters"),
    (_("This happened since your last daily letter:"), _("%(letters)s")),
    {
        "date": _("the day of the letter"),
        "number": _("how many letters were gathered"),
        "letters": _("the subject of each letter with its link, by forum"),
    },
)
TEXTS = (DIGEST,)


@dataclass(frozen=True)
class Gathered:
    """One letter that waited: `group` is the forum or the unit it belongs to, `path` where it leads."""

    group: str
    subject: str
    path: str


def digest(gathered: Sequence[Gathered], *, to: str, name: str, day: date, language: str) -> Letter:
    """All of them in one letter, each forum together; the order within a forum is kept."""
    groups: dict[str, list[Gathered]] = {}
    for one in gathered[:MOST_LINES]:
        groups.setdefault(one.group, []).append(one)
    with speaking(language):
        blocks = [f"{(group or str(_('Other'))).upper()}\n{_lines(lines)}" for group, lines in sorted(groups.items())]
        if len(gathered) > MOST_LINES:
            blocks.append(str(_("And %(number)s more, in My work.", number=len(gathered) - MOST_LINES)))
        values = {"date": show_date(day), "number": str(len(gathered)), "letters": "\n\n".join(blocks)}
    links = [(_("Open My work"), "/work")]
    return write(DIGEST, to, values, name=name, links=links, language=language, key=f"digest {to} {day}", by_day=True)


def _lines(lines: Sequence[Gathered]) -> str:
    return "\n".join(f"- {one.subject}\n{one.path}" for one in lines)
