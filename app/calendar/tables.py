"""The days that an office declares off or worked, on top of the shipped calendar."""

from piccolo.columns import Date, Integer, Varchar
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
