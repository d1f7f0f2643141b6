"""Names of files: as they are shown, and as a download carries them. Pure."""

import re
import unicodedata
from urllib.parse import quote

from app.files.kinds import KINDS

LONGEST = 120
# What systems keep for themselves, in any name of a file.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%;]+')
# Marks that turn the direction of writing ("exe.pdf" shown as "fdp.exe"), joiners, and what no one can see.
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def shown_name(sent: str, kind: str) -> str:
    """The name under which a file of this kind is shown and saved: one part, readable, with its kind's ending."""
    name = unicodedata.normalize("NFC", sent)
    name = "".join(letter for letter in name if unicodedata.category(letter) not in _UNSEEN)
    name = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    stem = " ".join(_FORBIDDEN.sub(" ", stem if dot else name).split()).strip(" .")[:LONGEST].strip(" .")
    if not stem or _RESERVED.match(stem):
        stem = f"tep {stem}".strip()
    ending = ending.strip().lower()
    return f"{stem}.{ending if ending in KINDS[kind].endings else KINDS[kind].endings[0]}"


def download_header(name: str) -> str:
    """Content-Disposition for a file of this name (RFC 6266): old programs get it in plain letters."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", plain).strip(" .") or "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
