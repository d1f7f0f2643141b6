"""Finding public questions by words, with or without their marks, newest first."""

from app.database import Statement
from app.text import search_words
from app.web.paging import COUNTED, Page, Total
from questions.public_lists import PAGE_SIZE, QuestionRow, one_page

MOST_WORDS = 12
LONGEST_WORD = 40

_ROW = (
    "SELECT question.id, question.code, question.public_summary, question.public_asker, question.state,"
    " question.lead_unit, question.field, question.due_on, question.happened_at, question.answered_at"
)
_SQLITE = " FROM question_search JOIN question ON question.id = question_search.rowid WHERE question_search MATCH {}"
_POSTGRES = (
    " FROM question WHERE to_tsvector('simple', search_text) @@ plainto_tsquery('simple', {}) AND search_text <> ''"
)
_EVENT = " AND question.event = {}"


def _pair(select: str, event: str, tail: str, tail_postgres: str = "") -> Statement:
    """One search for both engines. In one forum many matches may be passed over, so that waits in a thread."""
    return Statement(
        select + _SQLITE + event + tail,
        postgres=select + _POSTGRES + event + (tail_postgres or tail),
        slow=bool(event),
    )


_PAGE = " ORDER BY question_search.rowid DESC LIMIT {} OFFSET {}"
_PAGE_POSTGRES = " ORDER BY question.id DESC LIMIT {} OFFSET {}"
FIND = _pair(_ROW, "", _PAGE, _PAGE_POSTGRES)
FIND_IN_EVENT = _pair(_ROW, _EVENT, _PAGE, _PAGE_POSTGRES)
_COUNT = "SELECT count(*) AS n FROM (SELECT 1"
_MOST = f" LIMIT {COUNTED + 1}) AS found"
COUNT = Statement(
    f"{_COUNT} FROM question_search WHERE question_search MATCH {{}}{_MOST}",
    postgres=f"{_COUNT}{_POSTGRES}{_MOST}",
)
COUNT_IN_EVENT = _pair(_COUNT, _EVENT, _MOST)


async def search(words: list[str], page: int, event_id: int | None = None) -> Page[QuestionRow]:
    """Questions that hold all `words` (of `asked_words`), of one forum or of all.

    The index holds public text only, so nothing else can be found; no words find nothing.
    """
    if not words:
        return Page([], 1, PAGE_SIZE, False, Total(0))
    if event_id is None:
        return await one_page(page, (FIND, COUNT), match(words))
    return await one_page(page, (FIND_IN_EVENT, COUNT_IN_EVENT), match(words), event_id)


def asked_words(typed: str) -> list[str]:
    """The folded words that a search looks for: at most twelve, letters and digits only."""
    return [word[:LONGEST_WORD] for word in search_words(typed[:1000])][:MOST_WORDS]


def match(words: list[str]) -> str:
    """One expression for both engines: FTS5 takes quoted words as words, PostgreSQL passes over quotes."""
    return " ".join(f'"{word}"' for word in words)
