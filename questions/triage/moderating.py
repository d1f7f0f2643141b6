"""The coordinator's first look: accept with kind, competence and field, word the public text, or decline to take it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from hashlib import sha256
from operator import and_
from typing import Any

from app import post
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.database.json import dump
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import Sentence as _
from app.journal.apart import put_apart
from app.people.units import directory
from app.post.letter import Letter
from events.planning.seeing import SeenBy
from questions import journal, letters, seeing
from questions.asker_names import name_within, names_in_full
from questions.merging.askers import letters_to
from questions.merging.joining import release
from questions.moving import move_question
from questions.policy import QuestionFacts
from questions.states import QuestionAct, QuestionState, Visibility
from questions.submitting import tracking_token
from questions.tables import Question
from questions.triage.appeal_rulings import Ruling, rule_on_appeal
from questions.values import Competence, Kind, Rejection
from questions.wording import refresh_words

TEXT = Statement("SELECT public_summary, public_detail, public_asker, visibility FROM question WHERE id = {}")
SUBMISSION_KEY = Statement("SELECT submission_key FROM question WHERE id = {}")
ASKED_BY = Statement("SELECT name, language FROM question WHERE id = {}")


OWN_UNIT = _(
    "A report on officials of the organising unit itself is not for it to handle: please guide the asker to the unit"
    " above."
)


@dataclass(frozen=True)
class PublicText:
    """What everyone may read of a question; the original stays beside it for ever."""

    summary: str
    detail: str
    asker: str
    visibility: Visibility = Visibility.PUBLIC


@atomic
async def admit(
    question: QuestionFacts,
    text: PublicText,
    *,
    kind: Kind,
    competence: Competence,
    field_id: int | None,
    reported_unit_id: int | None = None,
    reason: str = "",
    by: Viewer,
    at: datetime,
) -> None:
    """Accept a question, also on appeal, for a `reason` that its asker reads.

    Its public text can be read by everyone from now on, if its visibility is public.

    A report on the conduct of officials of `reported_unit_id` is not published, and that unit never sees it; Invalid
    when that is the organising unit itself.

    What everyone could read before stays taken off, with the reason in its place, until everyone may read it again.
    """
    await refuse_name(question, text)
    if reported_unit_id is not None:
        if reported_unit_id in (await directory()).same_as(question.organiser_id):
            raise Invalid(OWN_UNIT, {"reported_unit": OWN_UNIT})
        text = replace(text, visibility=Visibility.OFFICIALS)
    if question.visibility is Visibility.TAKEN_OFF and text.visibility is not Visibility.PUBLIC:
        text = replace(text, visibility=Visibility.TAKEN_OFF)
    await move_question(
        question,
        QuestionAct.ADMIT,
        by=by,
        at=at,
        values={
            Question.kind: kind.value,
            Question.competence: competence.value,
            Question.field: field_id,
            Question.reported_unit: reported_unit_id,
            Question.rejection: "",
            Question.rejection_text: "",
            Question.appeal_until: None,
            **_columns(text),
        },
        reason=reason,
        kind=kind.value,
        competence=competence.value,
        field=field_id,
        reported_unit=reported_unit_id,
        no_report=question.reported_unit_id is not None and reported_unit_id is None,
    )
    await refresh_words(question.id)
    if question.state is QuestionState.APPEALED:
        await rule_on_appeal(question, Ruling.GRANTED, reason, by=by, at=at)
    else:
        await _tell_asker(question, letters.admitted, at)


@atomic
async def reject(
    question: QuestionFacts, reason: Rejection, text: str, *, secret_key: str = "", by: Viewer, at: datetime
) -> None:
    """Decline to take a question, with a coded reason and words for the asker, who may appeal once.

    With the `secret_key` of this installation the letter has the asker's secret link, which an appeal takes.
    """
    until = (await load_clocks())[Clock.APPEAL].last_day(day_of(at), await load_calendar())
    await move_question(
        question,
        QuestionAct.REJECT,
        by=by,
        at=at,
        values={
            Question.rejection: reason.value,
            Question.rejection_text: text,
            Question.rejected_by: by.person_id,
            Question.appeal_until: until,
        },
        reason=text,
        rejection=reason.value,
    )
    await release(question, at=at)
    await refresh_words(question.id)
    row = await SUBMISSION_KEY.one(question.id)
    track = f"/track/{tracking_token(secret_key, row['submission_key'])}" if secret_key and row else ""
    await _tell_asker(
        question,
        lambda **about: letters.rejected(
            reason=reason, text=text, until=None if question.appeals else until, track=track, **about
        ),
        at,
    )


@atomic
async def edit_public_text(
    question: QuestionFacts, text: PublicText, *, seen: str = "", by: Viewer, at: datetime
) -> None:
    """Word the public text anew; the journal keeps both.

    `seen` is the print of the text that the writer had before the eyes (see `text_print`), or "" to write
    whatever stands there. Raises Conflict when another text stands there by now.
    """
    refusal = seeing.why_not_edit_public_text(by, question)
    if refusal is not None:
        raise NotAllowed(refusal)
    kept_public = seeing.why_not_choose(question, text.visibility)
    if kept_public is not None:
        raise Invalid(kept_public, {"visibility": kept_public})
    await refuse_name(question, text)
    before = await present_text(question)
    if seen and seen != text_print(before):
        raise Conflict(OTHER_TEXT)
    moved = await (
        Question.update(_columns(text))
        .where(Question.id == question.id)
        .where(reduce(and_, (column == value for column, value in _columns(before).items())))
        .returning(Question.id)
    )
    if not moved:
        raise Conflict(OTHER_TEXT)
    await journal.record(
        "question.edit_public_text",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before=await _marked(before, question),
        after=await _marked(text, question),
    )
    await refresh_words(question.id)


async def refuse_name(question: QuestionFacts, text: PublicText) -> None:
    """Raises Invalid where the whole name would become public without the asker's consent."""
    if question.seen_by is SeenBy.PUBLIC:
        return
    row = await ASKED_BY.one(question.id)
    if row is None or text.asker == name_within(question.seen_by, row["name"], row["language"]):
        return
    if names_in_full(text.asker, row["name"]):
        words = _("The asker did not agree to be named. Please write initials, or who it is in general.")
        raise Invalid(words, {"public_asker": words})


OTHER_TEXT = _("Somebody else edited the public text in the meantime. Nothing was overwritten; please compare.")


async def present_text(question: QuestionFacts) -> PublicText:
    """The public text as it stands."""
    row = await TEXT.one(question.id)
    assert row is not None
    return PublicText(row["public_summary"], row["public_detail"], row["public_asker"], Visibility(row["visibility"]))


def text_print(text: PublicText) -> str:
    """A short print of a text, by which a form knows which one its writer read."""
    return sha256(dump(_told(text)).encode()).hexdigest()[:16]


def _told(text: PublicText) -> dict[str, str]:
    return {
        "public_summary": text.summary,
        "public_detail": text.detail,
        "public_asker": text.asker,
        "visibility": text.visibility.value,
    }


async def _marked(text: PublicText, question: QuestionFacts) -> dict[str, str]:
    """What the journal keeps: marks of words that may tell of people, which stand apart."""
    told = _told(text)
    visibility = {"visibility": told.pop("visibility")}
    return await put_apart(told, ("question", question.id)) | visibility


def _columns(text: PublicText) -> dict[Any, Any]:
    return {
        Question.public_summary: text.summary,
        Question.public_detail: text.detail,
        Question.public_asker: text.asker,
        Question.visibility: text.visibility.value,
    }


async def _tell_asker(question: QuestionFacts, letter: Callable[..., Letter], at: datetime) -> None:
    for asker in await letters_to(question.id):
        written = letter(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            summary=asker.summary,
            language=asker.language,
            key=f"{asker.code} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(written, about=("question", asker.id), at=at)
