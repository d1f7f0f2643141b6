"""Đôn đốc for a promise: its owner is urged on, in words that are kept and counted."""

from datetime import datetime

from app.access import Viewer
from app.database import Statement, atomic
from app.errors import Conflict, require_words
from app.i18n import Sentence as _
from app.people.units import directory
from questions import journal
from questions.commitments import policy
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import CommitmentFacts
from questions.moving import refuse
from questions.oversight.urging import TWICE, URGE, UrgedRow, tell_unit

HOLD = Statement("UPDATE commitment SET state = state WHERE id = {}")
TWIN = Statement("SELECT id FROM urging WHERE commitment = {} AND person = {} AND words = {} AND urged_at > {} LIMIT 1")
OF_COMMITMENT = Statement(
    "SELECT urging.unit, urging.words, urging.urged_at, person.name FROM urging"
    " JOIN person ON person.id = urging.person WHERE urging.commitment = {} ORDER BY urging.id"
)


@atomic
async def urge(commitment: CommitmentFacts, words: str, *, by: Viewer, at: datetime) -> None:
    """Urge the owner on; its leaders and focal points get the words. A button pressed twice urges once."""
    require_words(words, "body")
    await HOLD.run(commitment.id)
    commitment = await commitment_facts(commitment.code)
    refuse(policy.why_not_urge(by, commitment), is_stale=policy.may_urge(by, commitment))
    if await TWIN.one(commitment.id, by.person_id, words, at - TWICE):
        raise Conflict(_("These words were sent a moment ago."))
    urging_id = await URGE(None, commitment.id, commitment.owner_id, by.person_id, words, at)
    about = ("commitment", commitment.id)
    await journal.record("commitment.urge", by=by, at=at, about=about, unit_id=commitment.owner_id, reason=words)
    await tell_unit(
        commitment.owner_id,
        urging_id,
        commitment.code,
        words,
        about,
        reported_unit_id=commitment.reported_unit_id,
        by=by,
        at=at,
    )


async def urgings_of(commitment_id: int) -> list[UrgedRow]:
    """Every time that its owner was urged on, oldest first."""
    units = await directory()
    return [
        UrgedRow(units.short_name(row["unit"]), row["words"], row["urged_at"], row["name"])
        for row in await OF_COMMITMENT.all(commitment_id)
    ]
