"""The trail of every act. Rows are added and read, never changed: the database itself refuses."""

from piccolo.columns import Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table


class JournalEntry(Table, tablename="journal_entry"):
    """One act: who did what to which thing, for which unit, and what it was before and after.

    Names are stored as they were on the day, so a later rename does not rewrite history.
    `before` and `after` hold JSON text, or nothing where there is nothing to compare.
    """

    act = Varchar(length=80)
    person_id = Integer(null=True, default=None)
    person_name = Varchar(length=200)
    unit_id = Integer(null=True, default=None)
    about_kind = Varchar(length=40)
    about_id = Integer()
    before = Text(null=True, default=None)
    after = Text(null=True, default=None)
    reason = Text()
    happened_at = Timestamptz()
    entered_at = Timestamptz()


class JournalSeal(Table, tablename="journal_seal"):
    """One link of the chain (`app.journal.chain`). Rows come in the order of the entries; none is ever changed."""

    entry_id = Integer()
    hash = Varchar(length=64)
    sealed_at = Timestamptz()


class JournalAnchor(Table, tablename="journal_anchor"):
    """Where the chain stood at the end of a day: its last entry of that day or before, and that entry's hash."""

    day = Date()
    entry_id = Integer()
    hash = Varchar(length=64)
    entries = Integer()
    made_at = Timestamptz()


class JournalApart(Table, tablename="journal_apart"):
    """Words of which an entry holds only the mark (`app.journal.apart`); unlike entries they may be removed."""

    mark = Varchar(length=80, default="")
    about_kind = Varchar(length=40, default="")
    about_id = Integer(default=0, index=True)
    salt = Varchar(length=40, default="")
    words = Text(default="")
