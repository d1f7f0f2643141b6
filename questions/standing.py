"""Where a question stands, in one sentence for its asker. Pure."""

from datetime import date, datetime

from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.states import QuestionState


class Day:
    """A date that is written in the reader's way when it is shown."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __str__(self) -> str:
        return show_date(self._day)


def state_sentence(
    state: QuestionState, *, unit: str, due_on: date | None, answered_at: datetime | None, is_joined: bool = False
) -> Sentence:
    """Where the question stands, in one sentence. `is_joined`: it stands so for all whose questions are answered."""
    match state:
        case QuestionState.SUBMITTED | QuestionState.APPEALED | QuestionState.NEEDS_INFO if is_joined:
            return _("Others asked the same; what they wrote is being read first.")
        case QuestionState.DISPUTED if is_joined:
            return _("One of those who asked disputed the answer of %(unit)s; a coordinator decides.", unit=unit)
        case QuestionState.SUBMITTED:
            return _("We have received your question and read it first.")
        case QuestionState.ADMITTED:
            return _("Your question was accepted; we are sending it to the agency responsible.")
        case QuestionState.NEEDS_INFO:
            return _("We asked you for more information; until you answer, no time runs.")
        case QuestionState.APPEALED:
            return _("You appealed; it is decided again whether your question is accepted.")
        case QuestionState.REFERRED:
            return _("It is a complaint or denunciation, which another law settles; see below where to go.")
        case QuestionState.FORWARDED:
            return _("Your question was sent on to the authority that has to answer it.")
        case QuestionState.MERGED:
            return _("Your question was joined with another one like it; the answer goes to all who asked.")
        case QuestionState.SPLIT:
            return _("Your question asks several things: each part is answered by itself, see below.")
        case QuestionState.WITHDRAWN:
            return _("Your question was withdrawn; it is not answered.")
        case QuestionState.REJECTED:
            return _("We are sorry: your question could not be taken.")
        case QuestionState.OFFERED:
            return _("Your question was sent to %(unit)s.", unit=unit)
        case QuestionState.IN_PROGRESS if due_on is not None:
            return _("%(unit)s is writing the answer, due on %(date)s.", unit=unit, date=Day(due_on))
        case QuestionState.IN_PROGRESS:
            return _("%(unit)s is writing the answer.", unit=unit)
        case QuestionState.ANSWERED if answered_at is not None:
            return _("%(unit)s answered on %(date)s.", unit=unit, date=Day(answered_at))
        case QuestionState.DISPUTED:
            return _("You disputed the answer of %(unit)s; a coordinator decides.", unit=unit)
        case QuestionState.CLOSED if answered_at is not None:
            return _("%(unit)s answered on %(date)s, and the question is closed.", unit=unit, date=Day(answered_at))
    return _("Your question was answered.")
