"""What may be meant by a code that somebody says in short: "ch 12" for CH-2026-0012. Pure."""

import re

from questions.codes import COMMITMENT, QUESTION

# Prefix and year may be left out, and zeros; "2026-12" needs its sign, "CH202612" does not.
_CODE = re.compile(
    rf"(?:(?P<prefix>{QUESTION}|{COMMITMENT})[\s./-]*)?(?:(?P<year>20\d\d)[\s./-]+)?0*(?P<number>[1-9]\d{{0,5}})", re.I
)
_TOGETHER = re.compile(rf"(?P<prefix>{QUESTION}|{COMMITMENT})(?P<year>20\d\d)0*(?P<number>[1-9]\d{{0,5}})", re.I)


def codes_meant(typed: str, rows: list[str]) -> list[str]:
    """The codes that this may be, when codes are given in these rows ("CH-2026", "CK-2026")."""
    found = _TOGETHER.fullmatch(typed) or _CODE.fullmatch(typed)
    if found is None:
        return []
    prefix, year = (found["prefix"] or "").upper(), found["year"] or ""
    meant = [row for row in rows if row.startswith(prefix) and row.endswith(year)]
    return [f"{row}-{int(found['number']):04d}" for row in meant]
