"""A leader sends the letter of apology: the asker gets it, and everyone reads the reason and the new date."""

from datetime import date, datetime, timedelta

from app import post
from app.access import Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, require_words
from app.formats import show_date, show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from questions import journal
from questions.apologies import letters
from questions.apologies import policy as apology_policy
from questions.apologies.reading import apologies_of, draft_of
from questions.facts import question_facts_by_id
from questions.merging.askers import letters_to
from questions.moving import STALE, refuse
from questions.policy import QuestionFacts

SEND = Statement(
    "UPDATE apology SET reason = {}, new_date = {}, signer = {}, signer_title = {}, unit = {}, sent_at = {}"
    " WHERE id = {} AND sent_at IS NULL RETURNING missed_on"
)
FARTHEST = timedelta(days=365)


@atomic
async def send_apology(
    question: QuestionFacts, *, reason: str, new_date: date, signer_title: str, by: Viewer, at: datetime
) -> bool:
    """Send the drafted letter in these words to everybody who asked; False when whoever asked first left no address.

    The due date stays where it is: an apology makes no answer punctual. Raises NotAllowed, Invalid for an empty
    reason or a date that does not serve, Conflict when it was sent already or is not owed any more.
    """
    require_words(reason)
    question = await question_facts_by_id(question.id)
    draft, refusal = await draft_of(question.id), apology_policy.why_not_apologise(by, question)
    is_stale = apology_policy.may_apologise(by, question)
    refuse(await _sent_already(question) or refusal if is_stale and draft is None else refusal, is_stale=is_stale)
    assert draft is not None
    problem = _problem(new_date, day_of(at), is_working=(await load_calendar()).is_working(new_date))
    if problem is not None:
        raise Invalid(problem, {"new_date": problem})
    unit_id = question.lead_unit_id or question.organiser_id
    if await SEND.one(reason, new_date, by.person_id, signer_title, unit_id, at, draft.id) is None:
        raise Conflict(STALE)
    await journal.record(
        "question.apologise",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=unit_id,
        before={"missed_on": draft.missed_on},
        after={"new_date": new_date, "unit": unit_id},
        reason=reason,
    )
    unit = (await directory()).name(unit_id)
    askers = await letters_to(question.id)
    for asker in askers:
        letter = letters.apology(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            summary=asker.summary,
            unit=unit,
            missed_on=draft.missed_on,
            reason=reason,
            new_date=new_date,
            signed="\n".join(part for part in (signer_title, by.name, unit) if part),
            language=asker.language,
        )
        await post.queue(letter, about=("question", asker.id), at=at)
    return any(asker.id == question.id for asker in askers)


async def _sent_already(question: QuestionFacts) -> Sentence | None:
    sent = await apologies_of(question.id)
    if not sent:
        return None
    return _(
        "%(who)s sent a letter of apology on %(moment)s.", who=sent[-1].signer, moment=show_moment(sent[-1].sent_at)
    )


def _problem(new_date: date, today: date, *, is_working: bool) -> Sentence | None:
    if new_date <= today:
        return _("Please choose a date after %(day)s.", day=show_date(today))
    if new_date > today + FARTHEST:
        return _("Please choose a date up to %(day)s.", day=show_date(today + FARTHEST))
    return None if is_working else _("%(day)s is no working day.", day=show_date(new_date))
