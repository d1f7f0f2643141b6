"""Reading one letter of apology that was sent, for its paper. Reads only."""

from typing import Any

from app.clock import day_of
from app.database import Statement
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.directory import UnitRow
from app.people.kinds import UnitKind
from app.people.units import directory
from app.post.letter import ORGANISATION
from exports.documents.apology import apology
from exports.documents.facts import ApologyFacts
from exports.documents.tree import Document

SENT = Statement(
    "SELECT apology.unit, apology.missed_on, apology.new_date, apology.reason, apology.sent_at, apology.signer_title,"
    " person.name AS signer FROM apology LEFT JOIN person ON person.id = apology.signer"
    " WHERE apology.id = {} AND apology.question = {} AND apology.sent_at IS NOT NULL"
)
ASKED = Statement(
    "SELECT question.code, question.name, question.summary, question.happened_at, question.organiser,"
    " event.title AS forum FROM question LEFT JOIN event ON event.id = question.event WHERE question.id = {}"
)


async def apology_paper(apology_id: int, question_id: int, asked_as_id: int | None = None) -> Document:
    """The paper of a letter that was sent for this question; `asked_as_id` is the asker's own, where that was joined
    with it. Raises NotFound."""
    sent = await SENT.one(apology_id, question_id)
    asked = await ASKED.one(asked_as_id or question_id)
    if sent is None or asked is None:
        raise NotFound(_("There is no such document."))
    return apology(await _facts(sent, asked))


async def _facts(sent: dict[str, Any], asked: dict[str, Any]) -> ApologyFacts:
    units = await directory()
    unit, organiser = units[sent["unit"]], units[asked["organiser"]]
    told = () if unit.id == organiser.id else (f"{organiser.name} (để theo dõi)",)
    return ApologyFacts(
        organ=unit.name,
        # What is above a vertical agency is its own branch, which does not stand in the directory.
        parent_organ=units.name(unit.parent_id) if unit.kind is not UnitKind.VERTICAL else "",
        unit=unit.name,
        place=unit.place or organiser.place,
        sent_on=day_of(sent["sent_at"]),
        asker=addressed(asked["name"]),
        you="Quý đơn vị" if is_organisation(asked["name"]) else "Ông (Bà)",
        code=asked["code"],
        summary=asked["summary"],
        forum=asked["forum"] or "",
        received_by=organiser.name,
        asked_on=day_of(asked["happened_at"]),
        missed_on=sent["missed_on"],
        reason=sent["reason"],
        new_date=sent["new_date"],
        contact=contact_of(unit),
        authority=tuple(line.upper() for line in sent["signer_title"].split(" / ") if line),
        signer=sent["signer"] or "",
        recipients=("Như trên", *told, "Lưu: VT"),
    )


def is_organisation(name: str) -> bool:
    return ORGANISATION.match(name) is not None


def addressed(name: str) -> str:
    """Whom a letter is to: an organisation by its name, a person with a courtesy; whose data was erased has no name."""
    return name if is_organisation(name) else f"Ông (Bà) {name}".rstrip()


def contact_of(unit: UnitRow) -> str:
    """ "Sở Tài chính, địa chỉ …, điện thoại …": what is known of it; "" when that is the name alone."""
    known = (("địa chỉ", unit.address), ("điện thoại", unit.phone), ("thư điện tử", unit.email))
    parts = [f"{label} {value}" for label, value in known if value]
    return ", ".join([unit.name, *parts]) if parts else ""
