"""What invited agencies read: who asks them, when, where, about what, and what changed. Pure."""

from collections.abc import Callable

from app.formats import show_date, show_time
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from events.planning.rows import EventView

# A letter of news: the forum, the reader's name, the address.
Writer = Callable[[EventView, str, str], Letter]

PAGE = _("The forum and its questions")
_TITLE, _DAY = _("the title of the forum"), _("the day of the forum")
_PLACES = {
    "title": _TITLE,
    "organiser": _("the organising unit"),
    "day": _DAY,
    "time": _("the time of the forum"),
    "place": _("the place of the forum"),
    "link": _("the online link"),
    "theme": _("the theme"),
    "reason": _("the reason given"),
}
_WHEN_AND_WHERE = (_("Time: %(time)s, %(day)s"), _("Place: %(place)s"), _("Online: %(link)s"))

INVITATION = LetterText(
    "event_invitation",
    _("To an agency: invitation to a forum"),
    _("Invitation: %(title)s"),
    (
        _("%(organiser)s invites you to send a leader to “%(title)s”."),
        *_WHEN_AND_WHERE,
        _("Theme: %(theme)s"),
        _("Please name who will come and answer the questions of your field."),
    ),
    {place: words for place, words in _PLACES.items() if place != "reason"},
)
POSTPONED = LetterText(
    "event_postponed",
    _("To an agency: the forum is postponed"),
    _("Postponed: %(title)s"),
    (_("“%(title)s” on %(day)s is postponed. A new date will be announced."), _("Reason: %(reason)s")),
    _PLACES,
)
CANCELLED = LetterText(
    "event_cancelled",
    _("To an agency: the forum is cancelled"),
    _("Cancelled: %(title)s"),
    (_("“%(title)s” on %(day)s is cancelled. Its questions are answered in writing."), _("Reason: %(reason)s")),
    _PLACES,
)
CHANGED = LetterText(
    "event_changed",
    _("To an agency: a new time or place"),
    _("New time or place: %(title)s"),
    (_("The time or place of “%(title)s” has changed."), *_WHEN_AND_WHERE, _("Reason: %(reason)s")),
    _PLACES,
)
TEXTS = (INVITATION, POSTPONED, CANCELLED, CHANGED)


def invitation(view: EventView, agency_name: str, to: str) -> Letter:
    """Once for each agency and forum."""
    return _letter(INVITATION, view, to, agency_name, key=f"event-invitation:{view.id}")


def postponed(view: EventView, agency_name: str, to: str) -> Letter:
    return _letter(POSTPONED, view, to, agency_name, key=f"event-postponed:{view.id}:{view.sequence}")


def cancelled(view: EventView, agency_name: str, to: str) -> Letter:
    return _letter(CANCELLED, view, to, agency_name, key=f"event-cancelled:{view.id}")


def changed(view: EventView, agency_name: str, to: str) -> Letter:
    """A new date or place, after a postponement or without one."""
    return _letter(CHANGED, view, to, agency_name, key=f"event-changed:{view.id}:{view.sequence}")


def _letter(text: LetterText, view: EventView, to: str, name: str, *, key: str) -> Letter:
    values = {
        "title": view.title,
        "organiser": view.organiser.name,
        "day": show_date(view.starts_at),
        "time": show_time(view.starts_at),
        "place": view.place,
        "link": view.online_url,
        "theme": view.theme,
        "reason": view.change_reason,
    }
    return write(
        text,
        to,
        values,
        name=name,
        links=[(PAGE, f"/events/{view.slug}")],
        signed=view.organiser.name,
        key=f"{key}:{to}",
    )
