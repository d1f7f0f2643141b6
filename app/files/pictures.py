"""Pictures, taken apart and put together again with nothing in them but the picture and which side is up.

Nothing is decoded to points, so a picture that would fill the memory costs nothing here, and a photograph that is
evidence loses nothing of its quality. Pure; runs in the checking process.
"""

import re
import struct
import zlib
from collections.abc import Iterator

MOST_PIXELS = 64_000_000
MOST_SIDE = 30_000
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by type of colour
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_END, _SCAN = 0xD9, 0xDA
# Inside a scan: a marker that is neither a stuffed zero nor a restart.
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
ORIENTATION = 0x0112


class BadPicture(Exception):
    """`args[0]` is the code of `app.files.problems`."""


def clean_jpeg(content: bytes) -> bytes:
    """A JPEG without its notes: place, camera and preview go, the profile of colours and the right way up stay."""
    kept, place, orientation, has_size = [content[:2]], 2, 1, False
    while True:
        marker, place = _marker(content, place)
        if marker == _END:
            break
        (length,) = struct.unpack_from(">H", content, place)
        data = content[place + 2 : place + length]
        if length < 2 or len(data) != length - 2:
            raise BadPicture("damaged")
        place += length
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, 1)
            _check_size(width, height)
            has_size = True
        if marker == 0xE1 and data.startswith(b"Exif\0\0"):
            orientation = _orientation(data[6:])
        if note := _kept_note(marker, data):
            kept.append(note)
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, place)
            if found is None:
                raise BadPicture("damaged")
            kept.append(content[place : found.start()])
            place = found.start()
    if not has_size:
        raise BadPicture("damaged")
    if orientation != 1:
        kept.insert(1, _segment(0xE1, _exif(orientation)))
    return b"".join([*kept, b"\xff\xd9"])


def _marker(content: bytes, place: int) -> tuple[int, int]:
    if content[place] != 0xFF:
        raise BadPicture("damaged")
    while content[place] == 0xFF:
        place += 1
    return content[place], place + 1


def _kept_note(marker: int, data: bytes) -> bytes:
    """The segment as it is kept, or nothing."""
    if marker == 0xE0:  # without its little preview
        return _segment(marker, data[:12] + b"\0\0") if data.startswith(b"JFIF\0") and len(data) >= 14 else b""
    if marker == 0xE2 and not data.startswith(b"ICC_PROFILE\0"):
        return b""
    if marker == 0xEE and not data.startswith(b"Adobe"):
        return b""
    is_note = 0xE0 <= marker <= 0xEF or marker == 0xFE
    return b"" if is_note and marker not in (0xE2, 0xEE) else _segment(marker, data)


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _orientation(exif: bytes) -> int:
    """1 to 8, as EXIF tells which side is up; 1 when it does not."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order:
            (start,) = struct.unpack_from(order + "I", exif, 4)
            (count,) = struct.unpack_from(order + "H", exif, start)
            for index in range(min(count, 200)):
                tag, _kind, _n, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * index)
                if tag == ORIENTATION and 1 <= value <= 8:
                    return int(value)
    except struct.error:
        pass
    return 1


def _exif(orientation: int) -> bytes:
    """A note that says nothing but which side is up."""
    return b"Exif\0\0MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)


def clean_png(content: bytes) -> bytes:
    """A PNG of its necessary chunks alone; its points must be as many as its head says."""
    kept, points = [PNG_SIGNATURE], None
    names: list[bytes] = []
    for name, data in _chunks(content):
        if name == b"IHDR":
            if names:
                raise BadPicture("damaged")
            points = _Points(_expected(data))
        names.append(name)
        if name == b"IDAT":
            if points is None:
                raise BadPicture("damaged")
            data = points.take(data)
        if name in _PNG_KEPT:
            kept.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    if points is None or not points.are_whole or names[-1] != b"IEND":
        raise BadPicture("damaged")
    return b"".join(kept)


class _Points:
    """Unpacks a picture's points piece by piece, keeping none, and stops where there are more than there may be."""

    def __init__(self, expected: int) -> None:
        self._left = expected
        self._unpacking = zlib.decompressobj()

    @property
    def are_whole(self) -> bool:
        return self._left == 0

    def take(self, data: bytes) -> bytes:
        """What of this chunk belongs to the picture."""
        rest = data
        while rest and not self._unpacking.eof:
            self._left -= len(self._unpacking.decompress(rest, 1 << 20))
            if self._left < 0:
                raise BadPicture("bomb")
            rest = self._unpacking.unconsumed_tail
        hidden = len(self._unpacking.unused_data) if self._unpacking.eof else 0
        return data[: len(data) - hidden] if hidden <= len(data) else b""


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(PNG_SIGNATURE), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        data = content[place + 8 : place + 8 + length]
        (crc,) = struct.unpack_from(">I", content, place + 8 + length)
        if len(data) != length or crc != zlib.crc32(name + data):
            raise BadPicture("damaged")
        yield name, data
        place += 12 + length


def _expected(head: bytes) -> int:
    """Bytes of all lines, each with the number of its filter."""
    width, height, depth, colour, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", head)
    _check_size(width, height)
    if colour not in _SAMPLES or depth not in (1, 2, 4, 8, 16):
        raise BadPicture("damaged")
    bits = _SAMPLES[colour] * depth
    parts = ((0, 0, 1, 1),) if not interlaced else _PASSES
    total = 0
    for left, top, across, down in parts:
        columns, lines = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and lines > 0:
            total += lines * (1 + -(-columns * bits // 8))
    return total


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise BadPicture("damaged")
    if width > MOST_SIDE or height > MOST_SIDE or width * height > MOST_PIXELS:
        raise BadPicture("pixels")
