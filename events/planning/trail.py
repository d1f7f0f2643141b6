"""The journal of a forum in plain words, newest first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.i18n import Sentence
from app.i18n import Sentence as _

WORDS: dict[str, Sentence] = {
    "event.create": _("%(name)s planned the forum"),
    "event.edit": _("%(name)s changed the plan"),
    "event.officers": _("%(name)s named chairs and secretaries"),
    "event.agencies": _("%(name)s changed the list of invited agencies"),
    "event.attendee": _("%(name)s said who comes for an agency"),
    "event.attendance": _("%(name)s wrote down who was there"),
    "event.announce": _("%(name)s announced the forum"),
    "event.open": _("%(name)s opened the forum for questions"),
    "event.close": _("%(name)s closed the questions"),
    "event.start": _("%(name)s started the session"),
    "event.end": _("%(name)s ended the session"),
    "event.issue_minutes": _("%(name)s issued the minutes"),
    "event.publish": _("%(name)s published the results"),
    "event.postpone": _("%(name)s postponed the forum"),
    "event.reschedule": _("%(name)s set a new date"),
    "event.cancel": _("%(name)s cancelled the forum"),
}


class Entry(Protocol):
    @property
    def act(self) -> str: ...
    @property
    def person_name(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...


@dataclass(frozen=True)
class Step:
    at: datetime
    words: Sentence
    detail: str
    is_now: bool


def trail(entries: Iterable[Entry]) -> list[Step]:
    """From the journal's entries, oldest first; acts without words of their own are passed over."""
    told = [entry for entry in entries if entry.act in WORDS]
    return [
        Step(entry.happened_at, _(WORDS[entry.act].message, name=entry.person_name), entry.reason, place == 0)
        for place, entry in enumerate(reversed(told))
    ]
