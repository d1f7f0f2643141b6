"""Who may know who asks: a type of forum sets the widest circle, an asker may only narrow it. Pure."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _


class SeenBy(StrEnum):
    """From the widest circle to the narrowest."""

    PUBLIC = "public"
    OFFICIALS = "officials"
    COORDINATOR = "coordinator"


SEEN_BY_NAMES: dict[SeenBy, Sentence] = {
    SeenBy.PUBLIC: _("Everyone, if the asker agreed to it"),
    SeenBy.OFFICIALS: _("Only officials who deal with the question"),
    SeenBy.COORDINATOR: _("Only the coordinator of the organising unit"),
}


def strictest(*circles: SeenBy) -> SeenBy:
    """The narrowest of these circles."""
    return max(circles, key=list(SeenBy).index)
