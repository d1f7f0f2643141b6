"""Going on after a unit gave a question back: to the unit that it proposed, or by the word of the chair."""

from dataclasses import dataclass
from datetime import date, datetime

from app.access import Role, Viewer
from app.database import Statement, atomic
from app.errors import Conflict, require_words
from app.formats import show_date
from app.people.units import directory
from questions import assigning
from questions.clocks.keeping import clock_of
from questions.clocks.reclocking import weight_of
from questions.clocks.starting import Weight
from questions.facts import question_facts_by_id
from questions.moving import STALE
from questions.policy import QuestionFacts
from questions.staff_readers import staff
from questions.states import QuestionAct, QuestionState
from questions.transfers.letters import NAMED
from questions.transfers.telling import tell
from questions.values import Decline

LAST_DECLINE = Statement(
    "SELECT unit, proposed_unit, decline_reason, decline_text, offered_at FROM assignment"
    " WHERE question = {} AND is_lead = true ORDER BY id DESC LIMIT 1"
)
HELPED = Statement(
    "SELECT unit FROM assignment WHERE question = {} AND is_lead = false AND offered_at = {} ORDER BY id"
)


@dataclass(frozen=True)
class Proposal:
    """The unit that is right, as the one that gave the question back says."""

    unit_id: int
    unit: str
    by_unit: str
    reason: Decline
    text: str


async def proposal_of(question: QuestionFacts) -> Proposal | None:
    """What the coordinator may send on with one act; None when nothing was proposed that exists today."""
    if question.state is not QuestionState.ADMITTED or not question.declines:
        return None
    row, units = await LAST_DECLINE.one(question.id), await directory()
    if row is None or not row["proposed_unit"] or not row["decline_reason"]:
        return None
    unit = units.get(units.resolve(row["proposed_unit"]))
    if unit is None or unit.id == units.resolve(row["unit"]):
        return None
    name, by_unit = unit.short_name or unit.name, units.short_name(units.resolve(row["unit"]))
    return Proposal(unit.id, name, by_unit, Decline(row["decline_reason"]), row["decline_text"])


async def offer_on(question: QuestionFacts, unit_id: int, *, by: Viewer, at: datetime) -> date:
    """Offer it on to the proposed unit, with those who helped before; returns the day the answer is due.

    `unit_id` is what was read on the page: Conflict when another unit is proposed by now.
    """
    proposal = await proposal_of(question)
    if proposal is None or proposal.unit_id != unit_id:
        raise Conflict(STALE)
    helpers = await _helped(question)
    return await assigning.assign(question, unit_id, helpers, weight=await _weight(question), by=by, at=at)


@atomic
async def name_unit(question: QuestionFacts, unit_id: int, reason: str, *, by: Viewer, at: datetime) -> date:
    """After two refusals the chair, or a leader, says who answers: it is that unit's at once, and stays so."""
    require_words(reason)
    question = await question_facts_by_id(question.id)
    helpers, weight = await _helped(question), await _weight(question)
    given = await assigning.give(
        question, QuestionAct.NAME_UNIT, unit_id, helpers, weight=weight, reason=reason, by=by, at=at
    )
    told = [
        *await staff(given.lead_unit_id, Role.FOCAL, reported_unit_id=question.reported_unit_id, at=at),
        *await staff(given.lead_unit_id, Role.APPROVER, reported_unit_id=question.reported_unit_id, at=at),
    ]
    values = {
        "code": question.code,
        "who": by.name,
        "summary": given.summary,
        "reason": reason,
        "date": show_date(given.due_on),
    }
    await tell({one.id: one for one in told}.values(), NAMED, values, question, at)
    return given.due_on


async def _helped(question: QuestionFacts) -> tuple[int, ...]:
    """The units that helped the last lead unit."""
    last = await LAST_DECLINE.one(question.id)
    return tuple(row["unit"] for row in await HELPED.all(question.id, last["offered_at"])) if last else ()


async def _weight(question: QuestionFacts) -> Weight:
    return weight_of(await clock_of(question.id))
