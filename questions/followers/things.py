"""The things that one may follow, by the words of an address: "question:CH-2026-0012", "unit:STC", "field:dat-dai"."""

from typing import NamedTuple

from app.clock import day_of, now
from app.database import Statement
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.units import directory
from questions.commitments.seeing import PUBLIC as PUBLIC_PROMISE
from questions.news.words import Followed
from questions.states import taken_up_sql

QUESTION = Statement(
    "SELECT id, public_summary AS name FROM question WHERE code = {} AND visibility = 'public'"  # noqa: S608
    f" AND {taken_up_sql()}"
)
QUESTION_NAME = Statement("SELECT code AS word, public_summary AS name FROM question WHERE id = {}")
COMMITMENT = Statement(f"SELECT id, words AS name FROM commitment WHERE code = {{}} AND {PUBLIC_PROMISE}")  # noqa: S608
COMMITMENT_NAME = Statement("SELECT code AS word, words AS name FROM commitment WHERE id = {}")
SERIES = Statement("SELECT id, name FROM series WHERE slug = {}")
SERIES_NAME = Statement("SELECT slug AS word, name FROM series WHERE id = {}")
FIELD = Statement("SELECT id, name FROM field WHERE code = {}")
FIELD_NAME = Statement("SELECT code AS word, name FROM field WHERE id = {}")
FIND = {
    Followed.QUESTION: (QUESTION, QUESTION_NAME),
    Followed.COMMITMENT: (COMMITMENT, COMMITMENT_NAME),
    Followed.SERIES: (SERIES, SERIES_NAME),
    Followed.FIELD: (FIELD, FIELD_NAME),
}
ALL_SERIES = Statement("SELECT slug AS word, name FROM series ORDER BY name LIMIT 200")
ALL_FIELDS = Statement("SELECT code AS word, name FROM field ORDER BY sort_key, id LIMIT 200")
NOTHING = _("There is nothing here that you could follow.")


class Thing(NamedTuple):
    """One thing to follow; `word` names it in an address."""

    kind: Followed
    id: int
    word: str
    name: str


async def thing_named(given: str) -> Thing:
    """The public thing behind such a word; raises NotFound."""
    kind, _colon, word = given[:200].partition(":")
    if kind not in set(Followed) or not word:
        raise NotFound(NOTHING)
    followed = Followed(kind)
    if followed is Followed.UNIT:
        units = await directory()
        unit = units.by_code(word)
        if unit is None:
            raise NotFound(NOTHING)
        today = units[units.resolve(unit.id)]
        return Thing(followed, today.id, f"unit:{today.code}", today.name)
    row = await FIND[followed][0].one(word)
    if row is None:
        raise NotFound(NOTHING)
    return Thing(followed, row["id"], given, row["name"])


async def thing_of(kind: Followed, thing_id: int) -> Thing | None:
    """The thing of a row, with its name of today."""
    if kind is Followed.UNIT:
        units = await directory()
        unit = units.get(units.resolve(thing_id))
        return Thing(kind, thing_id, f"unit:{unit.code}", unit.name) if unit else None
    row = await FIND[kind][1].one(thing_id)
    return Thing(kind, thing_id, f"{kind}:{row['word']}", row["name"]) if row else None


async def choices() -> dict[Followed, list[tuple[str, str]]]:
    """What may be chosen from a list: fields, agencies and series, as (word, name)."""
    units = await directory()
    return {
        Followed.FIELD: [(f"field:{row['word']}", row["name"]) for row in await ALL_FIELDS.all()],
        Followed.UNIT: [(f"unit:{unit.code}", unit.name) for unit in units.on(day_of(now()))],
        Followed.SERIES: [(f"series:{row['word']}", row["name"]) for row in await ALL_SERIES.all()],
    }
