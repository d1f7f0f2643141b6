"""Giving a stored file out: as a download that no browser runs, piece by piece."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any

import structlog
from litestar import Response
from litestar.response import Stream

from app.errors import NotFound
from app.files.names import download_header
from app.files.store import place_of
from app.i18n import Sentence as _
from app.web.posted import AnyRequest
from app.web.state import web_of

SLICE = 64 * 1024
log = structlog.get_logger(__name__)
# Whatever a reader's browser makes of it, it runs nothing, loads nothing and stands in no frame.
POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


async def download(
    request: AnyRequest, stored: str, *, name: str, media_type: str, size: int, sha256: str, is_public: bool
) -> Response[Any]:
    """The file; whoever has it already from a public page is told so (304). Raises NotFound when it is missing."""
    headers = {
        "Content-Disposition": download_header(name),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "public, no-cache" if is_public else "private, no-store",
    }
    if is_public:
        headers["ETag"] = f'"{sha256}"'
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers, media_type=media_type)
    try:
        file = await asyncio.to_thread(_opened, place_of(web_of(request).settings.data_dir, stored))
    except FileNotFoundError:
        log.error("file_missing", stored=stored)
        raise NotFound(_("This file is missing here. Please tell the office that received it.")) from None
    headers["Content-Length"] = str(size)
    return Stream(_pieces(file), headers=headers, media_type=media_type)


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := await asyncio.to_thread(file.read, SLICE):
            yield piece
    finally:
        file.close()
