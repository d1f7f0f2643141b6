"""What invited agencies read: who asks them, when, where, about what, and what changed. Pure."""

from collections.abc import Callable

from app.formats import show_date, show_time
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.post.letter import Letter, compose
from events.planning.rows import EventView

# A letter of news: the forum, the reader's name, the address.
Writer = Callable[[EventView, str, str], Letter]

PAGE = _("The forum and its questions")


def invitation(view: EventView, agency_name: str, to: str) -> Letter:
    """Once for each agency and forum."""
    return _letter(
        view,
        to,
        agency_name,
        _("Invitation: %(title)s", title=view.title),
        [
            _(
                "%(organiser)s invites you to send a leader to “%(title)s”.",
                organiser=view.organiser.name,
                title=view.title,
            ),
            *_when_and_where(view),
            _("Theme: %(theme)s", theme=view.theme) if view.theme else "",
            _("Please name who will come and answer the questions of your field."),
        ],
        key=f"event-invitation:{view.id}",
    )


def postponed(view: EventView, agency_name: str, to: str) -> Letter:
    return _letter(
        view,
        to,
        agency_name,
        _("Postponed: %(title)s", title=view.title),
        [
            _(
                "“%(title)s” on %(day)s is postponed. A new date will be announced.",
                title=view.title,
                day=show_date(view.starts_at),
            ),
            _("Reason: %(reason)s", reason=view.change_reason),
        ],
        key=f"event-postponed:{view.id}:{view.sequence}",
    )


def cancelled(view: EventView, agency_name: str, to: str) -> Letter:
    return _letter(
        view,
        to,
        agency_name,
        _("Cancelled: %(title)s", title=view.title),
        [
            _(
                "“%(title)s” on %(day)s is cancelled. Its questions are answered in writing.",
                title=view.title,
                day=show_date(view.starts_at),
            ),
            _("Reason: %(reason)s", reason=view.change_reason),
        ],
        key=f"event-cancelled:{view.id}",
    )


def changed(view: EventView, agency_name: str, to: str) -> Letter:
    """A new date or place, after a postponement or without one."""
    return _letter(
        view,
        to,
        agency_name,
        _("New time or place: %(title)s", title=view.title),
        [
            _("The time or place of “%(title)s” has changed.", title=view.title),
            *_when_and_where(view),
            _("Reason: %(reason)s", reason=view.change_reason) if view.change_reason else "",
        ],
        key=f"event-changed:{view.id}:{view.sequence}",
    )


def _letter(
    view: EventView, to: str, name: str, subject: Sentence, paragraphs: list[Sentence | str], *, key: str
) -> Letter:
    return compose(
        to,
        subject,
        paragraphs,
        name=name,
        links=[(PAGE, f"/events/{view.slug}")],
        signed=view.organiser.name,
        key=f"{key}:{to}",
    )


def _when_and_where(view: EventView) -> list[Sentence | str]:
    return [
        _("Time: %(time)s, %(day)s", time=show_time(view.starts_at), day=show_date(view.starts_at)),
        _("Place: %(place)s", place=view.place) if view.place else "",
        _("Online: %(link)s", link=view.online_url) if view.online_url else "",
    ]
