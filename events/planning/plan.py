"""What a coordinator decides about a forum, as one value. Pure."""

from dataclasses import dataclass
from datetime import datetime

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _


@dataclass(frozen=True)
class OfficerPlan:
    """A chair or secretary; `title` is printed beside the name."""

    person_id: int
    role: Role
    title: str = ""


@dataclass(frozen=True)
class AgencyPlan:
    """An agency to invite, and whom it names."""

    unit_id: int
    attendee: str = ""
    attendee_title: str = ""


@dataclass(frozen=True)
class EventPlan:
    """A forum as planned. Instants are aware.

    `new_series` names a series to begin with this forum, when there is no `series_id`. In a series an
    empty `title` becomes "name, edition" and no `edition` means the one after the last.
    No `closes_at` means three working days before the session; no `opens_at`: opened by hand.
    `agency_ids` are invited when the forum is created; later `inviting.set_agencies` changes them.
    """

    organiser_id: int
    type: str
    starts_at: datetime
    ends_at: datetime
    title: str = ""
    series_id: int | None = None
    new_series: str = ""
    edition: int | None = None
    theme: str = ""
    description: str = ""
    agenda: str = ""
    place: str = ""
    online_url: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    field_ids: tuple[int, ...] = ()
    co_organiser_ids: tuple[int, ...] = ()
    officers: tuple[OfficerPlan, ...] = ()
    agency_ids: tuple[int, ...] = ()


def problems_of_times(
    starts_at: datetime | None,
    ends_at: datetime | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> dict[str, Sentence]:
    """What does not fit in the order: opens, closes, starts, ends; by the name of the field."""
    found: dict[str, Sentence] = {}
    if starts_at and ends_at and ends_at <= starts_at:
        found["ends_at"] = _("The session must end after it starts.")
    if starts_at and closes_at and closes_at > starts_at:
        found["closes_at"] = _("Questions must close before the session starts.")
    if opens_at and (until := closes_at or starts_at) and opens_at >= until:
        found["opens_at"] = _("Questions must open before they close.")
    return found
