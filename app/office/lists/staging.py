"""A list between its reading and its taking in: kept as it was typed, looked over afresh each time it is shown."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app import journal
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.database.json import dump
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.office.lists import people_list, unit_list
from app.office.lists.people_list import Account
from app.office.lists.rows import Column, ListKind, ReadRow, TypedRow, typed_rows
from app.office.policy import permit
from app.office.tables import OfficeList
from app.people.units import directory
from app.spreadsheets.headers import Vocabulary, find_header
from app.spreadsheets.reading import REFUSALS, raw_rows
from app.spreadsheets.sniffing import MOST_ROWS, Refused

COLUMNS: dict[ListKind, tuple[Column, ...]] = {
    ListKind.UNITS: unit_list.COLUMNS,
    ListKind.PEOPLE: people_list.COLUMNS,
}
VOCABULARIES: dict[ListKind, Vocabulary] = {
    ListKind.UNITS: unit_list.VOCABULARY,
    ListKind.PEOPLE: people_list.VOCABULARY,
}
PREVIEWED, TAKEN = "previewed", "taken"
ADD = Insert(
    OfficeList, "kind", "file_name", "file_sha256", "headings", "ignored", "rows", "state", "person", "created_at"
)
ONE = Statement(
    "SELECT id, kind, file_name, headings, ignored, rows, state, added, created_at FROM office_list"
    " WHERE id = {} AND kind = {}",
    slow=True,
)
ACCOUNTS = Statement("SELECT id, email, name, is_active, password_hash IS NOT NULL AS opened FROM person", slow=True)
HELD = Statement(
    "SELECT person AS person_id, unit AS unit_id, role FROM membership WHERE until IS NULL OR until > {}", slow=True
)
Read = Sequence[ReadRow[Any]]


@dataclass(frozen=True)
class Sheet:
    """A list as it stands in its file; `headings` by column key, `ignored` those that nobody asked for."""

    kind: ListKind
    rows: tuple[TypedRow, ...]
    headings: dict[str, str]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class Staged(Sheet):
    """A list that waits to be taken in, or was: then `added` says how many it brought."""

    id: int
    file_name: str
    state: str
    added: int
    created_at: datetime


async def read_sheet(path: Path, name: str, kind: ListKind) -> Sheet:
    """The rows of the file at `path`. Raises Invalid when the file as a whole is of no use."""
    _sheet, raw = await raw_rows(path, name, VOCABULARIES[kind])
    header = find_header(raw, VOCABULARIES[kind])
    needed = [column for column in COLUMNS[kind] if column.is_needed]
    if header is None:
        names = ", ".join(str(column.name) for column in needed)
        raise Invalid(_("No row names the columns. The list needs at least: %(needed)s.", needed=names))
    missing = ", ".join(str(column.name) for column in needed if column.key not in header.columns)
    if missing:
        raise Invalid(_("The list lacks these columns: %(missing)s.", missing=missing))
    rows = typed_rows(raw, header)
    if not rows:
        raise Invalid(_("Nothing stands below the header of this list."))
    if len(rows) > MOST_ROWS:
        raise Invalid(REFUSALS[Refused.TOO_MANY_ROWS])
    return Sheet(kind, tuple(rows), header.headings, header.ignored)


async def stage(sheet: Sheet, *, file_name: str, file_sha256: str, by: Viewer, at: datetime) -> int:
    """Keep a list to be looked over; nothing of it is taken in yet. Returns its id."""
    permit(by)
    rows = await asyncio.to_thread(dump, [[row.number, dict(row.typed)] for row in sheet.rows])
    return await _add(sheet, file_name[-300:], file_sha256, rows, by=by, at=at)


@atomic
async def _add(sheet: Sheet, file_name: str, file_sha256: str, rows: str, *, by: Viewer, at: datetime) -> int:
    list_id = await ADD(
        sheet.kind.value, file_name, file_sha256, dump(sheet.headings), dump(sheet.ignored), rows, PREVIEWED,
        by.person_id, at,
    )  # fmt: skip
    about = {"kind": sheet.kind.value, "file": file_name, "sha256": file_sha256}
    await journal.record("list.staged", by=by, at=at, about=("office_list", list_id), after=about)
    return int(list_id)


async def staged(list_id: int, kind: ListKind) -> Staged:
    """Raises NotFound."""
    row = await ONE.one(list_id, kind.value)
    if row is None:
        raise NotFound(_("There is no such list."))
    rows = await asyncio.to_thread(json.loads, row["rows"])
    return Staged(
        kind=kind,
        rows=tuple(TypedRow(number, typed) for number, typed in rows),
        headings=json.loads(row["headings"]),
        ignored=tuple(json.loads(row["ignored"])),
        id=row["id"],
        file_name=row["file_name"],
        state=row["state"],
        added=row["added"],
        created_at=row["created_at"],
    )


async def looked_over(sheet: Sheet, at: datetime) -> Read:
    """Every row against what there is now; a few thousand rows are checked in a thread."""
    units, today = await directory(), day_of(at)
    if sheet.kind is ListKind.UNITS:
        return await asyncio.to_thread(unit_list.read_units, sheet.rows, units, today)
    return await asyncio.to_thread(people_list.read_people, sheet.rows, units, await accounts(today), today)


async def accounts(today: date) -> dict[str, Account]:
    """Everybody who has an account, by e-mail address, with the roles of today."""
    units = await directory()
    held: dict[int, set[tuple[int, Role]]] = {}
    for row in await HELD.all(today):
        held.setdefault(row["person_id"], set()).add((units.resolve(row["unit_id"]), Role(row["role"])))
    return {
        row["email"]: Account(
            row["id"], row["name"], bool(row["is_active"]), bool(row["opened"]), frozenset(held.get(row["id"], ()))
        )
        for row in await ACCOUNTS.all()
    }
