"""Two who edit the same thing: whoever saves later is told, and overwrites only on purpose.

Every change leaves an entry in the journal, so the newest entry about a thing is its version. What has no entries
of its own, such as one line of a list, is known by a print of what was shown.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from app.database import Statement
from app.errors import Conflict
from app.i18n import Sentence
from app.i18n import Sentence as _

NEWEST = Statement(
    "SELECT id, person_name FROM journal_entry WHERE about_kind = {} AND about_id = {} AND act <> {}"
    " ORDER BY id DESC LIMIT 1"
)
# What is kept under a name of its own has a row that comes and goes; its entries hold the name.
NEWEST_NAMED = Statement(
    "SELECT id, act, person_name FROM journal_entry WHERE about_kind = {} AND COALESCE(after, before) LIKE {}"
    " ORDER BY id DESC LIMIT 1"
)
NONE = "0"


async def version_of(kind: str, number: int, *, but: str = "") -> str:
    """What a form keeps while somebody edits. Entries of the act `but` change nothing that a form shows."""
    return _version(await NEWEST.one(kind, number, but))


async def refuse_stale(kind: str, number: int, version: str, *, but: str = "", is_typed: bool = True) -> None:
    """Raises Conflict when the thing was changed since the form was opened. Call it behind the write of the act:
    only then has an earlier writer ended on PostgreSQL too. Without a version nothing was opened, as in imports.
    """
    if version:
        _refuse(await NEWEST.one(kind, number, but), version, is_typed=is_typed)


async def newest_named(kind: str, name: str, *values: object) -> dict[str, Any] | None:
    """The newest entry (id, act, person_name) whose `name` is one of these, as ("clock", "clock", "answer")."""
    found = [await NEWEST_NAMED.one(kind, f'%"{name}": "{value}"%') for value in values]
    return max((row for row in found if row), key=lambda row: int(row["id"]), default=None)


async def version_of_named(kind: str, name: str, *values: object) -> str:
    """As `version_of`, for what the journal knows by a name: the newest of all of them."""
    return _version(await newest_named(kind, name, *values))


async def refuse_stale_named(kind: str, name: str, *values: object, version: str, is_typed: bool = True) -> None:
    """As `refuse_stale`, for what the journal knows by a name."""
    if version:
        _refuse(await newest_named(kind, name, *values), version, is_typed=is_typed)


def print_of(*shown: object) -> str:
    """A short print of what a form showed, by which it knows what its writer read."""
    return sha256(repr(shown).encode()).hexdigest()[:16]


def refuse_other(seen: str, *present: object, is_typed: bool = True) -> None:
    """Raises Conflict when something else stands there than what had the print `seen`; "" saw nothing.

    Call it with the row held.
    """
    if seen and seen != print_of(*present):
        raise _conflict(_("Somebody"), is_typed=is_typed)


def _version(row: Mapping[str, Any] | None) -> str:
    return str(row["id"]) if row else NONE


def _refuse(newest: Mapping[str, Any] | None, version: str, *, is_typed: bool) -> None:
    if _version(newest) != version:
        raise _conflict(newest["person_name"] if newest else _("Somebody"), is_typed=is_typed)


def _conflict(name: Sentence | str, *, is_typed: bool) -> Conflict:
    if is_typed:
        return Conflict(
            _(
                "%(name)s changed this after you opened it, so nothing was saved yet. What you wrote stands below:"
                " compare, and save again if it is to count.",
                name=name,
            )
        )
    return Conflict(
        _(
            "%(name)s changed this after you opened it, so nothing was done yet. Please look at it again, and repeat"
            " it if it is still to be done.",
            name=name,
        )
    )
