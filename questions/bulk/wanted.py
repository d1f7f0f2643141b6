"""Which act, and what was filled in once for all ticked questions. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from questions.clocks.starting import Weight


class Bulk(StrEnum):
    ASSIGN = "assign"
    DUE = "due"
    REMIND = "remind"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Wanted:
    """What was filled in once for all ticked questions; `versions` are the answers that were read, by code."""

    unit_id: int = 0
    weight: Weight = Weight.PLAIN
    note: str = ""
    new_date: date | None = None
    reason: str = ""
    words: str = ""
    versions: dict[str, int] | None = None
    secret_key: str = ""
