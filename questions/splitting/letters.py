"""The letter about a question that was split into parts. Pure."""

from collections.abc import Sequence

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE

SPLIT = LetterText(
    "split",
    _("To the asker: answered in parts"),
    _("Your question %(code)s is answered in parts"),
    (
        _("Your question %(code)s asks several things. So that each gets its own answer, it was split into parts:"),
        _("%(text)s"),
        _("Your own words are kept. Each part has its own code and page, and you are told of each."),
    ),
    {"code": CODE, "text": _("the parts, one on each line")},
)
TEXTS = (SPLIT,)


def split(*, to: str, name: str, code: str, parts: Sequence[tuple[str, str, str]], language: str, key: str) -> Letter:
    """`parts` are (code, summary, path of the asker's secret link)."""
    lines = "\n".join(f"{part_code}: {summary}" for part_code, summary, _path in parts)
    links = [(_("Part %(code)s (this link is yours alone)", code=part_code), path) for part_code, _text, path in parts]
    return write(SPLIT, to, {"code": code, "text": lines}, name=name, links=links, language=language, key=key)
