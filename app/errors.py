"""Refusals that a person reads: each carries one sentence, translated where it is shown."""

from collections.abc import Mapping

from app.i18n import Sentence
from app.i18n import Sentence as _


class Refusal(Exception):
    """Base of all refusals. `status` is the HTTP answer, `exit_code` the command's."""

    status = 400
    exit_code = 1

    def __init__(self, sentence: Sentence | str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Invalid(Refusal):
    """What was given cannot be used; `problems` maps a field's name to its sentence."""

    status = 422

    def __init__(self, sentence: Sentence | str, problems: Mapping[str, Sentence | str] | None = None) -> None:
        super().__init__(sentence)
        self.problems: Mapping[str, Sentence | str] = problems or {}


def require_words(words: str, field: str = "reason", said: Sentence = _("Please give the reason.")) -> None:  # noqa: B008
    """Raises Invalid, with `said` beside `field`, where nothing was written."""
    if not words.strip():
        raise Invalid(said, {field: said})


class NotAllowed(Refusal):
    """The person may not do this; the sentence says why."""

    status = 403


class NotFound(Refusal):
    """There is nothing here for this person (also used to hide what is not theirs)."""

    status = 404


class Conflict(Refusal):
    """Somebody was faster: the thing is no longer in the state the act started from."""

    status = 409


class TooMany(Refusal):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: Sentence | str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """The database is away or full; nothing was changed. `retry_after` is in seconds."""

    status = 503

    def __init__(self, sentence: Sentence | str, retry_after: int = 5) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
