"""Lists of units and of people between their reading and their taking in."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person


class OfficeList(Table, tablename="office_list"):
    """One file as it was read: `rows` is JSON of [row number, {column: text}]."""

    id: Serial
    kind = Varchar(10)  # "units" or "people"
    file_name = Varchar(300)
    file_sha256 = Varchar(64)
    headings = Text()  # JSON: what the file calls its columns, by key
    ignored = Text()  # JSON: headings that nobody asked for
    rows = Text()
    state = Varchar(10)  # "previewed" or "taken"
    added = Integer(default=0)  # how many units or people it brought
    person = ForeignKey(Person, null=True, on_delete=OnDelete.restrict)
    created_at = Timestamptz()
