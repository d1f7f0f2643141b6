"""The journal of questions and promises. It is kept for ever, so its words never tell who asked.

Whoever asked can be erased everywhere else; what officials type may name them, and stands in its own place as typed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Statement
from questions.askers.redacting import without_asker
from questions.askers.veiling import known_of

# What people typed, by its names in `before` and `after`; all else there are states, dates and ids.
TYPED = frozenset({"summary", "body", "words", "was", "product", "note", "evidence"})
QUESTION_OF = Statement("SELECT question FROM commitment WHERE id = {}")
# Everybody who asked, those too whose questions were joined with it.
WHO = Statement(
    "SELECT name, address, phone, email, tax_code, language FROM question WHERE id = {} OR id IN"
    " (SELECT question_merge.question FROM question_merge"
    " WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL)"
)
Clean = Callable[[str], str]
Values = Mapping[str, object]


async def record(
    act: str,
    *,
    by: Viewer,
    at: datetime,
    about: tuple[str, int],
    unit_id: int | None = None,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
    happened_at: datetime | None = None,
) -> int:
    """As `app.journal.record`, about a question or a promise, with what tells of its askers left out of the words."""
    clean = await _cleaning(about) if reason or _is_typed(before) or _is_typed(after) else str
    return await journal.record(
        act,
        by=by,
        at=at,
        about=about,
        unit_id=unit_id,
        before=_cleaned(before, clean),
        after=_cleaned(after, clean),
        reason=clean(reason),
        happened_at=happened_at,
    )


async def without_askers(about: tuple[str, int], words: str) -> str:
    """These words, for an entry about something else that concerns this question or promise, such as a letter."""
    return (await _cleaning(about))(words)


def _is_typed(values: Values | None) -> bool:
    return values is not None and not TYPED.isdisjoint(values)


def _cleaned(values: Values | None, clean: Clean) -> Values | None:
    if values is None:
        return None
    return {name: clean(value) if name in TYPED and isinstance(value, str) else value for name, value in values.items()}


async def _cleaning(about: tuple[str, int]) -> Clean:
    kind, thing_id = about
    question_id = thing_id if kind == "question" else None
    if kind == "commitment":
        row = await QUESTION_OF.one(thing_id)
        question_id = row["question"] if row else None
    askers = [] if question_id is None else await WHO.all(question_id, question_id)

    def clean(words: str) -> str:
        for asker in askers:
            words = without_asker(words, known_of(asker), asker["language"])
        return words

    return clean
