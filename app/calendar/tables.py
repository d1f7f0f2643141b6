"""The days that an office declares off or worked, on top of the shipped calendar, and its versions."""

from piccolo.columns import Date, Integer, Serial, Timestamptz, Varchar
from piccolo.table import Table


class CalendarOverride(Table, tablename="calendar_override"):
    """One day; `kind` is a `DayKind`, `source` the document that orders it."""

    day = Date()
    kind = Varchar(length=10)
    note = Varchar(length=200)
    source = Varchar(length=200)


class ClockOverride(Table, tablename="clock_override"):
    """One day count that an office changed; `clock` is a `Clock`, `basis` the rule it rests on."""

    clock = Varchar(length=40)
    number = Integer()
    basis = Varchar(length=300)


class CalendarChange(Table, tablename="calendar_change"):
    """A version of the calendar: every change of its days adds one, and running deadlines are counted anew.

    `days` says in words for the journal what changed; `recounted_at` is None until all deadlines follow it.
    """

    id: Serial
    days = Varchar(300)
    changed_at = Timestamptz(null=False, default=None)
    recounted_at = Timestamptz(null=True, default=None)


class SpecialCount(Table, tablename="special_count"):
    """One day count of an answer for some questions; "" and 0 are every type of forum, field (id) or unit (id)."""

    id: Serial
    clock = Varchar(length=40)
    event_type = Varchar(length=20, default="")
    field_id = Integer(default=0)
    unit_id = Integer(default=0)
    number = Integer()
    day_unit = Varchar(length=10)
    shortened = Integer(default=0)
    basis = Varchar(length=300)
