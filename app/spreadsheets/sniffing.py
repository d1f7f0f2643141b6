"""What kind of list a file really is, by its content and its name; refusals are codes."""

import codecs
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

MOST_ROWS = 5_000
MOST_BYTES = 20 * 1024 * 1024
# A small archive can unpack to gigabytes.
MOST_UNPACKED = 300 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ENDINGS = {".xlsx": "excel", ".xlsm": "excel", ".ods": "ods", ".csv": "text", ".txt": "text", ".tsv": "text"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAMPLED = 200
# Control characters no text has.
_BINARY = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}


class Refused(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    ENDING = "ending"
    OLD_EXCEL = "old_excel"
    PROTECTED = "protected"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    TOO_MANY_ROWS = "too_many_rows"


class Unreadable(Exception):
    def __init__(self, why: Refused) -> None:
        super().__init__(why)
        self.why = why


def kind_of(path: Path, name: str) -> str:
    """ "excel", "ods" or "text"; raises Unreadable when name and content do not agree on one of them."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(Refused.EMPTY)
    if size > MOST_BYTES:
        raise Unreadable(Refused.TOO_BIG)
    ending = Path(name.strip()).suffix.lower()
    if ending not in ENDINGS and ending != ".xls":
        raise Unreadable(Refused.ENDING)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(OLE):
        raise Unreadable(_ole_refusal(path, ending))
    content = _zip_kind(path) if head.startswith(b"PK") else _text_kind(head)
    if content != ENDINGS.get(ending):
        raise Unreadable(Refused.OTHER_KIND)
    return content


def decode(data: bytes) -> str:
    """The text of a .csv: UTF-8 or UTF-16 with or without a mark, else windows-1258 of older offices."""
    if data.startswith(_UTF16_MARKS):
        encodings = ["utf-16"]
    elif _looks_like_utf16(data):
        even, odd = _zeros(data)
        encodings = ["utf-16-le" if odd > even else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Refused.ENCODING)


def _ole_refusal(path: Path, ending: str) -> Refused:
    """Old Excel files and new ones with a password look alike from outside."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return Refused.PROTECTED
    return Refused.OLD_EXCEL if ending == ".xls" else Refused.OTHER_KIND


def _zip_kind(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(Refused.TOO_BIG)
            names = set(archive.namelist())
            if "mimetype" in names:
                return "ods" if archive.read("mimetype").startswith(ODS) else "other"
    except (BadZipFile, RuntimeError, NotImplementedError, OSError):
        raise Unreadable(Refused.DAMAGED) from None
    return "excel" if any(name.lower().startswith("xl/workbook") for name in names) else "other"


def _text_kind(head: bytes) -> str:
    if head.startswith(_UTF16_MARKS) or _looks_like_utf16(head):
        return "text"
    return "other" if _BINARY & set(head) else "text"


def _looks_like_utf16(data: bytes) -> bool:
    """Latin letters in UTF-16 leave every second byte zero."""
    zeros = _zeros(data)
    return min(zeros) == 0 and max(zeros) > min(len(data), SAMPLED) // 6


def _zeros(data: bytes) -> tuple[int, int]:
    """How many of the first bytes in even and in odd places are zero."""
    return data[:SAMPLED:2].count(0), data[1:SAMPLED:2].count(0)
