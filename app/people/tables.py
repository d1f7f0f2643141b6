"""Who there is: units as dated data, people, what they may do where, and how they are signed in.

Unique and partial indexes stand in the `indexes` migration, because SQLite takes them only as raw SQL.
"""

from piccolo.columns import (
    Boolean,
    Date,
    ForeignKey,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table


class Unit(Table):
    """An office, for the days on which it existed; a merged one names its successor and keeps its rows."""

    id: Serial
    code = Varchar(30)
    name = Varchar(200)
    short_name = Varchar(100)
    kind = Varchar(20)  # a UnitKind
    parent: ForeignKey["Unit"] = ForeignKey("self", null=True, on_delete=OnDelete.restrict, index=True)
    successor: ForeignKey["Unit"] = ForeignKey("self", null=True, on_delete=OnDelete.restrict, index=True)
    valid_from = Date()
    valid_until = Date(null=True, default=None)  # the last day
    abbreviation = Varchar(30)  # in the symbol of a document: 12/BB-STC
    place = Varchar(100)  # before the date of a document: Sông Hậu, ngày …
    address = Varchar(300)
    phone = Varchar(30)
    email = Varchar(254)
    head_name = Varchar(100)
    head_title = Varchar(100)
    sort_key = Varchar(1000)


class Person(Table):
    """Somebody who signs in. People who ask need no account and are not here."""

    id: Serial
    email = Varchar(254)  # lower case
    name = Varchar(100)
    title = Varchar(100)  # chức vụ
    phone = Varchar(30)
    language = Varchar(2, default="vi")
    password_hash = Text(null=True, default=None)
    is_active = Boolean(default=True)
    created_at = Timestamptz()
    last_signed_in_at = Timestamptz(null=True, default=None)
    sort_key = Varchar(1000)


class Membership(Table):
    """A role in a unit, from a day; it is ended, never removed."""

    id: Serial
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=True)
    unit = ForeignKey(Unit, null=False, on_delete=OnDelete.restrict, index=True)
    role = Varchar(20)  # a Role
    since = Date()
    until = Date(null=True, default=None)  # the first day on which it no longer counts: ending is at once


class Session(Table):
    """One signed-in browser. Only the SHA-256 of its secret is stored; removing the row signs it out."""

    id: Serial
    token_hash = Varchar(64)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade, index=True)
    created_at = Timestamptz()
    seen_at = Timestamptz()
    expires_at = Timestamptz()
    csrf_secret = Varchar(64)
    user_agent = Varchar(300)


class Invitation(Table, tablename="staff_invitation"):
    """A link that lets somebody choose a password once and take up a role."""

    id: Serial
    token_hash = Varchar(64)
    email = Varchar(254)
    name = Varchar(100)
    unit = ForeignKey(Unit, null=False, on_delete=OnDelete.restrict, index=True)
    role = Varchar(20)
    invited_by = ForeignKey(Person, null=True, on_delete=OnDelete.restrict)  # none: the command line
    created_at = Timestamptz()
    expires_at = Timestamptz()
    accepted_at = Timestamptz(null=True, default=None)


class Field(Table):
    """A field of work (lĩnh vực): land, tax, environment …"""

    id: Serial
    code = Varchar(30)
    name = Varchar(100)
    sort_key = Varchar(1000)


class FieldAgency(Table):
    """Which unit stands behind a field."""

    id: Serial
    field = ForeignKey(Field, null=False, on_delete=OnDelete.cascade, index=True)
    unit = ForeignKey(Unit, null=False, on_delete=OnDelete.restrict, index=True)
