"""Emblems: a PNG or JPEG, taken apart and put together again with nothing in it but the picture. Pure."""

import struct
import zlib
from collections.abc import Iterator

from app.errors import Invalid
from app.i18n import Sentence as _

MOST_BYTES = 200 * 1024
MOST_SIDE = 2000
PNG, JPEG = "image/png", "image/jpeg"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
# Markers of JPEG: frames with the size in them, and what stands alone without a length.
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
START_OF_SCAN, END = 0xDA, b"\xff\xd9"
# JFIF and Adobe's note on colours change how a picture looks; all other notes (place, camera, preview) go.
NOTES_KEPT = frozenset({0xE0, 0xEE})


def cleaned_picture(content: bytes) -> tuple[str, bytes]:
    """(media type, bytes) of a picture without notes, place and whatever was hung on behind it. Raises Invalid."""
    if len(content) > MOST_BYTES:
        raise _unfit(_("This picture is too big. It may have %(most)s KB.", most=MOST_BYTES // 1024))
    try:
        if content.startswith(PNG_SIGNATURE):
            return PNG, _clean_png(content)
        if content.startswith(b"\xff\xd8\xff"):
            return JPEG, _clean_jpeg(content)
    except (struct.error, IndexError, ValueError):
        raise _unfit(_("This picture cannot be read; it may be damaged.")) from None
    raise _unfit(_("Please choose a PNG or JPEG picture."))


def _clean_png(content: bytes) -> bytes:
    kept, names = [PNG_SIGNATURE], []
    for name, data in _chunks(content):
        names.append(name)
        if name == b"IHDR":
            _check_size(*struct.unpack(">II", data[:8]))
        if name in PNG_KEPT:
            crc = zlib.crc32(name + data)
            kept.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc))
    if names[:1] != [b"IHDR"] or b"IDAT" not in names or names[-1] != b"IEND":
        raise ValueError("not a whole PNG")
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(PNG_SIGNATURE), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        data = content[place + 8 : place + 8 + length]
        (crc,) = struct.unpack_from(">I", content, place + 8 + length)
        if len(data) != length or crc != zlib.crc32(name + data):
            raise ValueError("a damaged chunk")
        yield name, data
        place += 12 + length


def _clean_jpeg(content: bytes) -> bytes:
    kept, place, has_size = [content[:2]], 2, False
    while True:
        if content[place] != 0xFF:
            raise ValueError("no marker")
        marker = content[place + 1]
        (length,) = struct.unpack_from(">H", content, place + 2)
        segment = content[place : place + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise ValueError("a damaged segment")
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            _check_size(width, height)
            has_size = True
        is_note = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_note or marker in NOTES_KEPT:
            kept.append(segment)
        place += 2 + length
        if marker == START_OF_SCAN:
            break
    end = content.rindex(END)
    if not has_size or end < place:
        raise ValueError("not a whole JPEG")
    return b"".join([*kept, content[place:end], END])


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise _unfit(_("This picture is too large: at most %(most)s points on a side.", most=MOST_SIDE))


def _unfit(sentence: _) -> Invalid:
    return Invalid(sentence, {"emblem": sentence})
