"""Erasing an asker: the record stays, and nothing in it tells any more who asked.

What was typed into the fields about the person is emptied. In words that stay (the question, replies, answers,
letters to staff) the asker's name, address, telephone and e-mail are replaced by what they were; in the asker's own
words also other numbers of people. So are they beside the question that it was joined with. Letters to the asker lose
address and text, those that wait are not sent. Files of the asker are removed: nobody can tell what is in them. The
journal holds no such words, see `questions.journal` and `app.journal.apart`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import post
from app.access import Viewer
from app.database import Statement, atomic
from app.database.json import dump, load
from app.errors import Invalid
from app.i18n import Sentence as _
from app.journal.apart import forget_apart
from events.planning.seeing import SeenBy
from questions import journal
from questions.asker_names import name_within
from questions.askers import letters, policy
from questions.askers.own_data import stale
from questions.askers.redacting import Known, Secret, findings, leave_out, without_asker
from questions.askers.veiling import WHO, known_of
from questions.facts import question_facts_by_id
from questions.moving import held, refuse
from questions.policy import QuestionFacts, coordinates
from questions.splitting.parts import part_ids
from questions.tables import Question
from questions.wording import refresh_words

# Places where words about the asker may stand: the table, its columns of text, and which rows belong to the question.
OF_QUESTION = "question = {}"
# Disputed by one whose own question was joined with the one that was answered.
OF_JOINED = "asked_as = {}"
OF_ANSWER = "answer IN (SELECT answer.id FROM answer WHERE answer.question = {})"
OF_LETTER = "letter IN (SELECT id FROM outbox_letter WHERE about_kind = 'question' AND about_id = {})"
OF_NEWS = (
    "entry IN (SELECT journal_entry.id FROM journal_entry JOIN question ON question.id = {}"
    " WHERE (journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id)"
    " OR (journal_entry.about_kind = 'commitment' AND journal_entry.about_id IN"
    " (SELECT commitment.id FROM commitment WHERE commitment.question = question.id)))"
)
# The question that is, or was, answered for one that was joined with it.
STANDS_FOR_IT = "(SELECT question_merge.stands FROM question_merge WHERE question_merge.question = {})"
OF_OBJECTION = (
    "kind = 'objected' AND commitment IN"  # noqa: S608 - our words
    f" (SELECT commitment.id FROM commitment WHERE commitment.question IN {STANDS_FOR_IT})"
)
OF_COMMITMENT = "commitment IN (SELECT commitment.id FROM commitment WHERE commitment.question = {})"


def _held(sql: str, of: str = "", *, slow: bool = False) -> Statement:
    """Reads rows that are written again, so that nobody else writes them between."""
    return Statement(sql, postgres=f"{sql} FOR UPDATE{of}", slow=slow)


@dataclass(frozen=True)
class Place:
    """`is_own` says that the asker wrote it, so that other numbers of people are left out too."""

    table: str
    columns: tuple[str, ...]
    rows: str
    is_own: bool = False

    def reading(self) -> Statement:
        return _held(f"SELECT id, {', '.join(self.columns)} FROM {self.table} WHERE {self.rows}")  # noqa: S608

    def writing(self) -> Statement:
        assigned = ", ".join(f"{column} = {{}}" for column in self.columns)
        return Statement(f"UPDATE {self.table} SET {assigned} WHERE id = {{}}")  # noqa: S608


PLACES = (
    Place("question", ("summary", "detail", "public_summary", "public_detail"), "id = {}", is_own=True),
    Place("question", ("rejection_text", "due_reason"), "id = {}"),
    Place("info_request", ("reply",), OF_QUESTION, is_own=True),
    Place("info_request", ("words",), OF_QUESTION),
    Place("appeal", ("reason",), OF_QUESTION, is_own=True),
    Place("appeal", ("ruling_reason",), OF_QUESTION),
    Place("answer_dispute", ("reason",), OF_QUESTION, is_own=True),
    Place("answer_dispute", ("reason",), OF_JOINED, is_own=True),
    Place("answer_dispute", ("ruling_reason",), OF_JOINED),
    Place("answer_dispute", ("ruling_reason",), OF_QUESTION),
    Place("handover", ("words", "reply"), OF_QUESTION),
    Place("assignment", ("note", "decline_text"), OF_QUESTION),
    Place("answer", ("summary", "body"), OF_QUESTION),
    Place("earlier_answer", ("summary", "body"), OF_QUESTION),
    Place("answer_correction", ("body", "reason", "ruling_reason"), OF_QUESTION),
    Place("answer_comment", ("body",), OF_ANSWER),
    Place("answer_delivery", ("note",), OF_QUESTION),
    Place("oral_answer", ("body",), OF_QUESTION),
    Place("urging", ("words",), OF_QUESTION),
    Place("urging", ("words",), OF_COMMITMENT),
    Place("oversight_note", ("body", "reply_reason"), OF_QUESTION),
    Place("asker_request", ("words",), OF_QUESTION, is_own=True),
    Place("asker_request", ("ruling_reason",), OF_QUESTION),
    Place("progress_note", ("body", "evidence"), OF_COMMITMENT),
    Place("progress_note", ("body",), OF_OBJECTION, is_own=True),
    Place("commitment", ("words",), "question = {}"),
    Place("answer_version", ("summary", "body"), OF_ANSWER),
    Place("answer_promise", ("words", "product"), OF_ANSWER),
    Place("answer_part", ("words", "body", "comment", "own_approval_reason"), OF_QUESTION),
    Place("answer_superseding", ("reason",), OF_ANSWER),
    Place("check_override", ("reason",), OF_ANSWER),
    Place("clearance_ruling", ("reason",), OF_ANSWER),
    Place("basis_review", ("words",), OF_ANSWER),
    Place("apology", ("reason",), OF_QUESTION),
    Place("clock_event", ("reason",), OF_QUESTION),
    Place("clock_request", ("reason", "decision"), OF_QUESTION),
    Place("recurrence", ("ended_reason",), OF_QUESTION),
    Place("new_date", ("reason",), OF_COMMITMENT),
    Place("webhook_delivery", ("body",), OF_NEWS),
    Place("letter_edit", ("subject", "body"), OF_LETTER),
)
HANDS = {place: (place.reading(), place.writing()) for place in PLACES}
_ABOUT = (
    "((about_kind = 'question' AND about_id = {}) OR (about_kind = 'commitment' AND about_id IN"
    " (SELECT commitment.id FROM commitment WHERE commitment.question = {})))"
)
# `lower` on SQLite knows only ASCII, as do addresses.
TO_ASKER = "lower(to_address) IN (SELECT lower(question.email) FROM question WHERE question.id = {})"
TO_EARLIER = (
    "lower(to_address) IN (SELECT lower(asker_correction.before) FROM asker_correction"
    " WHERE asker_correction.question = {} AND asker_correction.field = 'email')"
)
# Whoever put the other question too goes on getting letters about that one.
NOT_OF_OTHER = (
    "NOT EXISTS (SELECT 1 FROM question AS other WHERE other.id = {} AND other.id <> {}"
    " AND lower(other.email) = lower(outbox_letter.to_address))"
)
MINE = f"{_ABOUT} AND ({TO_ASKER} OR {TO_EARLIER} OR key LIKE {{}}) AND {NOT_OF_OTHER}"
# Their rows stay, as a number that is free again would give a new letter the history of an old one.
UNSENT = Statement(f"UPDATE outbox_letter SET state = 'dropped' WHERE {MINE} AND state <> 'sent'")  # noqa: S608
EMPTY = Statement(
    f"UPDATE outbox_letter SET to_address = '', subject = '', body = '', last_error = '' WHERE {MINE} RETURNING id"  # noqa: S608
)
# A letter about dates that the calendar moved tells of every question of its asker; one that waits leaves as it is.
EMPTY_MOVED = Statement(
    "UPDATE outbox_letter SET to_address = '', subject = '', body = '', last_error = ''"  # noqa: S608 - our words
    f" WHERE about_kind = 'calendar' AND about_id = 0 AND state = 'sent' AND ({TO_ASKER} OR {TO_EARLIER}) RETURNING id"
)
OTHERS = _held(f"SELECT id, subject, body, last_error FROM outbox_letter WHERE {_ABOUT} AND to_address <> ''")  # noqa: S608
# News for followers is about nothing by itself: what it tells of stands in its links.
FOLLOWED = (
    "(SELECT follower.id FROM follower WHERE (follower.kind = 'question' AND follower.thing = {}) OR"
    " (follower.kind = 'commitment' AND follower.thing IN"
    " (SELECT commitment.id FROM commitment WHERE commitment.question = {})))"
)
TO_FOLLOWERS = _held(
    "SELECT id, subject, body, last_error FROM outbox_letter WHERE about_kind = 'follower' AND to_address <> ''"  # noqa: S608
    f" AND (about_id IN {FOLLOWED} OR body LIKE {{}} OR EXISTS (SELECT 1 FROM commitment WHERE"
    " commitment.question = {} AND outbox_letter.body LIKE '%/commitments/' || commitment.code || '%'))",
    slow=True,
)
KEEP_OTHER = Statement("UPDATE outbox_letter SET subject = {}, body = {}, last_error = {} WHERE id = {}")
FORGET_EDITS = Statement("DELETE FROM letter_edit WHERE letter = {}")
TRACES = Statement("UPDATE asker_correction SET before = '', after = '' WHERE question = {} RETURNING id")
CORRECTED = Statement("SELECT field, before FROM asker_correction WHERE question = {}")
FILES = Statement("DELETE FROM attachment WHERE question = {} RETURNING id")
# Lists in which the same row came, taken or only looked over.
BATCHES = _held(
    "SELECT import_batch.id, import_batch.rows, question.submission_key AS key FROM question"
    " JOIN import_batch ON import_batch.event = question.event WHERE question.id = {}"
    " AND question.submission_key LIKE 'list:%'"
    " AND CAST(import_batch.rows AS TEXT) LIKE '%' || question.submission_key || '%'",
    " OF import_batch",
    slow=True,
)
KEEP_BATCH = Statement("UPDATE import_batch SET rows = {} WHERE id = {}", slow=True)
RULE = Statement(
    "UPDATE asker_request SET ruling = {}, ruling_reason = {}, ruled_by = {}, ruled_at = {}"
    " WHERE question = {} AND ruling = '' RETURNING id"
)
# With which others it was joined, also for a time.
STOOD = Statement(
    "SELECT stands AS id FROM question_merge WHERE question = {} UNION"
    " SELECT into_question FROM question_merge WHERE question = {} ORDER BY id"
)
AUTOSAVED = _held("SELECT id, typed FROM answer_autosave WHERE question = {}")
KEEP_AUTOSAVED = Statement("UPDATE answer_autosave SET typed = {} WHERE id = {}")
PEOPLE = frozenset({Secret.ASKER, Secret.PHONE, Secret.EMAIL, Secret.IDENTITY, Secret.BANK})


@atomic
async def grant_erasure(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Erase what an asker asked to have erased."""
    question = await held(question.id)
    refuse(policy.why_not_rule(by, question), is_stale=coordinates(by, question))
    await erase(question, reason=reason, by=by, at=at)


@atomic
async def erase_by_command(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Erase without a request, for whoever keeps the machine."""
    await erase(await question_facts_by_id(question.id), reason=reason, by=by, at=at)


@atomic
async def refuse_erasure(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Keep the data, with a reason that the asker reads."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    question = await held(question.id)
    refuse(policy.why_not_rule(by, question), is_stale=coordinates(by, question))
    if await RULE.one("refused", reason, by.person_id, at, question.id) is None:
        raise stale()
    about = ("question", question.id)
    await journal.record(
        "question.refuse_erasure", by=by, at=at, about=about, unit_id=question.organiser_id, reason=reason
    )
    row = await Question.select(Question.name, Question.email, Question.language).where(Question.id == question.id)
    if row[0]["email"]:
        letter = letters.erasure_refused(
            to=row[0]["email"], name=row[0]["name"], code=question.code, reason=reason, language=row[0]["language"],
            key=f"erasure refused {question.erase_request_id}",
        )  # fmt: skip
        await post.queue(letter, about=about, at=at)


async def erase(question: QuestionFacts, *, reason: str, by: Viewer, at: datetime) -> None:
    """Erase the asker of one question and of its parts inside the caller's transaction.

    A second time nothing happens.
    """
    question = await held(question.id)
    for part_id in await part_ids(question.id):
        await erase(await question_facts_by_id(part_id), reason=reason, by=by, at=at)
    if question.is_erased:
        return
    row = await WHO.one(question.id)
    assert row is not None
    scrub = Scrub([known_of(row), *await _earlier(question.id, row)], row["language"])
    reason = scrub(reason)
    await _empty_letters(question)
    await _scrub_all(question, scrub)
    for stood in await STOOD.all(question.id, question.id):
        await _scrub_all(await held(stood["id"]), scrub)
        await refresh_words(stood["id"])
    await _scrub_lists(question.id)
    files = await FILES.all(question.id)
    await TRACES.all(question.id)
    await forget_apart(("question", question.id))
    await Question.update(
        {
            **dict.fromkeys((Question.name, Question.address, Question.phone, Question.email, Question.tax_code), ""),
            Question.public_asker: name_within(SeenBy.COORDINATOR, row["name"], row["language"]),
            Question.asker_erased_at: at,
        }
    ).where(Question.id == question.id)
    await RULE.run("erased", reason, by.person_id, at, question.id)
    await journal.record(
        "question.erase_asker",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"files": len(files)},
        reason=reason,
    )
    await refresh_words(question.id)


class Scrub:
    """Takes out of words what tells of one asker, as it is and as it was before it was corrected."""

    def __init__(self, known: list[Known], language: str) -> None:
        self.known, self.language = known, language

    def __call__(self, words: str, *, is_own: bool = False) -> str:
        for known in self.known:
            if is_own:
                found = [each for each in findings(words, known) if each.kind in PEOPLE]
                words = leave_out(words, found, self.language)
            else:
                words = without_asker(words, known, self.language)
        return words


async def _earlier(question_id: int, row: dict[str, Any]) -> list[Known]:
    """What was known of the asker before it was corrected."""
    fields = ("name", "address", "phone", "email")
    return [Known(**{each["field"]: each["before"]}) for each in await CORRECTED.all(question_id)
            if each["field"] in fields and each["before"] != row[each["field"]]]  # fmt: skip


async def _scrub_all(question: QuestionFacts, scrub: Scrub) -> None:
    """All words that stand beside this question."""
    for place in PLACES:
        await _scrub_place(place, question.id, scrub)
    await _scrub_unsaved(question.id, scrub)
    await _scrub_letters(question, scrub)


async def _scrub_place(place: Place, question_id: int, scrub: Scrub) -> None:
    read, write = HANDS[place]
    for row in await read.all(question_id):
        before = [row[column] for column in place.columns]
        # Never longer than a column may be.
        after = [scrub(words, is_own=place.is_own)[: max(len(words), 150)] for words in before]
        if after != before:
            await write.run(*after, row["id"])


async def _scrub_unsaved(question_id: int, scrub: Scrub) -> None:
    for row in await AUTOSAVED.all(question_id):
        typed = load(row["typed"])
        assert isinstance(typed, dict)
        after = {name: scrub(words) if isinstance(words, str) else words for name, words in typed.items()}
        if after != typed:
            await KEEP_AUTOSAVED.run(dump(after), row["id"])


async def _empty_letters(question: QuestionFacts) -> None:
    """Letters to the asker: about the own question, and about the one that it was joined with."""
    abouts = [question.id, *(stood["id"] for stood in await STOOD.all(question.id, question.id))]
    for about in abouts:
        mine = (about, about, question.id, question.id, f"confirm {question.code} %", about, question.id)
        await UNSENT.run(*mine)
        for row in await EMPTY.all(*mine):
            await FORGET_EDITS.run(row["id"])
    await EMPTY_MOVED.all(question.id, question.id)


async def _scrub_letters(question: QuestionFacts, scrub: Scrub) -> None:
    others = await OTHERS.all(question.id, question.id)
    link = f"%/questions/{question.code}%"
    followers = await TO_FOLLOWERS.all(question.id, question.id, link, question.id)
    for row in [*others, *followers]:
        before = (row["subject"], row["body"], row["last_error"])
        after = tuple(scrub(words) for words in before)
        if after != before:
            await KEEP_OTHER.run(*after, row["id"])


async def _scrub_lists(question_id: int) -> None:
    """The row of a list from which the question came keeps its number and its key, by which it stays known."""
    for batch in await BATCHES.all(question_id):
        rows = load(batch["rows"])
        assert isinstance(rows, list)
        for row in rows:
            if isinstance(row, dict) and row.get("key") == batch["key"]:
                row |= {"typed": {}, "ask": None}
        await KEEP_BATCH.run(dump(rows), batch["id"])
