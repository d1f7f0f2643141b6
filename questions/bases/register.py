"""The register of replaced documents: marked with what replaced them and from when; the units concerned are told."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app import journal, post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.database.statements import Row
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.people.queries import readers
from app.people.rows import Member
from app.people.units import directory
from app.text import fold
from questions.bases import letters, policy
from questions.bases.citing import Basis, bases
from questions.bases.tables import ReplacedDocument, ReplacedName

MARK = Insert(ReplacedDocument, "name", "replaced_by", "replaced_from", "note", "person", "marked_at", "is_withdrawn")
NAME = Insert(ReplacedName, "document", "key")
# Marks of one moment come one after the other.
HOLD = Statement(
    "UPDATE replaced_document SET note = note WHERE id = 0", postgres="LOCK TABLE replaced_document IN EXCLUSIVE MODE"
)
MARKED = Statement(
    "SELECT replaced_document.name FROM replaced_name"
    " JOIN replaced_document ON replaced_document.id = replaced_name.document"
    " WHERE replaced_name.key = {} AND replaced_document.is_withdrawn = false"
)
WITHDRAW = Statement(
    "UPDATE replaced_document SET is_withdrawn = true WHERE id = {} AND is_withdrawn = false RETURNING name"
)
ALL_MARKED = Statement(
    "SELECT replaced_document.id, replaced_document.name, replaced_document.replaced_by,"
    " replaced_document.replaced_from, replaced_document.note, replaced_document.marked_at, person.name AS person"
    " FROM replaced_document LEFT JOIN person ON person.id = replaced_document.person"
    " WHERE replaced_document.is_withdrawn = false ORDER BY replaced_document.replaced_from DESC LIMIT 300"
)
CITED = Statement(
    "SELECT citation.key, MIN(citation.line) AS line, COUNT(DISTINCT citation.answer) AS answers FROM citation"
    " JOIN answer ON answer.id = citation.answer WHERE answer.state = 'published' AND citation.key LIKE {}"
    " AND NOT EXISTS (SELECT 1 FROM replaced_name"
    " JOIN replaced_document ON replaced_document.id = replaced_name.document"
    " WHERE replaced_name.key = citation.key AND replaced_document.is_withdrawn = false)"
    " GROUP BY citation.key ORDER BY COUNT(DISTINCT citation.answer) DESC, citation.key LIMIT 100",
    slow=True,
)
# The answers of each unit that cite a document.
CITING = Statement(
    "SELECT answer.unit, COUNT(DISTINCT answer.id) AS answers FROM replaced_name"
    " JOIN citation ON citation.key = replaced_name.key JOIN answer ON answer.id = citation.answer"
    " WHERE replaced_name.document = {} AND answer.state = 'published' GROUP BY answer.unit"
)


class Marked(NamedTuple):
    id: int
    name: str
    replaced_by: str
    replaced_from: date
    note: str
    marked_at: datetime
    person: str | None


class Cited(NamedTuple):
    """A document in force, as far as the register knows, and how many published answers cite it."""

    basis: Basis
    answers: int


@atomic
async def mark_replaced(
    names: str, replaced_by: str, replaced_from: date, note: str = "", *, by: Viewer, at: datetime
) -> int:
    """Mark a document as replaced from a day on; its id.

    `names` are the ways in which it is cited, one a line. The units whose published answers cite it are told.
    Raises Invalid without a name, Conflict when one of them is marked already.
    """
    refusal = policy.why_not_mark(by)
    if refusal is not None:
        raise NotAllowed(refusal)
    cited = {basis.key: basis for basis in bases(names) if basis.key}
    if not cited:
        raise Invalid(_("Please name the document."), {"names": _("Please name the document.")})
    await HOLD.run()
    for key in cited:
        marked = await MARKED.one(key)
        if marked is not None:
            raise Conflict(_("“%(name)s” is marked as replaced already.", name=marked["name"]))
    name = next(iter(cited.values())).line[:300]
    document_id = int(await MARK(name, replaced_by, replaced_from, note, by.person_id, at, False))
    await NAME.many([(document_id, key) for key in cited])
    await journal.record(
        "basis.replaced",
        by=by,
        at=at,
        about=("legal_document", document_id),
        after={"names": [*cited], "replaced_by": replaced_by, "replaced_from": replaced_from},
        reason=note,
    )
    await _tell_units(document_id, name, replaced_by, replaced_from, at)
    return document_id


async def _tell_units(document_id: int, name: str, replaced_by: str, replaced_from: date, at: datetime) -> None:
    for row in await CITING.all(document_id):
        for reader in await _answering(row, at):
            letter = letters.replaced(
                to=reader.email,
                name=reader.name,
                document=name,
                replaced_by=replaced_by,
                replaced_from=replaced_from,
                answers=row["answers"],
                language=reader.language,
                key=f"document replaced {document_id} {reader.id}",
            )
            await post.queue(letter, about=("legal_document", document_id), at=at)


async def _answering(row: Row, at: datetime) -> list[Member]:
    unit_id = (await directory()).resolve(row["unit"])
    told = await readers(unit_id, Role.FOCAL, day=day_of(at))
    return told or await readers(unit_id, Role.APPROVER, day=day_of(at))


@atomic
async def withdraw_mark(document_id: int, reason: str, *, by: Viewer, at: datetime) -> None:
    """It was marked by mistake: no answer is flagged for it any more."""
    refusal = policy.why_not_mark(by)
    if refusal is not None:
        raise NotAllowed(refusal)
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    if await WITHDRAW.one(min(document_id, 2**31 - 1)) is None:
        raise NotFound(_("There is no such document."))
    await journal.record("basis.mark_withdrawn", by=by, at=at, about=("legal_document", document_id), reason=reason)


async def marked_documents() -> list[Marked]:
    """The register, latest first."""
    return [Marked(**row) for row in await ALL_MARKED.all()]


async def cited_documents(words: str = "") -> Sequence[Cited]:
    """Documents in force that published answers cite, those cited most first, at most 100."""
    rows = await CITED.all(f"%{fold(words).replace('%', '').replace('_', '')}%")
    return [Cited(bases(row["line"])[0], row["answers"]) for row in rows]
