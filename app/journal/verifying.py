"""Going over the whole chain again, from the first entry to the last."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.clock import now
from app.database import Statement
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.chain import COLUMNS, FIRST, link

PAGE = 2000
Row = dict[str, Any]

ENTRIES = Statement(
    f"SELECT {', '.join(COLUMNS)} FROM journal_entry WHERE id > {{}} ORDER BY id LIMIT {PAGE}",  # noqa: S608
    slow=True,
)
SEALS = Statement(
    f"SELECT id, entry_id, hash FROM journal_seal WHERE id > {{}} AND id <= {{}} ORDER BY id LIMIT {PAGE}",  # noqa: S608
    slow=True,
)
LAST_SEAL = Statement("SELECT max(id) AS id FROM journal_seal")
ANCHORS = Statement("SELECT day, entry_id, hash, entries FROM journal_anchor ORDER BY day", slow=True)


@dataclass(frozen=True)
class Verdict:
    """What was found. `broken` names the first place that does not agree; None where all do.

    `waiting` entries are not sealed yet; the oldest of them was written at `waiting_since`.
    """

    sealed: int
    head: str
    anchors: int
    waiting: int = 0
    waiting_since: datetime | None = None
    broken: Sentence | None = None
    broken_entry: int | None = None
    found: bool | None = None

    @property
    def is_sound(self) -> bool:
        return self.broken is None and self.found is not False

    def waits_long(self, at: datetime | None = None) -> bool:
        """Whether something should have been sealed long ago: no worker runs."""
        return self.waiting_since is not None and ((at or now()) - self.waiting_since).total_seconds() > 300


async def verify(expected: str = "") -> Verdict:
    """Make every hash anew and compare, and look for each anchor; `expected` is one more hash to be found."""
    # What is written and sealed while this runs then has entries without seals, never the reverse.
    last = (await LAST_SEAL.one() or {"id": None})["id"] or 0
    anchors = await ANCHORS.all()
    wanted = {row["hash"]: row["day"] for row in anchors}
    seals = _pages(SEALS, last)
    seal = await anext(seals, None)
    place, previous, found = 0, FIRST, False
    waiting, waiting_since = 0, None
    async for entry in _pages(ENTRIES):
        if seal is None:
            waiting, waiting_since = waiting + 1, waiting_since or entry["entered_at"]
            continue
        wrong = _wrong(entry, seal, previous)
        if wrong:
            number = min(int(entry["id"]), int(seal["entry_id"]))
            return Verdict(place, previous, len(anchors), broken=wrong, broken_entry=number)
        previous = seal["hash"]
        found = found or previous == expected
        wanted.pop(previous, None)
        place += 1
        seal = await anext(seals, None)
    broken = None
    if seal is not None:
        broken = _("Entry %(entry)s was sealed and is gone.", entry=seal["entry_id"])
    elif wanted:
        broken = _missing_anchor(min(wanted.values()))
    return Verdict(
        sealed=place,
        head=previous,
        anchors=len(anchors),
        waiting=waiting,
        waiting_since=waiting_since,
        broken=broken,
        broken_entry=int(seal["entry_id"]) if seal is not None else None,
        found=found if expected else None,
    )


def _wrong(entry: Row, seal: Row, previous: str) -> Sentence | None:
    if entry["id"] > seal["entry_id"]:
        return _("Entry %(entry)s was sealed and is gone.", entry=seal["entry_id"])
    values = {"entry": entry["id"], "act": entry["act"], "at": f"{entry['entered_at']:%Y-%m-%d %H:%M:%S} UTC"}
    if entry["id"] < seal["entry_id"]:
        sentence = _("Entry %(entry)s (%(act)s, %(at)s) was slipped in after later ones had been sealed.")
        sentence.values.update(values)
        return sentence
    if link(previous, entry) != seal["hash"]:
        sentence = _("Entry %(entry)s (%(act)s, %(at)s) is not what was sealed: it, or its hash, was changed.")
        sentence.values.update(values)
        return sentence
    return None


def _missing_anchor(day: date) -> Sentence:
    return _("The hash that was anchored on %(day)s is not in the chain: it was made anew.", day=day.isoformat())


async def _pages(statement: Statement, *up_to: int) -> AsyncIterator[Row]:
    last = 0
    while rows := await statement.all(last, *up_to):
        for row in rows:
            yield row
        last = rows[-1]["id"]
        if len(rows) < PAGE:
            return
