"""The letter that asks for clearance. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE

TO_CLEAR = LetterText(
    "to_clear",
    _("To clearance: an approved answer waits"),
    _("The answer to %(code)s waits for clearance"),
    (
        _("The unit approved its answer to %(code)s. This question was flagged, so the answer is cleared by you before"
          " it is published."),
    ),
    {"code": CODE},
)  # fmt: skip
TEXTS = (TO_CLEAR,)


def to_clear(*, to: str, name: str, code: str, answer_id: int, language: str, key: str) -> Letter:
    links = [(_("Read, clear or return it"), f"/desk/answers/{answer_id}")]
    return write(TO_CLEAR, to, {"code": code}, name=name, links=links, language=language, key=key)
