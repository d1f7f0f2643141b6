"""The text of an answer in work, and what it promises. Pure."""

from dataclasses import dataclass, field
from datetime import date

from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.due import Due
from questions.commitments.states import DueWording
from questions.values import Outcome


@dataclass(frozen=True)
class DraftPromise:
    """What will be done, by whom, what will lie on the table, and by when; any of it may be missing in a draft."""

    words: str = ""
    owner_id: int | None = None
    product: str = ""
    wording: DueWording | None = None
    day: date | None = None
    days: int | None = None
    day_of_month: int | None = None

    @property
    def due(self) -> Due | None:
        return Due(self.wording, self.day, self.days, self.day_of_month) if self.wording else None

    @property
    def is_begun(self) -> bool:
        """Whether somebody typed something; the form itself fills in a unit and a wording."""
        return bool(self.words or self.product or self.day or self.days or self.day_of_month)

    def problems(self) -> dict[str, Sentence]:
        """What is missing, by the name of its field; empty when a commitment can be made of it."""
        found = {
            name: sentence
            for name, value, sentence in (
                ("promise_words", self.words, _("Please write what will be done.")),
                ("promise_owner", self.owner_id, _("Please choose the unit that will do it.")),
                ("promise_product", self.product, _("Please name what will be on the table.")),
            )
            if not value
        }
        due = self.due
        problem = _("Please say by when.") if due is None else due.problem()
        if problem is not None:
            found["due_wording" if due is None else DUE_FIELDS[due.wording]] = problem
        return found


DUE_FIELDS = {
    DueWording.BEFORE: "due_day",
    DueWording.BY: "due_day",
    DueWording.WITHIN: "due_days",
    DueWording.MONTHLY: "day_of_month",
}


@dataclass(frozen=True)
class Draft:
    """The text of an answer: `summary` at most 200 characters, `legal_basis` one document a line."""

    summary: str
    body: str
    legal_basis: str = ""
    outcome: Outcome | None = None
    document_number: str = ""
    # The code of a question whose published answer this one points to.
    refers_to: str = ""
    promise: DraftPromise = field(default_factory=DraftPromise)
