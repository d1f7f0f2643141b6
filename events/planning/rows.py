"""What is read of forums, between the database and the pages."""

from dataclasses import dataclass
from datetime import date, datetime

from app.access import Role
from app.clock import day_of
from app.i18n import Sentence
from events.planning.looks import STATE_LOOKS, Look
from events.planning.parts import AttendancePart
from events.planning.policy import EventFacts
from events.planning.states import STATE_NAMES, EventState
from events.planning.types import EventType


@dataclass(frozen=True)
class SeriesRow:
    id: int
    slug: str
    name: str
    type: str
    organiser_id: int


@dataclass(frozen=True)
class UnitCard:
    """A unit as forums show it: names, and where to reach it."""

    id: int
    name: str
    short_name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class OfficerRow:
    person_id: int
    name: str
    title: str
    role: Role


@dataclass(frozen=True)
class FieldName:
    id: int
    name: str


@dataclass(frozen=True)
class AgencyRow:
    """An invited agency; `invited_at` is when its letter was queued, `attendee` is whom it names."""

    unit_id: int
    short_name: str
    name: str
    invited_at: datetime | None
    attendee: str
    attendee_title: str


@dataclass(frozen=True)
class ProposedAgency:
    """An agency that stands behind fields of the forum; `field_names` is the reason to invite it."""

    unit_id: int
    short_name: str
    name: str
    field_names: tuple[str, ...]


@dataclass(frozen=True)
class PersonChoice:
    """Somebody who may chair or keep the record of a forum."""

    id: int
    name: str
    title: str


@dataclass(frozen=True)
class AttendanceRow:
    id: int
    part: AttendancePart
    name: str
    organisation: str
    heads: int
    is_present: bool
    recorded_at: datetime


@dataclass(frozen=True)
class EventLine:
    """One forum in a list. Instants are UTC; its day is that of Vietnam."""

    id: int
    slug: str
    type: str
    kind: EventType
    title: str
    edition: int | None
    series_name: str | None
    series_slug: str | None
    theme: str
    place: str
    online_url: str
    organiser: UnitCard
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    state: EventState
    postponed_from: datetime | None
    change_reason: str
    announced_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    results_at: datetime | None

    @property
    def state_name(self) -> Sentence:
        return STATE_NAMES[self.state]

    @property
    def look(self) -> Look:
        return STATE_LOOKS[self.state]

    @property
    def day(self) -> date:
        return day_of(self.starts_at)

    @property
    def has_date(self) -> bool:
        """A postponed or cancelled forum keeps its old time, but will not take place then."""
        return self.state not in (EventState.POSTPONED, EventState.CANCELLED)

    def is_coming(self, today: date) -> bool:
        """Whether it stands among the coming forums; a postponed one waits for its new date there."""
        return self.state is EventState.POSTPONED or (self.has_date and self.day >= today)


@dataclass(frozen=True)
class EventView(EventLine):
    """All that pages and papers show of one forum."""

    series_id: int | None
    description: str
    agenda: str
    co_organisers: tuple[UnitCard, ...]
    officers: tuple[OfficerRow, ...]
    fields: tuple[FieldName, ...]
    agencies: tuple[AgencyRow, ...]
    short_notice_reason: str
    sequence: int
    version: int
    changed_at: datetime

    @property
    def chairs(self) -> tuple[OfficerRow, ...]:
        return tuple(officer for officer in self.officers if officer.role is Role.CHAIR)

    @property
    def secretaries(self) -> tuple[OfficerRow, ...]:
        return tuple(officer for officer in self.officers if officer.role is Role.SECRETARY)

    @property
    def facts(self) -> EventFacts:
        return EventFacts(
            id=self.id,
            slug=self.slug,
            state=self.state,
            organiser_id=self.organiser.id,
            title=self.title,
            type=self.type,
            starts_at=self.starts_at,
            closes_at=self.closes_at,
            ended_at=self.ended_at,
            co_organiser_ids=frozenset(unit.id for unit in self.co_organisers),
            officers=frozenset((officer.person_id, officer.role) for officer in self.officers),
        )
