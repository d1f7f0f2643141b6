"""Letters about the parts of coordinating units. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, UNIT

COMMENT = _("the comment")
PART_TO_APPROVE = LetterText(
    "part_to_approve",
    _("To the leader of a coordinating unit: please approve the part"),
    _("Please approve your unit's part on %(code)s"),
    (_("%(drafter)s asks you to approve what your unit says about the question %(code)s."),),
    {"code": CODE, "drafter": _("who drafted it")},
)
PART_RETURNED = LetterText(
    "part_returned",
    _("To a coordinating unit: the part was returned"),
    _("Your part on %(code)s was returned"),
    (_("%(who)s returned your unit's part on the question %(code)s with this comment:"), _("“%(comment)s”")),
    {"code": CODE, "who": _("who returned it"), "comment": COMMENT},
)
PART_DELIVERED = LetterText(
    "part_delivered",
    _("To the lead unit: a part was delivered"),
    _("%(unit)s delivered its part on %(code)s"),
    (_("%(unit)s delivered its part on the question %(code)s. You find it beside your draft."),),
    {"code": CODE, "unit": UNIT},
)
PART_DECLINED = LetterText(
    "part_declined",
    _("To the lead unit: a part was given back"),
    _("%(unit)s gave its part on %(code)s back"),
    (_("%(unit)s gave its part on the question %(code)s back with this reason:"), _("“%(comment)s”")),
    {"code": CODE, "unit": UNIT, "comment": COMMENT},
)
PART_WITHDRAWN = LetterText(
    "part_withdrawn",
    _("To a coordinating unit: the part is no longer needed"),
    _("Your part on %(code)s is no longer needed"),
    (
        _("Your unit's part on the question %(code)s is no longer needed. The reason: %(comment)s"),
        _("What your unit had written is kept."),
    ),
    {"code": CODE, "comment": COMMENT},
)
TEXTS = (PART_TO_APPROVE, PART_RETURNED, PART_DELIVERED, PART_DECLINED, PART_WITHDRAWN)


def about_part(
    text: LetterText, values: dict[str, str], part_id: int, *, to: str, name: str, language: str, key: str
) -> Letter:
    links = [(_("Open the part"), f"/desk/parts/{part_id}")]
    return write(text, to, values, name=name, links=links, language=language, key=key)
