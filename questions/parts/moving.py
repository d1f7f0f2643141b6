"""The one way a part changes its state: asked of the policy, then compared and set."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app import post
from app.access import Viewer
from app.database import Statement
from app.errors import Conflict
from app.people.rows import Member
from app.post.texts import LetterText
from questions import journal
from questions.moving import STALE, refuse
from questions.parts import policy as part_policy
from questions.parts.letters import about_part
from questions.parts.policy import PartFacts
from questions.parts.states import PART, PartAct, PartState
from questions.parts.tables import AnswerPart
from questions.staff_readers import members, speakers

# Holds the question until the end of the transaction: nothing is delivered to an answer that was just published.
HOLD = Statement("UPDATE question SET state = state WHERE id = {} AND state IN ('offered', 'in_progress') RETURNING id")


async def move_part(
    part: PartFacts,
    act: PartAct,
    *,
    by: Viewer,
    at: datetime,
    values: dict[Any, Any] | None = None,
    reason: str = "",
    before: dict[str, object] | None = None,
    **told: object,
) -> PartState:
    """Move a part inside the caller's transaction and journal it under its question.

    Raises NotAllowed, or Conflict when it is no longer as `part` says.
    """
    target = PART.target(part.state, act)
    refuse(part_policy.why_not_part(act, by, part), is_stale=part_policy.PART_WHO[act](by, part) is None)
    assert target is not None
    if await HOLD.one(part.question.id) is None:
        raise Conflict(STALE)
    moved = await (
        AnswerPart.update({AnswerPart.state: target.value, **(values or {})})
        .where(AnswerPart.id == part.id)
        .where(AnswerPart.state == part.state.value)
        .where(AnswerPart.version == part.version)
        .returning(AnswerPart.id)
    )
    if not moved:
        raise Conflict(STALE)
    await journal.record(
        f"part.{act.value}",
        by=by,
        at=at,
        about=("question", part.question.id),
        unit_id=part.unit_id,
        before={"part_state": part.state.value, **(before or {})},
        after={"part_state": target.value, "unit": part.unit_id, **told},
        reason=reason,
    )
    return target


async def tell(
    told: Iterable[Member], part: PartFacts, text: LetterText, values: dict[str, str], *, by: Viewer, at: datetime
) -> None:
    """One letter for each of `told`, but for whoever did it."""
    for reader in told:
        if reader.email == by.email:
            continue
        letter = about_part(
            text,
            {"code": part.question.code, **values},
            part.id,
            to=reader.email,
            name=reader.name,
            language=reader.language,
            key=f"{text.code} {part.id} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", part.question.id), at=at)


async def writers(part: PartFacts, at: datetime) -> list[Member]:
    """Those of its unit who wrote on it, or who would."""
    reported = part.question.reported_unit_id
    everybody = await members(part.unit_id, reported_unit_id=reported, at=at)
    wrote = [one for one in everybody if one.id in part.author_ids]
    return wrote or await speakers(part.unit_id, reported_unit_id=reported, at=at)
