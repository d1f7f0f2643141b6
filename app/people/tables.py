"""Who there is: units as dated data, people, what they may do where, and how they are signed in.

Unique and partial indexes stand in the `indexes` migration, because SQLite takes them only as raw SQL.
"""

from piccolo.columns import (
    BigInt,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    SmallInt,
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
    letters = Varchar(10, default="all")  # a LettersWanted
    failed_tries = Integer(default=0)  # since the last time somebody came in


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
    is_strong = Boolean(default=False)  # a second factor was shown, or has been set up here


class OneTime(Table, tablename="one_time"):
    """A secret that is good for one purpose, once, for minutes; only its SHA-256 is stored."""

    id: Serial
    token_hash = Varchar(64)
    purpose = Varchar(20)  # a Purpose
    person = ForeignKey(Person, null=True, on_delete=OnDelete.cascade, index=True)
    created_at = Timestamptz()
    expires_at = Timestamptz()
    tries = SmallInt(default=0)


class TotpKey(Table, tablename="totp_key"):
    """The secret that a person shares with a code app, sealed with the site's key."""

    id: Serial
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    sealed = Text()
    created_at = Timestamptz()
    last_step = BigInt(default=0)  # the half minute of the last code taken: none counts twice


class RecoveryCode(Table, tablename="recovery_code"):
    """A way in when the phone is lost; the row goes when it is used."""

    id: Serial
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade, index=True)
    code_hash = Varchar(64)
    created_at = Timestamptz()


class Passkey(Table):
    """A public key whose private half never leaves the person's device."""

    id: Serial
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade, index=True)
    credential_id = Varchar(1400)  # base64url
    public_key = Text()  # COSE, base64url
    sign_count = BigInt(default=0)
    name = Varchar(100)
    created_at = Timestamptz()
    last_used_at = Timestamptz(null=True, default=None)


class ProviderLink(Table, tablename="provider_link"):
    """Whom an OpenID Connect provider means by a subject; made the first time by a verified e-mail address."""

    id: Serial
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade, index=True)
    issuer = Varchar(300)
    subject = Varchar(255)
    created_at = Timestamptz()


class Deputy(Table):
    """Somebody who signs for a leader from a day to a day; ended early, never removed."""

    id: Serial
    principal = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=True)
    deputy = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=True)
    unit = ForeignKey(Unit, null=False, on_delete=OnDelete.restrict, index=True)
    form = Varchar(5)  # an AuthorityForm
    document = Varchar(200)  # number and date of the paper that gives the authority
    since = Date()
    until = Date()  # the last day
    named_by = ForeignKey(Person, null=True, on_delete=OnDelete.restrict)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


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
