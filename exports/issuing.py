"""Writing and issuing the minutes. Issuing freezes a version with its number and the SHA-256 of its files."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from app import journal
from app.access import Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.people.units import directory
from events.planning.holding import mark_minutes_issued
from events.planning.policy import EventFacts
from events.planning.states import EVENT, EventAct
from exports import policy
from exports.documents.minutes import minutes
from exports.documents.tree import Document
from exports.drawing import draw
from exports.gathering import minutes_facts
from exports.tables import IssuedDocument, MinutesDraft

MINUTES = "minutes"

WRITE = Statement(
    "INSERT INTO minutes_draft (event, conclusion, objections, version, edited_by, edited_at)"
    " VALUES ({}, {}, {}, 1, {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
LAST = Statement(
    "SELECT version, number, year FROM issued_document WHERE event = {} AND kind = {} ORDER BY version DESC LIMIT 1"
)
HIGHEST = Statement("SELECT max(number) AS number FROM issued_document WHERE issuer = {} AND kind = {} AND year = {}")
TAKEN = Statement(
    "SELECT id FROM issued_document WHERE issuer = {} AND kind = {} AND year = {} AND number = {} AND event <> {}"
)
KEEP = Insert(
    IssuedDocument,
    *(
        "event",
        "issuer",
        "kind",
        "version",
        "year",
        "number",
        "symbol",
        "issued_on",
        "issued_by",
        "issued_at",
    ),
    *("docx", "docx_sha256", "pdf", "pdf_sha256"),
)
VERSIONS = Statement(
    "SELECT version, number, symbol, issued_on, issued_at, docx_sha256, pdf_sha256 FROM issued_document"
    " WHERE event = {} AND kind = {} ORDER BY version DESC"
)
FILE = {
    "docx": Statement("SELECT docx AS content, symbol, version, event FROM issued_document WHERE docx_sha256 = {}"),
    "pdf": Statement("SELECT pdf AS content, symbol, version, event FROM issued_document WHERE pdf_sha256 = {}"),
}


DRAFTED = Statement("SELECT version FROM minutes_draft WHERE event = {}")
# One after another: two forums of one organiser never get the same number. SQLite has one writer.
HOLD = Statement("SELECT id FROM unit WHERE id = {}", postgres="SELECT id FROM unit WHERE id = {} FOR UPDATE")


@dataclass(frozen=True)
class Issued:
    """One issued version of a document; its files are fetched by their SHA-256 (hex)."""

    version: int
    number: int
    symbol: str
    issued_on: date
    issued_at: datetime
    docx_sha256: str
    pdf_sha256: str


@atomic
async def write_minutes(
    event: EventFacts, *, conclusion: str, objections: str, version: int, by: Viewer, at: datetime
) -> int:
    """Save the secretary's part; `version` is the one that was edited (0: none yet). Returns the new version.

    Raises Conflict when somebody saved another one in between.
    """
    refusal = policy.why_not_write_minutes(by, event)
    if refusal is not None:
        raise NotAllowed(refusal)
    stale = Conflict(_("Somebody else saved the minutes in the meantime. Nothing was overwritten; please compare."))
    if version == 0:
        if await WRITE.one(event.id, conclusion, objections, by.person_id, at) is None:
            raise stale
    else:
        moved = await (
            MinutesDraft.update(
                {
                    MinutesDraft.conclusion: conclusion,
                    MinutesDraft.objections: objections,
                    MinutesDraft.version: version + 1,
                    MinutesDraft.edited_by: by.person_id,
                    MinutesDraft.edited_at: at,
                }
            )
            .where(MinutesDraft.event == event.id)
            .where(MinutesDraft.version == version)
            .returning(MinutesDraft.id)
        )
        if not moved:
            raise stale
    await journal.record(
        "minutes.write",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        after={"conclusion": conclusion, "objections": objections, "version": version + 1},
    )
    return version + 1


async def draft_minutes(event: EventFacts) -> Document:
    """The minutes as they would be today, marked as a draft."""
    return minutes(await minutes_facts(event.slug))


async def proposed_number(event: EventFacts, at: datetime) -> int:
    """The number that the next issue would bear: the forum's own when it has one, else the next of the year."""
    last = await LAST.one(event.id, MINUTES)
    if last:
        return int(last["number"])
    highest = await HIGHEST.one(event.organiser_id, MINUTES, day_of(at).year)
    return int((highest and highest["number"]) or 0) + 1


async def issue_minutes(event: EventFacts, *, number: int, seen: int | None = None, by: Viewer, at: datetime) -> Issued:
    """Freeze the minutes under a number: DOCX and PDF are kept byte for byte. Raises Conflict, Invalid, NotAllowed.

    `seen` is the version of the draft that was read before. The files are drawn before the transaction, which then
    only stores them.
    """
    refusal = policy.why_not_issue_minutes(by, event)
    if refusal is not None:
        stale = EVENT.target(event.state, EventAct.ISSUE_MINUTES) is None
        raise Conflict(refusal) if stale else NotAllowed(refusal)
    organiser = (await directory())[event.organiser_id]
    symbol = f"{number:02d}/BB-{organiser.abbreviation}"
    drawn = await _draft_version(event)
    document = minutes(await minutes_facts(event.slug, symbol=symbol, is_draft=False))
    docx, pdf = await asyncio.gather(draw(document, "docx"), draw(document, "pdf"))
    return await _freeze(event, number, symbol, docx, pdf, drawn=drawn if seen is None else seen, by=by, at=at)


async def _draft_version(event: EventFacts) -> int:
    row = await DRAFTED.one(event.id)
    return int(row["version"]) if row else 0


@atomic
async def _freeze(
    event: EventFacts, number: int, symbol: str, docx: bytes, pdf: bytes, *, drawn: int, by: Viewer, at: datetime
) -> Issued:
    issued_on = day_of(at)
    await HOLD.one(event.organiser_id)
    if await _draft_version(event) != drawn:
        raise Conflict(
            _("Somebody else saved the minutes in the meantime. Please read them again before you issue them.")
        )
    if await TAKEN.one(event.organiser_id, MINUTES, issued_on.year, number, event.id):
        taken = _("The number %(number)s was already given to other minutes this year.", number=number)
        raise Invalid(taken, {"number": taken})
    last = await LAST.one(event.id, MINUTES)
    issued = Issued(
        version=int(last["version"]) + 1 if last else 1,
        number=number,
        symbol=symbol,
        issued_on=issued_on,
        issued_at=at,
        docx_sha256=hashlib.sha256(docx).hexdigest(),
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
    )
    await mark_minutes_issued(event, by=by, at=at)
    await KEEP(
        *(event.id, event.organiser_id, MINUTES, issued.version, issued_on.year, number, symbol, issued_on),
        *(by.person_id, at, docx, issued.docx_sha256, pdf, issued.pdf_sha256),
    )
    await journal.record(
        "minutes.issue",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        after={
            "symbol": symbol,
            "version": issued.version,
            "docx": issued.docx_sha256,
            "pdf": issued.pdf_sha256,
        },
    )
    return issued


async def issued_minutes(event_id: int) -> list[Issued]:
    """Every issued version, newest first."""
    return [Issued(**row) for row in await VERSIONS.all(event_id, MINUTES)]


async def issued_file(sha256: str, kind: str) -> tuple[bytes, str, int]:
    """The bytes, the file name and the forum's id of an issued file; raises NotFound."""
    row = await FILE[kind].one(sha256) if kind in FILE else None
    if row is None:
        raise NotFound(_("There is no such document."))
    name = row["symbol"].replace("/", "-")
    return bytes(row["content"]), f"bien-ban-{name}-v{row['version']}.{kind}", row["event"]
