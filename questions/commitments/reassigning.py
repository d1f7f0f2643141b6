"""A promise goes over to another unit, with everything that was done for it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.access import Viewer
from app.clock import day_of
from app.database import atomic
from app.errors import Invalid, require_words
from app.i18n import Sentence as _
from app.people.units import directory
from questions.commitments.deciding import tell_leaders
from questions.commitments.moving import NOTE, move, refuse_unread
from questions.commitments.policy import CommitmentFacts
from questions.commitments.recording import not_to_reported
from questions.commitments.states import NOTE_NAMES, CommitmentAct, NoteKind
from questions.commitments.tables import Commitment


@atomic
async def reassign(commitment: CommitmentFacts, unit_id: int, body: str, *, by: Viewer, at: datetime) -> None:
    """The new owner inherits words, date and notes. Raises Invalid for a unit that does not exist today."""
    require_words(body, "body")
    await refuse_unread(commitment)
    units = await directory()
    unit = units.get(units.resolve(unit_id))
    if unit is None or not unit.exists_on(day_of(at)) or unit.id == commitment.owner_id:
        problem = _("Please choose another unit that exists today.")
        raise Invalid(problem, {"owner": problem})
    await not_to_reported(commitment.question_id, unit.id)
    values: dict[Any, Any] = {Commitment.owner: unit.id}
    await move(commitment, CommitmentAct.REASSIGN, by=by, at=at, values=values, reason=body, owner=unit.id)
    words = f"{body}\n{units.name(commitment.owner_id)} → {unit.name}"
    await NOTE(commitment.id, NoteKind.REASSIGNED.value, words, "", by.person_id, None, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.REASSIGNED], words, at)
    await tell_leaders(replace(commitment, owner_id=unit.id), NOTE_NAMES[NoteKind.REASSIGNED], words, at)
