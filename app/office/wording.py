"""The office's own words: reasons and letters, each back to what ships whenever one likes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Statement, atomic
from app.journal.staleness import refuse_stale_named, version_of_named
from app.office.policy import permit
from app.office.values import Wording

KNOWN = Statement("SELECT id, vietnamese, english, is_off FROM site_word WHERE key = {}")
PUT = Statement(
    "INSERT INTO site_word (key, vietnamese, english, is_off) VALUES ({}, {}, {}, {}) ON CONFLICT (key) DO UPDATE"
    " SET vietnamese = excluded.vietnamese, english = excluded.english, is_off = excluded.is_off RETURNING id"
)


@atomic
async def reword(
    wordings: Mapping[str, Wording], *, by: Viewer, at: datetime, version: str = "", is_typed: bool = True
) -> None:
    """Put these words under their keys, all at once; they are used from the next page and letter on.

    Raises Conflict when somebody else put other words there since `version`.
    """
    permit(by)
    put: list[tuple[str, int, Wording, Wording]] = []
    for key, new in wordings.items():
        row = await KNOWN.one(key)
        old = Wording(row["vietnamese"], row["english"], bool(row["is_off"])) if row else Wording()
        if new == old:
            continue
        row = await PUT.one(key, new.vietnamese, new.english, new.is_off)
        assert row is not None
        put.append((key, row["id"], old, new))
    await refuse_stale_named("site_word", "key", *wordings, version=version, is_typed=is_typed)
    for key, word_id, old, new in put:
        await journal.record(
            "site.reworded",
            by=by,
            at=at,
            about=("site_word", word_id),
            before={"key": key, "vi": old.vietnamese, "en": old.english, "is_off": old.is_off},
            after={"key": key, "vi": new.vietnamese, "en": new.english, "is_off": new.is_off},
        )


async def version_of_words(keys: Iterable[str]) -> str:
    """What a form of the words under these keys keeps."""
    return await version_of_named("site_word", "key", *keys)
