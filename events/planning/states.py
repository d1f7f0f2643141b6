"""The life of a forum, on one screen."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class EventState(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    COLLECTING = "collecting"
    PREPARING = "preparing"
    IN_SESSION = "in_session"
    HELD = "held"
    MINUTES_APPROVED = "minutes_approved"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class EventAct(StrEnum):
    ANNOUNCE = "announce"
    OPEN = "open"
    CLOSE = "close"
    START = "start"
    END = "end"
    ISSUE_MINUTES = "issue_minutes"
    PUBLISH = "publish"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"


S, A = EventState, EventAct

EVENT = Transitions(
    S.DRAFT,
    {
        (S.DRAFT, A.ANNOUNCE): S.ANNOUNCED,
        (S.ANNOUNCED, A.OPEN): S.COLLECTING,
        (S.COLLECTING, A.CLOSE): S.PREPARING,
        (S.PREPARING, A.START): S.IN_SESSION,
        (S.IN_SESSION, A.END): S.HELD,
        (S.HELD, A.ISSUE_MINUTES): S.MINUTES_APPROVED,
        # A correction of issued minutes is a new version; the forum stays where it is.
        (S.MINUTES_APPROVED, A.ISSUE_MINUTES): S.MINUTES_APPROVED,
        (S.PUBLISHED, A.ISSUE_MINUTES): S.PUBLISHED,
        (S.MINUTES_APPROVED, A.PUBLISH): S.PUBLISHED,
        (S.ANNOUNCED, A.POSTPONE): S.POSTPONED,
        (S.COLLECTING, A.POSTPONE): S.POSTPONED,
        (S.PREPARING, A.POSTPONE): S.POSTPONED,
        (S.POSTPONED, A.RESCHEDULE): S.ANNOUNCED,
        (S.ANNOUNCED, A.CANCEL): S.CANCELLED,
        (S.COLLECTING, A.CANCEL): S.CANCELLED,
        (S.PREPARING, A.CANCEL): S.CANCELLED,
        (S.POSTPONED, A.CANCEL): S.CANCELLED,
    },
    final=(S.PUBLISHED, S.CANCELLED),
)

STATE_NAMES: dict[EventState, Sentence] = {
    S.DRAFT: _("Draft"),
    S.ANNOUNCED: _("Announced"),
    S.COLLECTING: _("Open for questions"),
    S.PREPARING: _("Questions closed"),
    S.IN_SESSION: _("In session"),
    S.HELD: _("Held, minutes awaited"),
    S.MINUTES_APPROVED: _("Minutes issued"),
    S.PUBLISHED: _("Results published"),
    S.POSTPONED: _("Postponed"),
    S.CANCELLED: _("Cancelled"),
}

ACT_NAMES: dict[EventAct, Sentence] = {
    A.ANNOUNCE: _("Announce"),
    A.OPEN: _("Open questions"),
    A.CLOSE: _("Close questions"),
    A.START: _("Start the session"),
    A.END: _("End the session"),
    A.ISSUE_MINUTES: _("Issue the minutes"),
    A.PUBLISH: _("Publish results"),
    A.POSTPONE: _("Postpone"),
    A.RESCHEDULE: _("Set a new date"),
    A.CANCEL: _("Cancel the forum"),
}

# States that the public sees; a draft does not exist for it.
PUBLIC_STATES = frozenset(S) - {S.DRAFT}
# States in which a question may be sent in. After the cut-off it is taken and marked late.
TAKING_QUESTIONS = frozenset({S.COLLECTING, S.PREPARING, S.IN_SESSION})
# A question that a clerk writes down for somebody may belong to a forum that was only announced.
TAKING_ENTRIES = TAKING_QUESTIONS | {S.ANNOUNCED, S.HELD, S.POSTPONED}
BEFORE_SESSION = frozenset({S.DRAFT, S.ANNOUNCED, S.COLLECTING, S.PREPARING, S.POSTPONED})
AFTER_SESSION = frozenset({S.HELD, S.MINUTES_APPROVED, S.PUBLISHED})
