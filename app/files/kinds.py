"""Which files are taken, how many and how large. Pure."""

from dataclasses import dataclass

from app.i18n import Sentence
from app.i18n import Sentence as _

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
# Five pictures of a good telephone are more than that: they are read to the end and refused with a sentence.
MOST_SENT = 80 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file; `endings` are those of its names, the first one is ours."""

    endings: tuple[str, ...]
    media_type: str
    words: Sentence


KINDS: dict[str, Kind] = {
    "pdf": Kind(("pdf",), "application/pdf", _("PDF document")),
    "docx": Kind(
        ("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Word document")
    ),
    "xlsx": Kind(
        ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel spreadsheet")
    ),
    "odt": Kind(("odt",), "application/vnd.oasis.opendocument.text", _("OpenDocument text")),
    "jpg": Kind(("jpg", "jpeg"), "image/jpeg", _("JPEG picture")),
    "png": Kind(("png",), "image/png", _("PNG picture")),
}
# What a form's file field offers.
ACCEPTED = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)
# A name such as "bill.exe.pdf" is made to deceive.
_DECEIVING = frozenset(
    [
        "exe",
        "com",
        "bat",
        "cmd",
        "scr",
        "pif",
        "msi",
        "msp",
        "jar",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "hta",
        "ps1",
        "sh",
        "php",
        "phtml",
        "asp",
        "aspx",
        "jsp",
        "cgi",
        "py",
        "pl",
        "lnk",
        "url",
        "html",
        "htm",
        "xhtml",
        "shtml",
        "svg",
        "swf",
        "xml",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlsb",
        "pptm",
        "apk",
        "dll",
        "iso",
        "img",
        "reg",
    ]
)


def kind_named(name: str) -> str | None:
    """The kind that a file's name says, or None for one that is not taken or that hides another ending."""
    stem, dot, ending = name.lower().rpartition(".")
    if not dot or not stem or any(part.strip() in _DECEIVING for part in stem.split(".")[1:]):
        return None
    return next((code for code, kind in KINDS.items() if ending.strip() in kind.endings), None)
