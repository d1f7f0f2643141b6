"""Cells of an .xlsx that look filled but hold no value: formulas never calculated, and errors.

A reader of values sees nothing there, and a person would wonder why "nothing" was refused.
"""

import re
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError, fromstring, iterparse
from zipfile import ZipFile

from app.spreadsheets.cells import Flaw

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def flaws_of(path: Path, sheet: str) -> dict[tuple[int, int], Flaw]:
    """(row from 1, column from 0) -> what is wrong; empty when the file is built in a way we do not know."""
    try:
        with ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            return _scan(archive, part) if part else {}
    except (KeyError, ParseError, OSError, ValueError):
        return {}


def _part_of(archive: ZipFile, sheet: str) -> str | None:
    # Expat itself bounds how far entities may swell, and this runs in a process with bounded memory.
    book = fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  expat bounds entities
    sheets = {tag.get("name"): tag.get(RELATION_ID) for tag in book.iter(f"{MAIN}sheet")}
    for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels")):  # noqa: S314  expat bounds entities
        if relation.get("Id") == sheets[sheet]:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return None


def _scan(archive: ZipFile, part: str) -> dict[tuple[int, int], Flaw]:
    found: dict[tuple[int, int], Flaw] = {}
    with archive.open(part) as content:
        for _event, tag in iterparse(content):  # noqa: S314  expat bounds entities
            if tag.tag != f"{MAIN}c":
                continue
            value = tag.findtext(f"{MAIN}v")
            place = _place(tag.get("r", ""))
            if place and tag.get("t") == "e":
                found[place] = Flaw.ERROR
            elif place and not value and tag.get("t") != "str" and tag.find(f"{MAIN}f") is not None:
                found[place] = Flaw.FORMULA
            tag.clear()
    return found


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1
