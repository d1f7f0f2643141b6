"""Papers: a PDF without scripts, and the kinds that are zip archives, looked into part by part.

Nothing of them is changed. Pure; runs in the checking process.
"""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
SLICE = 256 * 1024
# How a zip archive ends, and how far from its end that may stand.
_ZIP_END, _ZIP_TAIL = b"PK\x05\x06", 22 + 65_535
MAIN_PARTS = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
ODT = b"application/vnd.oasis.opendocument.text"
# Programs inside papers, by the names of their parts.
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|(^|/)basic/|(^|/)scripts/|customui/"
    r"|\.(exe|dll|com|bat|cmd|scr|js|jse|vbs|vbe|wsf|hta|ps1|jar|msi|lnk|html?|svg)$",
    re.IGNORECASE,
)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_SCRIPTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA)(?![A-Za-z0-9])")
# Too long to stand in packed data by chance: sought also in what only seems to be a stream.
_ANYWHERE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_OBJECTS = re.compile(rb"/ObjStm\b")
_ODD_FILTERS = re.compile(rb"/(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL)\b")
MOST_OBJECTS = 32 * 1024 * 1024


# What is loaded on opening (a link waits to be clicked), and where another machine is named; `file:///C:/…` is none.
_LOADED = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "package", "control"})
_ELSEWHERE = re.compile(r"(?!file:///?[a-z]:)[a-z][a-z0-9+.-]+:|[/\\]{2}", re.IGNORECASE)
MOST_RELS = 1024 * 1024


class BadPaper(Exception):
    """`args[0]` is the code of `app.files.problems`."""


def check_pdf(content: bytes) -> None:
    """Raises BadPaper for what is not only a PDF, or does more than being read."""
    if not content.startswith(b"%PDF-"):
        raise BadPaper("other")
    _body, end, after = content.rpartition(b"%%EOF")
    if not end:
        raise BadPaper("damaged")
    if after.strip(b"\r\n\t \0") or _ZIP_END in content[-_ZIP_TAIL:]:
        raise BadPaper("other")  # something else hangs behind it
    if re.search(rb"<\s*(html|script|\?php)", content[:1024], re.IGNORECASE):
        raise BadPaper("other")
    if _ANYWHERE.search(_plain(content)):
        raise BadPaper("macros")
    _refuse_scripts(_STREAM.sub(b" ", content))
    room = MOST_OBJECTS
    end_before = 0
    for stream in _STREAM.finditer(content):
        # The dictionary of a stream stands before it, however long it is made.
        head, end_before = _plain(content[end_before : stream.start()]), stream.end()
        if not _OBJECTS.search(head):
            continue
        if _ODD_FILTERS.search(head):
            raise BadPaper("damaged")  # no program packs objects so; it is there to hide them
        try:
            unpacked = zlib.decompressobj().decompress(stream[1], room)
        except zlib.error:
            unpacked = stream[1]  # not packed at all
        room -= len(unpacked)
        if room <= 0:
            raise BadPaper("bomb")
        _refuse_scripts(unpacked)


def _plain(content: bytes) -> bytes:
    """With names as they are meant: `/J#61vaScript` is one of them."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _refuse_scripts(content: bytes) -> None:
    if _SCRIPTS.search(_plain(content)):
        raise BadPaper("macros")


def check_archive(path: Path, kind: str) -> None:
    """Raises BadPaper for an archive that is not a paper of this kind, holds a program, or unpacks to too much."""
    _check_frame(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            _check_parts(parts, names, path.stat().st_size)
            _refuse_fetching(archive, names)
            if kind == "odt":
                _check_odt(archive, parts, names)
            else:
                _check_office(archive, names, kind)
            _unpack_all(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError, OSError) as bad:
        raise BadPaper("damaged") from bad


def _check_frame(path: Path) -> None:
    """It begins and ends as one archive, and its list of parts is short enough to be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise BadPaper("other")
        file.seek(max(0, size - _ZIP_TAIL))
        tail = file.read()
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) - at < 22:
        raise BadPaper("damaged")
    parts, list_size, list_start, comment = struct.unpack_from("<HIIH", tail, at + 10)
    if at + 22 + comment != len(tail) or comment:
        raise BadPaper("other")  # something else hangs behind it
    if parts > MOST_PARTS or list_size > MOST_PARTS * 512:
        raise BadPaper("bomb")
    if list_start + list_size + 22 != size:
        raise BadPaper("damaged")


def _check_parts(parts: list[zipfile.ZipInfo], names: list[str], size: int) -> None:
    if len(parts) > MOST_PARTS:
        raise BadPaper("bomb")
    if len({name.lower() for name in names}) != len(names):
        raise BadPaper("damaged")
    if any(part.flag_bits & 0x1 for part in parts):
        raise BadPaper("locked")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\0" in name for name in names):
        raise BadPaper("damaged")
    declared = sum(part.file_size for part in parts)
    if declared > MOST_UNPACKED or declared > max(MOST_RATIO * size, 1024 * 1024):
        raise BadPaper("bomb")
    if any(_PROGRAMS.search(name) for name in names):
        raise BadPaper("macros")


def _refuse_fetching(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse a paper that a word processor completes from another machine as soon as it is opened."""
    for name in names:
        if name.lower().endswith(".rels") and any(
            _fetches(each) for each in _relations(_read(archive, name, MOST_RELS))
        ):
            raise BadPaper("fetches")


def _relations(content: bytes) -> list[dict[str, str]]:
    """The attributes of every relation of a part."""
    found: list[dict[str, str]] = []

    def started(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "Relationship":
            found.append(attributes)

    def declared(*_anything: object) -> None:
        raise BadPaper("damaged")  # no office program writes one; it is there to hide or to blow up

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError as bad:
        raise BadPaper("damaged") from bad
    return found


def _fetches(relation: dict[str, str]) -> bool:
    kind = relation.get("Type", "").rpartition("/")[2]
    is_outside = relation.get("TargetMode", "").lower() == "external"
    return is_outside and kind in _LOADED and _ELSEWHERE.match(relation.get("Target", "").strip()) is not None


def _check_office(archive: zipfile.ZipFile, names: list[str], kind: str) -> None:
    main, content_type = MAIN_PARTS[kind]
    if "[Content_Types].xml" not in names or main not in names:
        raise BadPaper("other")
    types = _read(archive, "[Content_Types].xml", 1024 * 1024)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise BadPaper("macros")
    if content_type not in types:
        raise BadPaper("other")


def _check_odt(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], names: list[str]) -> None:
    if "mimetype" not in names or "content.xml" not in names or _read(archive, "mimetype", 100).strip() != ODT:
        raise BadPaper("other")


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise BadPaper("bomb")
    return content


def _unpack_all(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """What the parts really hold; a list that tells less than the truth ends here (the checksum too)."""
    room = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as content:
            while piece := content.read(SLICE):
                room -= len(piece)
                if room < 0:
                    raise BadPaper("bomb")
