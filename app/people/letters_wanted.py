"""Which letters about the work a person wants. Letters about the account itself always come. Pure."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _


class LettersWanted(StrEnum):
    ALL = "all"
    IMPORTANT = "important"
    NONE = "none"


LETTERS_NAMES: dict[LettersWanted, Sentence] = {
    LettersWanted.ALL: _("All letters"),
    LettersWanted.IMPORTANT: _("Only when something waits for me or falls due"),
    LettersWanted.NONE: _("None, as long as a colleague of my unit receives them"),
}


def wants(wanted: LettersWanted, *, is_important: bool) -> bool:
    """`is_important`: something waits for the reader, or a date of the law is near."""
    return wanted is LettersWanted.ALL or (wanted is LettersWanted.IMPORTANT and is_important)
