"""What the owner contests or asks for, and what the chair decides: as said, reworded, cancelled, a new date."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app import post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, require_words
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.queries import person, readers
from questions.commitments import letters, policy
from questions.commitments.moving import DUE, NOTE, move, refuse_unread
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import NOTE_NAMES, CommitmentAct, NoteKind
from questions.commitments.tables import Commitment
from questions.moving import STALE, refuse
from questions.staff_readers import hidden_from, staff

WORDS = Statement("SELECT words, product FROM commitment WHERE id = {}")
ORIGINAL = Statement("UPDATE commitment SET original_due_on = due_on WHERE id = {} AND original_due_on IS NULL")
ASK = Statement(
    "INSERT INTO new_date (commitment, wanted_on, reason, asked_by, asked_at, ruling) VALUES ({}, {}, {}, {}, {}, '')"
    " ON CONFLICT DO NOTHING RETURNING id"
)
RULE = Statement(
    "UPDATE new_date SET ruling = {}, ruled_by = {}, ruled_at = {} WHERE commitment = {} AND ruling = ''"
    " RETURNING id, wanted_on"
)


@atomic
async def contest(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """The owner says, with a reason, that it was not promised so. Silence no longer confirms; the chair decides."""
    require_words(body, "body")
    await move(commitment, CommitmentAct.CONTEST, by=by, at=at, reason=body)
    await _note(commitment, NoteKind.CONTESTED, body, by, at)
    await tell_chairs(commitment, NOTE_NAMES[NoteKind.CONTESTED], body, at)


@atomic
async def uphold(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """It stands as it was said."""
    require_words(body, "body")
    await move(commitment, CommitmentAct.UPHOLD, by=by, at=at, reason=body)
    await _note(commitment, NoteKind.UPHELD, body, by, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.UPHELD], body, at)


@atomic
async def reword(commitment: CommitmentFacts, words: str, body: str, *, by: Viewer, at: datetime) -> None:
    """It stands in other words; those that were said stay readable."""
    require_words(body, "body")
    if not words.strip():
        problem = _("Please write the new words.")
        raise Invalid(problem, {"words": problem})
    row = await WORDS.one(commitment.id)
    assert row is not None
    values: dict[Any, Any] = {Commitment.words: words}
    await move(
        commitment, CommitmentAct.REWORD, by=by, at=at, values=values, reason=body, words=words, was=row["words"]
    )
    await _note(commitment, NoteKind.REWORDED, f"{body}\n“{row['words']}” → “{words}”", by, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.REWORDED], words, at)


@atomic
async def cancel(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """It is no longer owed; everyone reads why."""
    require_words(body, "body")
    await move(commitment, CommitmentAct.CANCEL, by=by, at=at, reason=body)
    await _note(commitment, NoteKind.CANCELLED, body, by, at)
    await RULE.one("refused", by.person_id, at, commitment.id)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.CANCELLED], body, at)


@atomic
async def ask_date(commitment: CommitmentFacts, body: str, wanted_on: date, *, by: Viewer, at: datetime) -> None:
    """The owner asks for a later date, with a reason; at most twice in the life of a promise."""
    require_words(body, "body")
    row = await DUE.one(commitment.id)
    assert row is not None
    if wanted_on <= max(row["due_on"], day_of(at)):
        problem = _("Please choose a day after the present date and after today.")
        raise Invalid(problem, {"day": problem})
    await move(commitment, CommitmentAct.ASK_DATE, by=by, at=at, reason=body, wanted_on=wanted_on)
    if await ASK.one(commitment.id, wanted_on, body, by.person_id, at) is None:
        raise Conflict(STALE)
    words = f"{body}\n{show_date(row['due_on'])} → {show_date(wanted_on)}"
    await _note(commitment, NoteKind.DATE_ASKED, words, by, at)
    await tell_chairs(commitment, NOTE_NAMES[NoteKind.DATE_ASKED], words, at)


@atomic
async def grant_date(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """The date that was asked for counts from now on; the one as promised stays shown."""
    require_words(body, "body")
    refuse(policy.why_not(CommitmentAct.GRANT_DATE, by, commitment), is_stale=policy.chairs(by, commitment))
    await refuse_unread(commitment)
    ruled = await RULE.one("granted", by.person_id, at, commitment.id)
    if ruled is None:
        raise Conflict(STALE)
    await ORIGINAL.run(commitment.id)
    values: dict[Any, Any] = {Commitment.due_on: ruled["wanted_on"], Commitment.moved: commitment.moved + 1}
    told = {"due_on": ruled["wanted_on"]}
    await move(commitment, CommitmentAct.GRANT_DATE, by=by, at=at, values=values, reason=body, **told)
    words = f"{body}\n→ {show_date(ruled['wanted_on'])}"
    await _note(commitment, NoteKind.DATE_GRANTED, words, by, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.DATE_GRANTED], words, at)


@atomic
async def refuse_date(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """The date stays."""
    require_words(body, "body")
    await refuse_unread(commitment)
    await move(commitment, CommitmentAct.REFUSE_DATE, by=by, at=at, reason=body)
    if await RULE.one("refused", by.person_id, at, commitment.id) is None:
        raise Conflict(STALE)
    await _note(commitment, NoteKind.DATE_REFUSED, body, by, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.DATE_REFUSED], body, at)


async def _note(commitment: CommitmentFacts, kind: NoteKind, body: str, by: Viewer, at: datetime) -> None:
    await NOTE(commitment.id, kind.value, body, "", by.person_id, None, at)


async def tell_leaders(commitment: CommitmentFacts, what: Sentence, body: str, at: datetime) -> None:
    """The leaders of the unit that owns the promise."""
    told = await staff(commitment.owner_id, Role.APPROVER, reported_unit_id=commitment.reported_unit_id, at=at)
    await tell(commitment, told, what, body, at)


async def tell_chairs(commitment: CommitmentFacts, what: Sentence, body: str, at: datetime) -> None:
    """Those who decide: the chairs of its forum still in office, or where it has none, those of the organising unit."""
    chairs = [await person(person_id) for person_id, role in commitment.event_officers if role is Role.CHAIR]
    told: list[Any] = [chair for chair in chairs if chair is not None]
    told = told or await readers(commitment.organiser_id, Role.CHAIR, Role.COORDINATOR, day=day_of(at))
    await tell(commitment, told, what, body, at)


async def tell(commitment: CommitmentFacts, told: Iterable[Any], what: Sentence, body: str, at: datetime) -> None:
    hidden = await hidden_from(commitment.reported_unit_id, day_of(at))
    for reader in {reader.id: reader for reader in told if reader.id not in hidden}.values():
        letter = letters.news(
            to=reader.email,
            name=reader.name,
            code=commitment.code,
            what=what,
            comment=body,
            language=reader.language,
            key=f"{what.message} {commitment.code} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("commitment", commitment.id), at=at)


def in_future(day: date, at: datetime) -> None:
    if day <= day_of(at):
        problem = _("Please choose a day after today.")
        raise Invalid(problem, {"day": problem})
