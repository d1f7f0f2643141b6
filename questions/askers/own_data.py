"""What askers do with data about themselves, by the secret link: narrow who knows, correct, ask to have it erased."""

import time
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import quote

from app import post
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, NotFound
from app.i18n import Sentence as _
from app.web import tokens
from events.planning.seeing import SeenBy
from questions import journal, seeing
from questions.asker_names import name_within
from questions.askers import letters, policy
from questions.askers.forms import CorrectionForm
from questions.askers.narrowing import close
from questions.askers.redacting import Known, veiled
from questions.askers.tables import AskerCorrection, AskerRequest
from questions.facts import question_facts_by_id
from questions.moving import held, refuse
from questions.policy import QuestionFacts, is_asker
from questions.splitting.parts import part_ids
from questions.staff_readers import coordinators
from questions.tables import Question
from questions.tracking import NOTHING_HERE
from questions.wording import refresh_words

OWN = Statement(
    "SELECT id, code, name, address, phone, email, language, public_asker, public_summary, public_detail,"
    " asker_seen_by FROM question WHERE id = {}"
)
REWORD = Statement("UPDATE question SET public_summary = {}, public_detail = {} WHERE id = {}")
TRACE = Insert(AskerCorrection, "question", "field", "before", "after", "corrected_at")
ASK = Insert(AskerRequest, "question", "words", "asked_at", "due_on", "ruling", "ruling_reason")

# The letter that asked for it is all that knows an address before it counts.
TO_CONFIRM = Statement(
    "SELECT to_address FROM outbox_letter WHERE about_kind = 'question' AND about_id = {} AND key LIKE 'confirm %'"
    " AND queued_at > {} AND NOT EXISTS (SELECT 1 FROM asker_correction AS done WHERE done.field = 'email'"
    " AND done.question = outbox_letter.about_id AND done.corrected_at >= outbox_letter.queued_at)"
    " ORDER BY id DESC LIMIT 1"
)
CONFIRMING = "new e-mail of an asker"
CONFIRM_SECONDS = 7 * 24 * 3600


@atomic
async def narrow(question: QuestionFacts, circle: SeenBy, *, by: Viewer, at: datetime) -> None:
    """Let fewer people know who asks, from now on, of the parts too. The name leaves the public text."""
    question = await held(question.id)
    refuse(policy.why_not_narrow(by, question, circle), is_stale=is_asker(by, question))
    await _narrow(question, circle, by, at)
    for part in [await held(part_id) for part_id in await part_ids(question.id)]:
        if policy.why_not_narrow(Viewer(asks=part.id), part, circle) is None:
            await _narrow(part, circle, by, at)


async def _narrow(question: QuestionFacts, circle: SeenBy, by: Viewer, at: datetime) -> None:
    row = await OWN.one(question.id)
    assert row is not None
    await close(row, circle)
    named = Known(name=row["name"])
    texts = [veiled(row[text], named, row["language"]) for text in ("public_summary", "public_detail")]
    await REWORD.run(*texts, question.id)
    await _journal("question.narrow_asker", question, by, at, seen_by=circle.value)
    await refresh_words(question.id)


@atomic
async def correct(question: QuestionFacts, form: CorrectionForm, *, secret_key: str, by: Viewer, at: datetime) -> bool:
    """Put right name, address or telephone; a new e-mail address only once it was confirmed by letter.

    Of the parts too. Returns whether such a letter was sent. What stood there before is kept beside it until the data
    is erased.
    """
    question = await held(question.id)
    refuse(policy.why_not_own(by, question), is_stale=is_asker(by, question))
    row = await OWN.one(question.id)
    assert row is not None
    wanted = {"name": form.name, "address": form.address, "phone": form.phone or row["phone"]}
    if form.drops_email:
        wanted["email"] = ""
    changed = {field: value for field, value in wanted.items() if value != row[field]}
    if changed:
        await _change(question, row, changed, by, at)
        await _change_parts(question, changed, by, at)
    asks = bool(form.email) and not form.drops_email and form.email != row["email"]
    if asks:
        link = confirm_path(secret_key, question.id, row["email"], form.email)
        letter = letters.confirm_email(
            to=form.email, name="", code=row["code"], link=link, language=row["language"],
            key=f"confirm {row['code']} {at:%Y%m%d%H%M%S%f}",
        )  # fmt: skip
        await post.queue(letter, about=("question", question.id), at=at)
    return asks


async def _change_parts(whole: QuestionFacts, values: dict[str, str], by: Viewer, at: datetime) -> None:
    """A part has a copy of who asks; what is right for the whole is right for it."""
    for part in [await held(part_id) for part_id in await part_ids(whole.id)]:
        row = await OWN.one(part.id)
        assert row is not None
        changed = {field: value for field, value in values.items() if value != row[field]}
        if changed and not part.is_erased:
            await _change(part, row, changed, by, at)


async def _change(
    question: QuestionFacts, row: dict[str, str], changed: dict[str, str], by: Viewer, at: datetime
) -> None:
    columns = {getattr(Question, field): value for field, value in changed.items()}
    if "name" in changed and row["public_asker"] == _shown(row, row["name"]):
        columns[Question.public_asker] = _shown_anew(question, changed["name"], row["language"])
    await Question.update(columns).where(Question.id == question.id)
    for field, value in changed.items():
        await TRACE(question.id, field, row[field], value, at)
    await _journal("question.correct_asker", question, by, at, fields=sorted(changed))


def _shown(row: dict[str, str], name: str) -> str:
    return name_within(SeenBy(row["asker_seen_by"]), name, row["language"])


def _shown_anew(question: QuestionFacts, name: str, language: str) -> str:
    """Words that nobody of the office has read are not published: of a new name the initials, until one has."""
    circle = question.seen_by
    if circle is SeenBy.PUBLIC and seeing.is_public(question):
        circle = SeenBy.OFFICIALS
    return name_within(circle, name, language)


def confirm_path(secret_key: str, question_id: int, present: str, wanted: str) -> str:
    """The link in the letter to a new address; worthless once another address stands there."""
    value = f"{question_id} {int(time.time())} {_print(present)} {wanted}"
    return f"/data/confirm/{quote(tokens.seal(secret_key, CONFIRMING, value))}"


def _print(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:12]


async def email_to_confirm(question_id: int, at: datetime) -> str:
    """The new address that waits for the word of its owner; "" for none."""
    row = await TO_CONFIRM.one(question_id, at - timedelta(seconds=CONFIRM_SECONDS))
    return row["to_address"] if row else ""


async def wanted_email(secret_key: str, sealed: str) -> tuple[QuestionFacts, str]:
    """The question and the address of such a link. Raises NotFound when it was changed, is too old or was used."""
    parts = (tokens.unseal(secret_key, CONFIRMING, sealed) or "").split(" ")
    if len(parts) != 4 or time.time() - int(parts[1]) > CONFIRM_SECONDS:
        raise NotFound(NOTHING_HERE)
    question = await question_facts_by_id(int(parts[0]))
    row = await OWN.one(question.id)
    if row is None or question.is_erased or _print(row["email"]) != parts[2]:
        raise NotFound(NOTHING_HERE)
    return question, parts[3]


@atomic
async def confirm_email(secret_key: str, sealed: str, *, at: datetime) -> QuestionFacts:
    """Let letters go to the new address; the old one is told."""
    await held((await wanted_email(secret_key, sealed))[0].id)
    question, address = await wanted_email(secret_key, sealed)
    row = await OWN.one(question.id)
    assert row is not None
    by = Viewer(asks=question.id)
    await _change(question, row, {"email": address}, by, at)
    await _change_parts(question, {"email": address}, by, at)
    if row["email"]:
        letter = letters.email_left(
            to=row["email"], name=row["name"], code=row["code"], language=row["language"],
            key=f"left {row['code']} {at:%Y%m%d%H%M%S%f}",
        )  # fmt: skip
        await post.queue(letter, about=("question", question.id), at=at)
    return question


@atomic
async def ask_erasure(question: QuestionFacts, words: str, *, by: Viewer, at: datetime) -> None:
    """Ask to have the own data erased; received at once, decided by a coordinator within the days of the law."""
    question = await held(question.id)
    refuse(policy.why_not_ask_erasure(by, question), is_stale=is_asker(by, question))
    due_on = (await load_clocks())[Clock.OWN_DATA].last_day(day_of(at), await load_calendar())
    request_id = await ASK(question.id, words, at, due_on, "", "")
    await _journal("question.ask_erasure", question, by, at, due_on=due_on)
    row = await OWN.one(question.id)
    assert row is not None
    desk = await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at)
    told = [
        letters.erasure_to_decide(
            to=reader.email, name=reader.name, code=row["code"], due_on=due_on, language=reader.language,
            key=f"erasure {request_id} {reader.id}",
        )
        for reader in desk
    ]  # fmt: skip
    if row["email"]:
        received = letters.erasure_asked(
            to=row["email"], name=row["name"], code=row["code"], due_on=due_on, language=row["language"],
            key=f"erasure {request_id}",
        )  # fmt: skip
        told.append(received)
    for letter in told:
        await post.queue(letter, about=("question", question.id), at=at)


async def _journal(act: str, question: QuestionFacts, by: Viewer, at: datetime, **after: object) -> None:
    await journal.record(act, by=by, at=at, about=("question", question.id), unit_id=question.organiser_id, after=after)


NOT_NOW = _("This was decided already.")


def stale() -> Conflict:
    return Conflict(NOT_NOW)
