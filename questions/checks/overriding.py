"""Why an answer was sent for approval although the check found something, as those who approve it read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast

from app.access import Viewer
from app.database import Insert, Statement
from app.database.json import dump, load
from app.i18n import Sentence
from questions.checks.rules import FINDING_NAMES, Finding
from questions.checks.tables import CheckOverride

KEEP = Insert(CheckOverride, "answer", "version", "findings", "reason", "person", "overridden_at")
LAST = Statement(
    "SELECT check_override.findings, check_override.reason, check_override.overridden_at, person.name AS person"
    " FROM check_override LEFT JOIN person ON person.id = check_override.person"
    " WHERE check_override.answer = {} AND check_override.version = {} ORDER BY check_override.id DESC LIMIT 1"
)


class Override(NamedTuple):
    """What the check found in one version, and why it went on."""

    findings: tuple[Sentence, ...]
    reason: str
    person: str
    at: datetime


async def keep_override(
    answer_id: int, version: int, found: Sequence[Finding], reason: str, *, by: Viewer, at: datetime
) -> None:
    """Inside the transaction of the act that sends it."""
    await KEEP(answer_id, version, dump([*found]), reason, by.person_id, at)


async def override_of(answer_id: int, version: int) -> Override | None:
    """Of this very version; None where the check found nothing."""
    row = await LAST.one(answer_id, version)
    if row is None:
        return None
    found = cast("list[str]", load(row["findings"]))
    names = tuple(FINDING_NAMES[code] for code in Finding if code in found)
    return Override(names, row["reason"], row["person"] or "", row["overridden_at"])
