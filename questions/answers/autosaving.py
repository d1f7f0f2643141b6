"""What somebody types and has not saved yet: one copy for each writer, so that nobody's is ever overwritten.

It is no version of the answer, nobody else reads it, and it is gone once its writer saves.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, cast

from app.access import Viewer
from app.database import Statement, atomic
from app.database.json import dump, load
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions import policy
from questions.answers import policy as answer_policy
from questions.answers.drafting import ALREADY_SENT, WRITERS_COPY
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.facts import answer_of
from questions.moving import refuse
from questions.policy import QuestionFacts

KEEP = Statement(
    "INSERT INTO answer_autosave (question, person, version, typed, saved_at) VALUES ({}, {}, {}, {}, {})"
    " ON CONFLICT (question, person) DO UPDATE SET version = excluded.version, typed = excluded.typed,"
    " saved_at = excluded.saved_at"
)
FIND = Statement("SELECT version, typed, saved_at FROM answer_autosave WHERE question = {} AND person = {}")
OTHERS = Statement(
    "SELECT person.name, answer_autosave.saved_at FROM answer_autosave"
    " JOIN person ON person.id = answer_autosave.person"
    " WHERE answer_autosave.question = {} AND answer_autosave.person <> {} AND answer_autosave.saved_at > {}"
    " ORDER BY answer_autosave.saved_at DESC LIMIT 3"
)
MOST_KEPT = 60_000
JUST_NOW = timedelta(minutes=5)


class Unsaved(NamedTuple):
    """What a writer typed on a `version` until `at`, by the names of the fields."""

    version: int
    typed: dict[str, str]
    at: datetime


class Writing(NamedTuple):
    """Somebody else who has the draft open and types."""

    name: str
    at: datetime


@atomic
async def autosave(
    question: QuestionFacts, typed: Mapping[str, str], *, version: int, by: Viewer, at: datetime
) -> None:
    """Keep what was typed on this version; nothing of the answer changes. Raises Invalid when it is too much."""
    refuse(answer_policy.why_not_draft(by, question), is_stale=policy.works_for_lead(by, question))
    answer = await answer_of(question)
    if answer is not None and answer.state is not AnswerState.DRAFTING:
        raise Conflict(ALREADY_SENT)
    if sum(map(len, typed.values())) > MOST_KEPT:
        raise Invalid(_("This is too long to be kept here. Please shorten it."))
    await KEEP.run(question.id, by.person_id, version, dump(dict(typed)), at)


@atomic
async def drop_unsaved(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Go back to the saved text."""
    refuse(answer_policy.why_not_draft(by, question), is_stale=policy.works_for_lead(by, question))
    await WRITERS_COPY.run(question.id, by.person_id)


async def unsaved_of(question: QuestionFacts, by: Viewer) -> Unsaved | None:
    """What this very person typed here and did not save."""
    row = await FIND.one(question.id, by.person_id)
    return Unsaved(row["version"], cast("dict[str, str]", load(row["typed"])), row["saved_at"]) if row else None


async def also_writing(question: QuestionFacts, by: Viewer, at: datetime) -> list[Writing]:
    """Who else types at the same draft in these minutes."""
    rows = await OTHERS.all(question.id, by.person_id, at - JUST_NOW)
    return [Writing(row["name"], row["saved_at"]) for row in rows]


def is_behind(version: int, answer: AnswerFacts | None) -> bool:
    """Whether another version was saved since the writer opened the draft."""
    return version != (answer.version if answer else 0)
