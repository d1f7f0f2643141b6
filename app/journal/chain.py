"""The chain over the journal: each hash is made of one entry and of the hash before it. Pure.

Whoever changes, removes or slips in an entry must make every later hash anew, and some of those are already
in other people's hands: on receipts, and in the anchors that are published and mailed each day.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST = "0" * 64  # what stands before the first entry
_HEAD = "doithoai journal 1"
COLUMNS = (
    *("id", "act", "person_id", "person_name", "unit_id", "about_kind", "about_id"),
    *("before", "after", "reason", "happened_at", "entered_at"),
)


def canonical(entry: Mapping[str, object]) -> str:
    """One entry as text, the same on every engine: a JSON list in the order of COLUMNS, instants in UTC."""
    return json.dumps([_plain(entry[name]) for name in COLUMNS], ensure_ascii=False, separators=(",", ":"))


def link(previous: str, entry: Mapping[str, object]) -> str:
    """The hash of `entry` after the hash `previous`: 64 hexadecimal digits."""
    text = f"{_HEAD}\n{previous}\n{canonical(entry)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if isinstance(value, datetime) else value
