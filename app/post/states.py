"""Where a letter stands between the act that wrote it and the reader's mail box."""

from datetime import timedelta
from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class LetterState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    HELD = "held"
    UNSENT = "unsent"
    # For somebody who has letters of this kind once a day.
    GATHERED = "gathered"
    DIGESTED = "digested"
    # Somebody decided that it does not leave.
    DROPPED = "dropped"


class LetterEvent(StrEnum):
    CLAIM = "claim"
    DELIVER = "deliver"
    POSTPONE = "postpone"
    GIVE_UP = "give_up"
    SET_ASIDE = "set_aside"
    HOLD = "hold"
    RETRY = "retry"
    GATHER = "gather"
    DIGEST = "digest"
    DROP = "drop"


S, E = LetterState, LetterEvent

LETTER = Transitions(
    S.QUEUED,
    {
        (S.QUEUED, E.CLAIM): S.SENDING,
        (S.QUEUED, E.SET_ASIDE): S.UNSENT,
        (S.QUEUED, E.HOLD): S.HELD,
        (S.SENDING, E.DELIVER): S.SENT,
        (S.SENDING, E.POSTPONE): S.QUEUED,
        (S.SENDING, E.GIVE_UP): S.DEAD,
        (S.DEAD, E.RETRY): S.QUEUED,
        (S.HELD, E.RETRY): S.QUEUED,
        (S.UNSENT, E.RETRY): S.QUEUED,
        (S.QUEUED, E.GATHER): S.GATHERED,
        (S.GATHERED, E.DIGEST): S.DIGESTED,
        (S.GATHERED, E.HOLD): S.HELD,
        (S.QUEUED, E.DROP): S.DROPPED,
        (S.GATHERED, E.DROP): S.DROPPED,
        (S.HELD, E.DROP): S.DROPPED,
        (S.UNSENT, E.DROP): S.DROPPED,
        (S.DEAD, E.DROP): S.DROPPED,
    },
    final=[S.SENT, S.DIGESTED, S.DROPPED],
)

STATE_WORDS: dict[LetterState, Sentence] = {
    S.QUEUED: _("Waiting to leave"),
    S.SENDING: _("Leaving now"),
    S.SENT: _("Sent"),
    S.DEAD: _("Given up"),
    S.HELD: _("Held back"),
    S.UNSENT: _("Not sent: no mail server is set"),
    S.GATHERED: _("Waiting for the daily letter"),
    S.DIGESTED: _("Told in a daily letter"),
    S.DROPPED: _("Dropped"),
}

# The icon and the tone that go with the word: (lucide name, tone of the pill).
STATE_TONES: dict[LetterState, tuple[str, str]] = {
    S.QUEUED: ("clock", "quiet"),
    S.SENDING: ("send", "brand"),
    S.SENT: ("circle-check", "ok"),
    S.DEAD: ("triangle-alert", "late"),
    S.HELD: ("pause", "soon"),
    S.UNSENT: ("mail", "soon"),
    S.GATHERED: ("clock", "quiet"),
    S.DIGESTED: ("circle-check", "ok"),
    S.DROPPED: ("circle-x", "quiet"),
}

# How long to wait after the first, second … failure. A letter that fails once more is given up.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
MOST_ATTEMPTS = len(PAUSES) + 1


def pause_after(attempts: int) -> timedelta | None:
    """The pause after that many failed attempts, or None when it is time to give up."""
    return PAUSES[attempts - 1] if attempts < MOST_ATTEMPTS else None
