"""From one unit to another while it is being answered: dated out and in, with the asker's date as it was."""

from datetime import date, datetime

from app import post
from app.access import Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, require_words
from app.i18n import Sentence as _
from app.people.units import directory
from questions import agency_letters
from questions.answers.drafting import ASKER
from questions.answers.stopping import stop_answer
from questions.assigning import not_to_reported, standing_units
from questions.clocks.requests import lapse_extension
from questions.facts import question_facts_by_id
from questions.merging.askers import letters_to
from questions.moving import STALE, move_question
from questions.parts.asking import END_HELP
from questions.policy import QuestionFacts
from questions.staff_readers import speakers
from questions.states import QuestionAct
from questions.tables import Assignment, Question
from questions.transfers.letters import TRANSFERRED, TRANSFERRED_FOR_ASKER, about_moving
from questions.transfers.telling import tell

OUT = Statement(
    "UPDATE assignment SET state = 'transferred', responded_by = {}, responded_at = {} WHERE question = {}"
    " AND is_lead = true AND state IN ('offered', 'accepted')"
)
IN = Insert(Assignment, "question", "unit", "is_lead", "state", "offered_by", "offered_at", "due_on", "note",
            "decline_reason", "decline_text")  # fmt: skip
NOT_NEEDED = Statement(
    "UPDATE answer_part SET state = 'withdrawn' WHERE question = {} AND unit = {} AND state IN ('writing', 'in_review')"
)
DUE = Statement("SELECT due_on FROM question WHERE id = {}")


@atomic
async def transfer(
    question: QuestionFacts, unit_id: int, reason: str, *, by: Viewer, at: datetime, seen: str = ""
) -> None:
    """Give a question from its unit to another one, which takes it on or gives it back as any offer.

    The parts of other units, the draft and the public clock go on. Raises Invalid for a unit that cannot be meant,
    Conflict when another unit than `seen` (its id) has it by now.
    """
    require_words(reason)
    question = await question_facts_by_id(question.id)
    if seen not in {"", str(question.lead_unit_id)}:
        raise Conflict(STALE)
    (lead, _helpers), old = await standing_units(unit_id, (), day_of(at)), question.lead_unit_id
    await not_to_reported(question, (lead,))
    units = await directory()
    if old is not None and lead == units.resolve(old):
        same = _("The question is with this unit already.")
        raise Invalid(same, {"unit": same})
    row = await DUE.one(question.id)
    due_on = row["due_on"] if row else None
    await move_question(
        question,
        QuestionAct.TRANSFER,
        by=by,
        at=at,
        values={Question.lead_unit: lead},
        reason=reason,
        from_unit=old,
        lead_unit=lead,
        due_on=due_on,
    )
    await lapse_extension(question.id, at)
    await OUT.run(by.person_id, at, question.id)
    # The unit that helped until now leads: what it delivered as a part stays beside the draft.
    for helping in sorted(units.same_as(lead)):
        await END_HELP.run("withdrawn", by.person_id, at, "", "", question.id, helping)
        await NOT_NEEDED.run(question.id, helping)
    await IN(question.id, lead, True, "offered", by.person_id, at, due_on, reason, "", "")
    await stop_answer(question.id, reason, by=by, at=at)
    await _tell(question, old, lead, reason, due_on, at)


async def _tell(
    question: QuestionFacts, old: int | None, lead: int, reason: str, due_on: date | None, at: datetime
) -> None:
    asker, units = await ASKER.one(question.id), await directory()
    assert asker is not None
    unit, about = units.name(lead), ("question", question.id)
    values = {"code": question.code, "unit": unit, "reason": reason}
    reported = question.reported_unit_id
    before = await speakers(old, reported_unit_id=reported, at=at)
    await tell(before, TRANSFERRED, {**values, "summary": asker["summary"]}, question, at)
    for reader in await speakers(lead, reported_unit_id=reported, at=at):
        letter = agency_letters.offered(
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=asker["summary"],
            due_on=due_on or day_of(at),
            language=reader.language,
            key=f"offered {question.code} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=about, at=at)
    for each in await letters_to(question.id):
        letter = about_moving(
            TRANSFERRED_FOR_ASKER,
            {**values, "code": each.code},
            to=each.email,
            name=each.name,
            language=each.language,
            key=f"transferred {each.code} {at:%Y%m%d%H%M%S%f}",
            is_asker=True,
        )
        await post.queue(letter, about=("question", each.id), at=at)
