"""A coordinating unit writes its part and approves it within itself; the lead unit takes it or sends it back."""

from datetime import date, datetime

from app.access import Role, Viewer
from app.database import Statement, atomic
from app.database.json import dump
from app.errors import Conflict, Invalid, require_words
from app.i18n import Sentence as _
from app.people.units import directory
from questions.parts import letters as part_letters
from questions.parts import policy as part_policy
from questions.parts.asking import END_HELP, SUMMARY, in_time
from questions.parts.facts import part_facts
from questions.parts.moving import move_part, tell, writers
from questions.parts.policy import PartFacts
from questions.parts.states import PartAct, PartState
from questions.parts.tables import AnswerPart
from questions.staff_readers import members, speakers, staff
from questions.values import DECLINE_NAMES, Decline

WRITE_WHAT = _("Please write what should change.")

BODY = Statement("SELECT body FROM answer_part WHERE id = {}")
OTHER_VERSION = _("Somebody else saved another version of this part. Nothing was overwritten; please compare.")


@atomic
async def save_part(part: PartFacts, body: str, *, version: int, by: Viewer, at: datetime) -> PartFacts:
    """Write the part, `version` being the one before the eyes; returns it with its new version.

    Raises Conflict when somebody saved another version in between: nothing is overwritten silently.
    """
    stored = await part_facts(part.id)
    if stored.state is PartState.WRITING and stored.version != version:
        raise Conflict(OTHER_VERSION)
    before = await BODY.one(part.id)
    assert before is not None
    authors = [*sorted(stored.author_ids - {by.person_id or 0}), by.person_id]
    await move_part(
        stored,
        PartAct.SAVE,
        by=by,
        at=at,
        values={AnswerPart.body: body, AnswerPart.version: version + 1, AnswerPart.authors: dump(authors)},
        before={"body": before["body"]},
        version=version + 1,
        body=body,
    )
    return await part_facts(part.id)


@atomic
async def submit_part(part: PartFacts, *, by: Viewer, at: datetime) -> None:
    """Send the part to the leaders of its unit. Raises Invalid when it is empty."""
    row = await BODY.one(part.id)
    if row is None or not row["body"].strip():
        raise Invalid(_("The part is empty."), {"body": _("Please write the part.")})
    await move_part(part, PartAct.SUBMIT, by=by, at=at)
    leaders = [
        leader
        for leader in await staff(part.unit_id, Role.APPROVER, reported_unit_id=part.question.reported_unit_id, at=at)
        if leader.id not in part.author_ids or part.approvers <= 1
    ]
    await tell(leaders, part, part_letters.PART_TO_APPROVE, {"drafter": by.name}, by=by, at=at)


@atomic
async def return_part(part: PartFacts, comment: str, *, by: Viewer, at: datetime) -> None:
    """A leader of the unit gives the part back to whoever wrote it."""
    require_words(comment, "comment", WRITE_WHAT)
    await move_part(part, PartAct.RETURN, by=by, at=at, reason=comment, values={AnswerPart.comment: comment})
    values = {"who": by.name, "comment": comment}
    await tell(await writers(part, at), part, part_letters.PART_RETURNED, values, by=by, at=at)


@atomic
async def approve_part(part: PartFacts, *, reason: str = "", by: Viewer, at: datetime) -> None:
    """Approve what another of the unit wrote, and deliver it to the lead unit; its people are told."""
    stored = await part_facts(part.id)
    if stored.version != part.version:
        raise Conflict(OTHER_VERSION)
    needs_reason = part_policy.needs_reason_to_approve(by, stored)
    if needs_reason and not reason.strip():
        raise Invalid(
            _("You are the only leader of your unit and wrote this part yourself. Please write why you approve it."),
            {"reason": _("Please give the reason.")},
        )
    values = {
        AnswerPart.approver: by.person_id,
        AnswerPart.delivered_at: at,
        AnswerPart.own_approval_reason: reason if needs_reason else "",
        AnswerPart.comment: "",
    }
    await move_part(
        stored,
        PartAct.APPROVE,
        by=by,
        at=at,
        values=values,
        reason=reason if needs_reason else "",
        own_draft=needs_reason,
    )
    lead = stored.question.lead_unit_id
    reported = stored.question.reported_unit_id
    told = await members(lead, Role.FOCAL, Role.DRAFTER, reported_unit_id=reported, at=at) if lead else []
    told = told or await speakers(lead, reported_unit_id=reported, at=at)
    unit = (await directory()).short_name(stored.unit_id)
    await tell(told, stored, part_letters.PART_DELIVERED, {"unit": unit}, by=by, at=at)


@atomic
async def send_back(part: PartFacts, comment: str, due_on: date, *, by: Viewer, at: datetime) -> None:
    """The lead unit gives a delivered part back with a comment and a new day; the asker's date stays as it is."""
    require_words(comment, "comment", WRITE_WHAT)
    row = await SUMMARY.one(part.question.id)
    await in_time(due_on, row["due_on"] if row else None, at)
    values = {
        AnswerPart.comment: comment,
        AnswerPart.due_on: due_on,
        AnswerPart.approver: None,
        AnswerPart.delivered_at: None,
        AnswerPart.own_approval_reason: "",
    }
    await move_part(part, PartAct.SEND_BACK, by=by, at=at, values=values, reason=comment, due_on=due_on)
    reported = part.question.reported_unit_id
    told = [*await writers(part, at), *await speakers(part.unit_id, reported_unit_id=reported, at=at)]
    each, texts = {one.id: one for one in told}.values(), {"who": by.name, "comment": comment}
    await tell(each, part, part_letters.PART_RETURNED, texts, by=by, at=at)


@atomic
async def decline_part(part: PartFacts, reason: Decline, text: str, *, by: Viewer, at: datetime) -> None:
    """The unit gives its part back, saying why; the lead unit is told."""
    await move_part(
        part,
        PartAct.DECLINE,
        by=by,
        at=at,
        values={AnswerPart.comment: text},
        reason=text,
        decline=reason.value,
    )
    await END_HELP.run("declined", by.person_id, at, reason.value, text, part.question.id, part.unit_id)
    values = {"unit": (await directory()).short_name(part.unit_id), "comment": f"{DECLINE_NAMES[reason]}. {text}"}
    lead = part.question.lead_unit_id
    told = await speakers(lead, reported_unit_id=part.question.reported_unit_id, at=at)
    await tell(told, part, part_letters.PART_DECLINED, values, by=by, at=at)
