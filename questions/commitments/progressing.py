"""What the owning unit tells of its promise: a note of progress, and the claim with evidence that it is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed
from app.files.receiving import StoredFile
from app.i18n import Sentence as _
from questions import journal
from questions.attachments.attaching import attach
from questions.attachments.reading import Owner
from questions.commitments import policy
from questions.commitments.deciding import RULE
from questions.commitments.facts import commitment_facts
from questions.commitments.moving import NOTE, move, period_of
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentAct, NoteKind
from questions.commitments.tables import Commitment
from questions.commitments.urging import HOLD
from questions.oversight.urging import TWICE

TWIN = Statement(
    "SELECT id FROM progress_note WHERE commitment = {} AND kind = {} AND person = {} AND body = {} AND written_at > {}"
    " LIMIT 1"
)


@atomic
async def report_progress(
    commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime, files: Sequence[StoredFile] = ()
) -> None:
    """A note of progress by the owning unit, with files beside it; it is public. A button pressed twice writes once."""
    await HOLD.run(commitment.id)
    commitment = await commitment_facts(commitment.code)
    refusal = policy.why_not_report(by, commitment)
    if refusal is not None:
        raise NotAllowed(refusal)
    if await TWIN.one(commitment.id, NoteKind.PROGRESS.value, by.person_id, body, at - TWICE):
        raise Conflict(_("These words were sent a moment ago."))
    note_id = await NOTE(
        commitment.id,
        NoteKind.PROGRESS.value,
        body,
        "",
        by.person_id,
        await period_of(commitment),
        at,
    )
    added = await attach(Owner.NOTE, note_id, files, by=by, at=at)
    await journal.record(
        "commitment.progress",
        by=by,
        at=at,
        about=("commitment", commitment.id),
        unit_id=commitment.owner_id,
        after={"body": body, **({"files": added} if added else {})},
    )


@atomic
async def claim(
    commitment: CommitmentFacts,
    body: str,
    evidence: str,
    *,
    by: Viewer,
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> None:
    """Report the work as done; evidence (a document number, a link, a file) is mandatory."""
    if not evidence.strip() and not files:
        raise Invalid(
            _("A commitment is reported as done with its evidence."),
            {"evidence": _("Please give a document number, a link or a file.")},
        )
    period = await period_of(commitment)
    rule = (await load_clocks())[Clock.OBJECTION]
    until = rule.last_day(day_of(at), await load_calendar()) if commitment.question_id else None
    values: dict[Any, Any] = {Commitment.object_until: until}
    shown: dict[str, Any] = {"files": [file.sha256 for file in files]} if files else {}
    await move(commitment, CommitmentAct.CLAIM, by=by, at=at, values=values, evidence=evidence, **shown)
    note_id = await NOTE(commitment.id, NoteKind.CLAIM.value, body, evidence, by.person_id, period, at)
    await attach(Owner.NOTE, note_id, files, by=by, at=at)
    # Whoever is done needs no later date, and none may count against what comes after.
    await RULE.one("lapsed", None, at, commitment.id)
