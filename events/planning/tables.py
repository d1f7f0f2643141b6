"""Rows of forums. Text is plain; instants are UTC; a forum's own dates are derived from its instants."""

from piccolo.columns import (
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from app.people.tables import Field, Person, Unit


class EventTypeRow(Table, tablename="event_type"):
    """A type of forum that an office changed or added; a shipped type without a row is as it ships."""

    id: Serial
    code = Varchar(20)
    name = Varchar(100)
    name_english = Varchar(100)
    notice = Integer(default=0)
    notice_in_calendar_days = Boolean(default=False)
    results_days = Integer(default=0)
    basis = Varchar(300)  # the rule behind the notice, as people read it
    basis_english = Varchar(300)
    times_a_year = Integer(default=0)
    is_on = Boolean(default=True)
    # Who may know who asks: `events.planning.seeing.SeenBy`.
    seen_by = Varchar(20, default="public")


class Series(Table):
    """A chain of forums with numbered editions ("kỳ thứ N")."""

    id: Serial
    slug = Varchar(80)
    name = Varchar(200)
    type = Varchar(20)
    organiser = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)


class Event(Table):
    id: Serial
    slug = Varchar(120)
    series = ForeignKey(Series, on_delete=OnDelete.restrict, null=True)
    edition = Integer(null=True, default=None)
    type = Varchar(20)
    title = Varchar(300)
    theme = Varchar(300, default="")
    description = Text(default="")
    agenda = Text(default="")
    place = Varchar(300, default="")
    online_url = Varchar(500, default="")
    organiser = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    state = Varchar(20, index=True)
    starts_at = Timestamptz(null=False, default=None, index=True)
    ends_at = Timestamptz(null=False, default=None)
    opens_at = Timestamptz(null=True, default=None)
    closes_at = Timestamptz(null=True, default=None)
    announced_at = Timestamptz(null=True, default=None)
    short_notice_reason = Text(default="")
    started_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    postponed_from = Timestamptz(null=True, default=None)
    change_reason = Text(default="")
    cancelled_at = Timestamptz(null=True, default=None)
    results_at = Timestamptz(null=True, default=None)
    # Counts changes of what a calendar shows: the SEQUENCE of the .ics file.
    sequence = Integer(default=0)
    # Counts every edit; an edit form that carries an older one is refused.
    version = Integer(default=1)
    created_at = Timestamptz(null=False, default=None)
    # The last change of anything the public sees: DTSTAMP of the .ics file.
    changed_at = Timestamptz(null=False, default=None)


class EventField(Table):
    """A field of work that the forum is about."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.cascade, null=False, index=True)
    field = ForeignKey(Field, on_delete=OnDelete.restrict, null=False)


class CoOrganiser(Table):
    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.cascade, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)


class Officer(Table):
    """A chair or secretary of one forum; `title` is printed as it was then."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.cascade, null=False, index=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, index=True)
    role = Varchar(20)
    title = Varchar(200, default="")
    position = Integer(default=0)


class InvitedAgency(Table):
    """An agency that should come and answer; `attendee` is whom it names."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.cascade, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    invited_at = Timestamptz(null=True, default=None)
    attendee = Varchar(200, default="")
    attendee_title = Varchar(200, default="")


class Attendance(Table):
    """One line of the list of those present. `heads` counts a delegation written as one line."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.cascade, null=False, index=True)
    part = Varchar(20)
    name = Varchar(200)
    organisation = Varchar(300, default="")
    heads = Integer(default=1)
    is_present = Boolean(default=True)
    recorded_at = Timestamptz(null=False, default=None)
