"""One question whole, as the desk reads it: texts, assignments, deliveries. A fixed number of questions to
the database, whatever it finds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.access import Viewer
from app.clock import day_of
from app.database import Statement
from app.people.units import directory
from events.planning.seeing import SeenBy
from questions import seeing
from questions.askers.redacting import veiled
from questions.askers.veiling import NOT_YET, Veil, hides, known_of
from questions.policy import QuestionFacts
from questions.states import QuestionState, Visibility
from questions.values import Channel, Competence, Decline, Delivery, Kind, Outcome, Rejection

WHOLE = Statement(
    "SELECT question.code, question.state, question.summary, question.detail, question.name, question.address,"
    " question.phone, question.tax_code, question.email, question.language, question.channel,"
    " question.outside_ticket, question.happened_at, question.entered_at, question.is_after_cutoff,"
    " question.field AS field_id, field.name AS field_name, event.slug AS event_slug, event.title AS event_title,"
    " question.organiser AS organiser_id, question.public_summary, question.public_detail, question.public_asker,"
    " question.reported_unit AS reported_unit_id, question.visibility,"
    " question.kind, question.competence, question.rejection, question.rejection_text,"
    " question.lead_unit AS lead_unit_id, question.due_on, question.due_from, question.due_days,"
    " question.due_clock, question.paused_at,"
    " question.asker_seen_by AS seen_by, question.asker_erased_at AS erased_at,"
    " question.internal_due_on, question.outcome, question.answered_at, question.dispute_until"
    " FROM question LEFT JOIN event ON event.id = question.event LEFT JOIN field ON field.id = question.field"
    " WHERE question.id = {}"
)
ASSIGNMENTS = Statement(
    "SELECT assignment.unit AS unit_id, assignment.is_lead, assignment.state, assignment.offered_at,"
    " assignment.due_on, assignment.note, assignment.responded_at, assignment.decline_reason,"
    " assignment.decline_text, assignment.proposed_unit AS proposed_unit_id, offerer.name AS offered_by,"
    " responder.name AS responded_by FROM assignment"
    " LEFT JOIN person AS offerer ON offerer.id = assignment.offered_by"
    " LEFT JOIN person AS responder ON responder.id = assignment.responded_by"
    " WHERE assignment.question = {} ORDER BY assignment.id DESC LIMIT 200"
)
DELIVERIES = Statement(
    "SELECT answer_delivery.way, answer_delivery.note, answer_delivery.delivered_at, answer_delivery.entered_at,"
    " person.name AS person FROM answer_delivery LEFT JOIN person ON person.id = answer_delivery.person"
    " WHERE answer_delivery.question = {} ORDER BY answer_delivery.delivered_at, answer_delivery.id LIMIT 200"
)
ORAL = Statement(
    "SELECT speaker, unit AS unit_id, body, happened_at FROM oral_answer WHERE question = {}"
    " ORDER BY happened_at, id LIMIT 100"
)


@dataclass(frozen=True)
class Contact:
    """How to reach the asker; only for those whom `seeing.may_see_contact` lets."""

    address: str
    phone: str
    tax_code: str
    email: str


@dataclass(frozen=True)
class QuestionView:
    """`contact` is None for those who may not see it. The words of a shielded asker are then veiled (`veil`)."""

    code: str
    state: QuestionState
    summary: str
    detail: str
    name: str
    contact: Contact | None
    language: str
    channel: Channel
    outside_ticket: str
    happened_at: datetime
    entered_at: datetime
    is_after_cutoff: bool
    field_id: int | None
    field_name: str | None
    event_slug: str | None
    event_title: str | None
    organiser_id: int
    public_summary: str
    public_detail: str
    public_asker: str
    reported_unit_id: int | None
    visibility: Visibility
    kind: Kind | None
    competence: Competence | None
    rejection: Rejection | None
    rejection_text: str
    lead_unit_id: int | None
    due_on: date | None
    due_from: date | None
    due_days: int | None
    due_clock: str
    paused_at: datetime | None
    internal_due_on: date | None
    outcome: Outcome | None
    answered_at: datetime | None
    dispute_until: date | None
    seen_by: SeenBy
    erased_at: datetime | None
    is_veiled: bool
    veil: Veil

    @property
    def path(self) -> str:
        return f"/desk/questions/{self.code}"

    @property
    def shown_asker(self) -> str:
        """The full name for those who deal with the asker, what is public for the others."""
        return self.name if self.contact else self.public_asker


@dataclass(frozen=True)
class AssignmentRow:
    unit: str
    is_lead: bool
    state: str
    offered_at: datetime
    offered_by: str | None
    due_on: date | None
    note: str
    responded_at: datetime | None
    responded_by: str | None
    decline_reason: Decline | None
    decline_text: str
    proposed_unit: str


@dataclass(frozen=True)
class DeliveryRow:
    way: Delivery
    note: str
    delivered_at: datetime
    entered_at: datetime
    person: str | None


@dataclass(frozen=True)
class OralRow:
    speaker: str
    unit: str
    body: str
    happened_at: datetime


async def question_view(question: QuestionFacts, viewer: Viewer) -> QuestionView:
    """The texts and facts of one question; the asker's contact only for those who may see it."""
    row = await WHOLE.one(question.id)
    assert row is not None
    known, language = known_of(row), row["language"]
    contact = Contact(**{name: row.pop(name) for name in ("address", "phone", "tax_code", "email")})

    def veil(words: str) -> str:
        return veiled(words, known, language) if is_veiled else words

    if is_veiled := hides(viewer, question):
        row["summary"] = row["public_summary"] or str(NOT_YET)
        row["detail"] = row["public_detail"] or str(NOT_YET)
        row["name"] = ""
    return QuestionView(
        **{
            **row,
            "contact": contact if seeing.may_see_contact(viewer, question) else None,
            "state": QuestionState(row["state"]),
            "channel": Channel(row["channel"]),
            "is_after_cutoff": bool(row["is_after_cutoff"]),
            "visibility": Visibility(row["visibility"]),
            "kind": Kind(row["kind"]) if row["kind"] else None,
            "competence": Competence(row["competence"]) if row["competence"] else None,
            "rejection": Rejection(row["rejection"]) if row["rejection"] else None,
            "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
            "seen_by": SeenBy(row["seen_by"]),
            "is_veiled": is_veiled,
            "veil": veil,
        }
    )


async def assignments_of(question: QuestionFacts) -> list[AssignmentRow]:
    """Every offer to a unit, newest first."""
    units = await directory()
    return [
        AssignmentRow(
            **but(row, "unit_id", "proposed_unit_id")
            | {
                "unit": units.as_of(day_of(row["offered_at"])).short_name(row["unit_id"]),
                "proposed_unit": units.short_name(row["proposed_unit_id"]),
                "is_lead": bool(row["is_lead"]),
                "decline_reason": Decline(row["decline_reason"]) if row["decline_reason"] else None,
            }
        )
        for row in await ASSIGNMENTS.all(question.id)
    ]


async def deliveries_of(question: QuestionFacts) -> list[DeliveryRow]:
    return [DeliveryRow(**{**row, "way": Delivery(row["way"])}) for row in await DELIVERIES.all(question.id)]


async def oral_answers_of(question: QuestionFacts) -> list[OralRow]:
    """What was said in the room, in its order."""
    units = await directory()
    return [
        OralRow(**but(row, "unit_id"), unit=units.as_of(day_of(row["happened_at"])).short_name(row["unit_id"]))
        for row in await ORAL.all(question.id)
    ]


def but(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
