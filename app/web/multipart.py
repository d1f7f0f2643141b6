"""Reading a form with files: texts in memory within a limit, files to the disk as they arrive."""

import errno
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException
from multipart import MultipartSegment, ParserError, ParserLimitReached, PushMultipartParser

from app.errors import Unavailable
from app.i18n import Sentence as _
from app.web.posted import MOST_TEXT

MOST_PARTS = 1000
MOST_FILES = 20
IN_MEMORY = 64 * 1024
TOO_LARGE = 413
NO_ROOM = _("There is no room for files at the moment, so nothing was stored. Please send without files, or try later.")


class Upload(UploadFile):
    """A file of a form. `size` is what was sent; of a file longer than `most` only the beginning was kept."""

    __slots__ = ("most", "size")

    def __init__(self, name: str, content_type: str, folder: Path | None, most: int | None) -> None:
        super().__init__(content_type, name)
        # Without a name: it goes with the process.
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(folder) if folder else None)  # noqa: SIM115
        self.size, self.most = 0, most

    async def keep(self, piece: bytes | bytearray) -> None:
        self.size += len(piece)
        if self.most is None or self.size <= self.most:
            await self.write(piece)


Parts = tuple[list[tuple[str, str]], list[tuple[str, Upload]]]


async def read_multipart(
    stream: AsyncIterator[bytes], boundary: str, *, folder: Path | None = None, most: int | None = None
) -> Parts:
    """Texts and files by field name, in their order. `folder` is where long files wait, `most` the longest kept.

    Raises ClientException (400) for what is no such form and (413) for too many parts or too much text, and
    Unavailable when the disk is full.
    """
    reading = _Reading(folder, most)
    try:
        with PushMultipartParser(boundary.encode(), max_segment_count=MOST_PARTS) as parser:
            is_empty = True
            async for chunk in stream:
                if chunk:
                    is_empty = False
                    for piece in parser.parse(chunk):
                        await reading.take(piece)
            if is_empty:
                return [], []
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise Unavailable(NO_ROOM) from fault
    except ParserLimitReached as limit:
        raise ClientException("too many parts", status_code=TOO_LARGE) from limit
    except ParserError as error:
        raise ClientException("no form") from error
    return reading.texts, reading.files


class _Reading:
    """What was read so far."""

    def __init__(self, folder: Path | None, most: int | None) -> None:
        self.texts: list[tuple[str, str]] = []
        self.files: list[tuple[str, Upload]] = []
        self._folder, self._most = folder, most
        self._room = MOST_TEXT
        self._segment: MultipartSegment | None = None
        self._text = bytearray()
        self._upload: Upload | None = None

    async def take(self, piece: object) -> None:
        """A segment's head, a part of its body, or None at its end."""
        if isinstance(piece, MultipartSegment):
            self._segment, self._text, self._upload = piece, bytearray(), None
            if piece.filename:
                if len(self.files) >= MOST_FILES:
                    raise ClientException("too many files", status_code=TOO_LARGE)
                self._upload = Upload(piece.filename, piece.content_type or "", self._folder, self._most)
        elif isinstance(piece, (bytes, bytearray)) and piece:
            if self._upload is not None:
                await self._upload.keep(piece)
                return
            self._room -= len(piece)
            if self._room < 0:
                raise ClientException("too much text", status_code=TOO_LARGE)
            self._text += piece
        elif self._segment is not None:
            await self._finish(self._segment)

    async def _finish(self, segment: MultipartSegment) -> None:
        if self._upload is not None:
            await self._upload.seek(0)
            self.files.append((segment.name, self._upload))
        else:
            self.texts.append((segment.name, self._text.decode(segment.charset or "utf-8")))
        self._segment = None
