"""Which acts are news for everyone, and in which words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _


class Followed(StrEnum):
    """What one may follow."""

    QUESTION = "question"
    COMMITMENT = "commitment"
    SERIES = "series"
    FIELD = "field"
    UNIT = "unit"


FOLLOWED_NAMES: dict[Followed, Sentence] = {
    Followed.QUESTION: _("Question"),
    Followed.COMMITMENT: _("Commitment"),
    Followed.SERIES: _("Series of forums"),
    Followed.FIELD: _("Field of work"),
    Followed.UNIT: _("Agency"),
}
NEWS: dict[str, Sentence] = {
    "question.admit": _("A question was accepted"),
    "question.hold": _("A first answer was given"),
    "question.apologise": _("The agency apologised for being late and named a new date"),
    "question.answer": _("A question was answered"),
    "question.reopen": _("A question is answered anew"),
    "answer.correction_approve": _("An answer was corrected"),
    "commitment.confirm": _("A commitment was confirmed"),
    "commitment.progress": _("Progress on a commitment"),
    "commitment.claim": _("A commitment was reported done"),
    "commitment.verify": _("A commitment was kept"),
    "commitment.verify_part": _("A commitment was kept in part"),
    "commitment.verify_period": _("A commitment was kept in this period"),
    "commitment.grant_date": _("A commitment has a new date"),
    "commitment.cancel": _("A commitment was cancelled"),
    "commitment.reopen": _("A commitment is open again"),
    "event.announce": _("A forum was announced"),
    "event.reschedule": _("A forum has a new date"),
    "event.postpone": _("A forum was postponed"),
    "event.cancel": _("A forum was cancelled"),
    "event.publish": _("The results of a forum were published"),
}


@dataclass(frozen=True)
class News:
    """One act that everyone may know, as it stands now. `about` are the things whose followers it concerns."""

    entry_id: int
    act: str
    code: str
    title: str
    path: str
    at: datetime
    about: Mapping[Followed, frozenset[int]]

    @property
    def what(self) -> Sentence:
        return NEWS[self.act]
