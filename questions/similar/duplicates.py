"""Questions that a coordinator may take for the same one: with a score, and why. Only what the viewer may open."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from app.access import Viewer
from app.database import Statement, is_postgres
from app.database.statements import Row
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.text import fold
from questions import policy
from questions.desk_search import words_visible_to
from questions.policy import QuestionFacts
from questions.queries import visible_to
from questions.similar.finding import any_group
from questions.similar.likeness import Rarity, likeness, sought, told_words
from questions.similar.rarity import word_rarity
from questions.states import ANSWERED_STATES, OPEN_STATES, QuestionState, in_sql
from questions.words import QUESTION_WORDS

MOST_SHOWN = 10
MOST_COMPARED = 60
LEAST_SCORE = 0.4
# What two questions have in common beside their words makes it likelier that they are one.
SAME_FIELD, SAME_FORUM, SAME_ASKER = 0.05, 0.05, 0.15
_SEEN = (
    "question.id, question.code, question.summary, question.detail, question.state, question.field AS field_id,"
    " question.event AS event_id, question.organiser AS organiser_id, question.phone, question.happened_at,"
    " event.title AS event_title"
)
_JOINS = "LEFT JOIN event ON event.id = question.event"
_STATES = f"question.state IN ({in_sql(OPEN_STATES | ANSWERED_STATES)})"
ONE = Statement(f"SELECT {_SEEN} FROM question {_JOINS} WHERE question.id = {{}}")  # noqa: S608 - our own words


@dataclass(frozen=True)
class LikeQuestion:
    """A question like another one: `score` from 0 to 1, and `why`, the most telling first."""

    id: int
    code: str
    summary: str
    state: QuestionState
    organiser_id: int
    event_id: int | None
    event_title: str | None
    happened_at: datetime
    score: float
    why: tuple[Sentence, ...]

    @property
    def percent(self) -> int:
        return round(self.score * 100)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


async def like_questions(question: QuestionFacts, viewer: Viewer) -> list[LikeQuestion]:
    """The likest first, at most ten; open ones and answered ones."""
    own = await ONE.one(question.id)
    assert own is not None
    words = told_words(f"{own['summary']} {own['detail']}")
    rarity, sees = await word_rarity(), visible_to(viewer) & words_visible_to(viewer)
    find, found = _finding(sees.sql, is_postgres()), {}
    for groups in sought(words, rarity):
        for row in await find.all(any_group(groups), question.id, *sees.values, MOST_COMPARED):
            if row["id"] not in found:
                found[row["id"]] = _compared(own, row, words, rarity, viewer, question)
        if sum(each.score >= LEAST_SCORE for each in found.values()) >= MOST_SHOWN:
            break
    likest = sorted(found.values(), key=lambda each: (-each.score, each.id))
    return [each for each in likest if each.score >= LEAST_SCORE][:MOST_SHOWN]


@lru_cache(maxsize=64)
def _finding(sees: str, _on_postgres: bool) -> Statement:
    kept = f"question.id <> {{}} AND {_STATES} AND ({sees})"
    return Statement(QUESTION_WORDS.search(_SEEN, _JOINS, kept), slow=True)


def _compared(
    own: Row, row: Row, words: list[str], rarity: Rarity, viewer: Viewer, question: QuestionFacts
) -> LikeQuestion:
    theirs = told_words(f"{row['summary']} {row['detail']}")
    # A short question in a long one is like it, whichever of the two came first.
    alike = max(likeness(words, theirs, rarity), likeness(theirs, words, rarity), key=lambda each: each.score)
    score, why = alike.score, list[Sentence]()
    if own["field_id"] is not None and own["field_id"] == row["field_id"]:
        score, why = score + SAME_FIELD, [*why, _("same field of work")]
    if own["event_id"] is not None and own["event_id"] == row["event_id"]:
        score, why = score + SAME_FORUM, [*why, _("same forum")]
    theirs_facts = replace(question, id=row["id"], organiser_id=row["organiser_id"])
    may_know = policy.coordinates(viewer, question) and policy.coordinates(viewer, theirs_facts)
    if may_know and own["phone"] and own["phone"] == row["phone"]:
        score, why = score + SAME_ASKER, [_("same telephone of the asker"), *why]
    if alike.shared:
        shared = ", ".join(_as_written(f"{own['summary']} {own['detail']}", alike.shared))
        why = [_("same words: %(words)s", words=shared), *why]
    return LikeQuestion(
        id=row["id"],
        code=row["code"],
        summary=row["summary"],
        state=QuestionState(row["state"]),
        organiser_id=row["organiser_id"],
        event_id=row["event_id"],
        event_title=row["event_title"],
        happened_at=row["happened_at"],
        score=min(1.0, score),
        why=tuple(why),
    )


def _as_written(text: str, folded: tuple[str, ...]) -> list[str]:
    """The words as the asker wrote them, with their marks."""
    written = {fold(word): word for word in reversed("".join(c if c.isalnum() else " " for c in text).split())}
    return [written.get(word, word).lower() for word in folded]
