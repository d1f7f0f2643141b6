"""The acts of the room: start and end, what was answered aloud, what was promised. The secretary's door."""

from datetime import datetime

from app.access import Viewer
from app.database import atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import print_of
from app.people.units import directory
from events.planning import holding
from events.planning.policy import EventFacts, coordinates, keeps_record, why_not_record
from questions.answers import oral
from questions.clocks.reclocking import reclock
from questions.commitments import recording
from questions.commitments.recording import Promise
from questions.policy import QuestionFacts
from questions.states import ANSWERED_STATES, OPEN_STATES


@atomic
async def end_session(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """End the session; the due dates of its questions count from the day it really ended."""
    ended = await holding.end(event, by=by, at=at)
    await reclock(event.id, ended_at=at, by=by, at=at)
    return ended


@atomic
async def record_oral_answer(
    event: EventFacts,
    question: QuestionFacts,
    *,
    unit_id: int | None,
    speaker: str,
    body: str,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> int:
    """Write down what was answered aloud. Raises Conflict when the question is of another forum or settled."""
    _permit(by, event)
    if question.event_id != event.id:
        raise Conflict(_("This question belongs to another forum."))
    if unit_id is not None and (await directory()).get(unit_id) is None:
        raise NotFound(_("There is no such unit."))
    if question.state not in OPEN_STATES | ANSWERED_STATES:
        raise Conflict(_("A question that was not accepted is not answered in the room."))
    return await oral.record_oral(
        question,
        event.id,
        unit_id=unit_id,
        speaker=speaker,
        body=body,
        happened_at=happened_at,
        by=by,
        at=at,
    )


@atomic
async def record_commitment(
    event: EventFacts,
    promise: Promise,
    *,
    question: QuestionFacts | None = None,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> str:
    """Write a promise down as it was said in the room; returns its code."""
    _permit(by, event)
    if question is not None and question.event_id != event.id:
        raise Invalid(
            _("This question belongs to another forum."),
            {"promise_question": _("This question belongs to another forum.")},
        )
    return await recording.record(
        promise,
        organiser_id=event.organiser_id,
        event_id=event.id,
        question_id=question.id if question else None,
        happened_at=happened_at,
        by=by,
        at=at,
    )


@atomic
async def correct_oral_answer(
    event: EventFacts, oral_id: int, *, speaker: str, body: str, by: Viewer, at: datetime, seen: str = ""
) -> str:
    """Mend what was written down while people spoke; returns the code of the question. `seen`: see `written_print`."""
    _permit(by, event)
    return await oral.correct_oral(oral_id, event.id, speaker=speaker, body=body, by=by, at=at, seen=seen)


@atomic
async def correct_commitment(
    event: EventFacts, code: str, promise: Promise, *, by: Viewer, at: datetime, seen: str = ""
) -> None:
    """Mend a promise that its unit has not confirmed yet. Raises Conflict afterwards: then the words stand.

    `seen`: see `written_print`.
    """
    _permit(by, event)
    await recording.reword(code, event.id, promise, by=by, at=at, seen=seen)


def written_print(entered_at: datetime) -> str:
    """What a form keeps that mends what was written down then; every mending has a moment of its own."""
    return print_of(entered_at)


def _permit(by: Viewer, event: EventFacts) -> None:
    refusal = why_not_record(by, event)
    if refusal is None:
        return
    may_ever = coordinates(by, event) or keeps_record(by, event)
    raise Conflict(refusal) if may_ever else NotAllowed(refusal)
