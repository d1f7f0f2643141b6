"""The asker sees that what was reported done is not: told by the secret link, and read by those who judge."""

from datetime import datetime
from typing import Any

from app.access import Role, Viewer
from app.clock import day_of
from app.database import atomic
from app.errors import require_words
from app.people.queries import readers
from questions.askers.veiling import for_all
from questions.commitments import policy
from questions.commitments.deciding import tell
from questions.commitments.facts import commitment_facts
from questions.commitments.moving import NOTE, move
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import NOTE_NAMES, CommitmentAct, NoteKind
from questions.commitments.tables import Commitment
from questions.moving import refuse


@atomic
async def object_to_claim(
    commitment: CommitmentFacts, body: str, *, asked_as_id: int | None = None, by: Viewer, at: datetime
) -> None:
    """Say, within ten days of the claim and once for each, that it was not kept. The words are not public.

    `asked_as_id` is the asker's own question, where that was joined with the one of the promise.
    """
    require_words(body, "body")
    commitment = await commitment_facts(commitment.code)
    refuse(policy.why_not_object(by, commitment, day_of(at)), is_stale=policy.asked_for_it(by, commitment))
    body = await for_all(asked_as_id or commitment.question_id, body)  # the owner of the promise reads it too
    values: dict[Any, Any] = {Commitment.object_until: None}
    await move(commitment, CommitmentAct.OBJECT, by=by, at=at, values=values)
    await NOTE(commitment.id, NoteKind.OBJECTED.value, body, "", None, None, at)
    told = await readers(commitment.organiser_id, Role.COORDINATOR, day=day_of(at))
    await tell(commitment, told, NOTE_NAMES[NoteKind.OBJECTED], body, at)
