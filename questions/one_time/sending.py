"""A coordinator sends a unit without accounts the link by which it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from app import post
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.clock import now as clock_now
from app.database import Insert, Statement, atomic
from app.errors import Conflict
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.queries import members
from app.people.tokens import new_token, token_hash
from app.people.units import directory
from questions import journal, policy, seeing
from questions.answers.drafting import ASKER
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts_by_id
from questions.moving import HOLD, STALE, refuse
from questions.one_time.letters import one_time_link
from questions.one_time.tables import OneTimeLink
from questions.policy import AGENCY_ROLES, COORDINATOR_ONLY, QuestionFacts
from questions.states import QuestionState

ADD = Insert(OneTimeLink, "question", "unit", "token_hash", "email", "sent_by", "sent_at", "until", "used_by")
END = Statement("UPDATE one_time_link SET ended_at = {} WHERE question = {} AND used_at IS NULL AND ended_at IS NULL")
OF_QUESTION = Statement(
    "SELECT one_time_link.unit, one_time_link.email, one_time_link.sent_at, one_time_link.until,"
    " one_time_link.used_by, one_time_link.used_at, one_time_link.ended_at, person.name AS sent_by"
    " FROM one_time_link LEFT JOIN person ON person.id = one_time_link.sent_by"
    " WHERE one_time_link.question = {} ORDER BY one_time_link.id DESC LIMIT 50"
)
ANSWERING = frozenset({QuestionState.OFFERED, QuestionState.IN_PROGRESS})


@dataclass(frozen=True)
class LinkRow:
    """One link as the desk reads it; nobody can open it from here."""

    unit: str
    email: str
    sent_at: datetime
    sent_by: str | None
    until: date
    used_by: str
    used_at: datetime | None
    ended_at: datetime | None


def why_not_send(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not send such a link now; whether the unit has accounts is asked in the act."""
    if not policy.coordinates(viewer, question):
        return COORDINATOR_ONLY
    if question.lead_unit_id is None or question.state not in ANSWERING:
        return _("A one-time link is for a unit that is to answer.")
    return None


async def why_not_to_unit(question: QuestionFacts, today: date) -> Sentence | None:
    """Why the unit itself needs or takes no such link."""
    unit_id, units = question.lead_unit_id or 0, await directory()
    hidden = seeing.why_not_with(question, units.same_as(unit_id))
    if hidden is not None:
        return hidden
    if await members(unit_id, *AGENCY_ROLES, day=today):
        return _("This unit works with its own accounts, so it needs no link.")
    unit = units.get(units.resolve(unit_id))
    if unit is None or not unit.email:
        return _("The unit has no contact e-mail yet; an administrator enters it with the unit.")
    answer = await answer_of(question)
    if answer is not None and answer.state is not AnswerState.DRAFTING:
        return _("An answer of this unit waits already.")
    return None


async def needs_link(viewer: Viewer, question: QuestionFacts) -> bool:
    """Whether a coordinator looks at a question that waits for a unit without accounts."""
    if why_not_send(viewer, question) is not None:
        return False
    return not await members(question.lead_unit_id or 0, *AGENCY_ROLES, day=day_of(clock_now()))


@atomic
async def send_link(question: QuestionFacts, words: str, *, by: Viewer, at: datetime) -> date:
    """Send the unit's contact address a new link; an older one works no more. Returns the last day it works.

    Raises NotAllowed or Conflict; Conflict also for a unit with accounts or without an address.
    """
    question = await question_facts_by_id(question.id)
    refuse(why_not_send(by, question), is_stale=policy.coordinates(by, question))
    if await HOLD.one(question.id, question.state.value, question.lead_unit_id) is None:
        raise Conflict(STALE)
    day = day_of(at)
    refusal = await why_not_to_unit(question, day)
    if refusal is not None:
        raise Conflict(refusal)
    units = await directory()
    unit = units[units.resolve(question.lead_unit_id or 0)]
    until = (await load_clocks())[Clock.ONE_TIME_LINK].last_day(day, await load_calendar())
    token = new_token()
    await END.run(at, question.id)
    # The unit as the question and its answer name it, also where another one does its work by now.
    link_id = await ADD(question.id, question.lead_unit_id, token_hash(token), unit.email, by.person_id, at, until, "")
    await journal.record(
        "question.send_link",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=unit.id,
        after={"unit": unit.id, "until": until},
        reason=words,
    )
    asked = await ASKER.one(question.id)
    assert asked is not None
    letter = one_time_link(
        to=unit.email,
        name=unit.name,
        code=question.code,
        summary=asked["summary"],
        words=words,
        until=until,
        path=f"/replies/{token}",
        key=f"one_time_link {link_id}",
    )
    await post.queue(letter, about=("question", question.id), at=at)
    return until


async def links_of(question_id: int) -> list[LinkRow]:
    """The links that were sent about a question, newest first."""
    units = await directory()
    return [
        LinkRow(**row | {"unit": units.short_name(units.resolve(row["unit"]))})
        for row in await OF_QUESTION.all(question_id)
    ]
