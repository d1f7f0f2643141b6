"""Posted forms as plain text by name; whatever a sender invents ends in a sentence, never in a 500."""

import asyncio
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

from litestar.connection import Request
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from app.errors import Refusal
from app.i18n import Sentence as _
from app.text import clean_text
from app.web.state import web_of

if TYPE_CHECKING:
    from typing import Any

    from app.web.multipart import Parts, Upload

    AnyRequest = Request[Any, Any, Any]
else:
    AnyRequest = Request

MOST_FIELDS = 1000
MOST_TEXT = 256 * 1024  # bytes of words in one form, whatever files come with them


class Unreadable(Refusal):
    """The body is no form that this program can read."""

    status = 400


async def read_form(request: AnyRequest) -> dict[str, list[str]]:
    """Every text field by name, cleaned (NFC, without control characters); files are left out.

    Raises Unreadable (400) for a malformed body and lets "too large" (413) through. May be called twice.
    """
    fields, _files = await _read(request)
    return fields


async def read_files(request: AnyRequest) -> "dict[str, list[Upload]]":
    """Every uploaded file by field name; empty file fields are left out."""
    _fields, files = await _read(request)
    return files


_Parts = tuple[dict[str, list[str]], dict[str, list["Upload"]]]


async def _read(request: AnyRequest) -> _Parts:
    kept = cast("_Parts | None", request.scope.get("posted"))
    if kept is None:
        try:
            kept = await _parsed(request)
        except ClientException as refusal:
            if refusal.status_code == 413:
                raise
            raise _unreadable() from refusal
        except (UnicodeError, LookupError, ValueError) as fault:
            raise _unreadable() from fault
        request.scope["posted"] = kept  # type: ignore[typeddict-unknown-key]
    return kept


async def _parsed(request: AnyRequest) -> _Parts:
    fields: dict[str, list[str]] = {}
    files: dict[str, list[Upload]] = {}
    media_type, options = request.content_type
    if media_type == RequestEncodingType.URL_ENCODED:
        text = (await _body_of_text(request)).decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    elif media_type == RequestEncodingType.MULTI_PART:
        pairs, uploads = await _parts(request, options.get("boundary", ""))
        for name, upload in uploads:
            files.setdefault(clean_text(name), []).append(upload)
    elif await request.body():
        raise ValueError("neither a form nor empty")
    else:
        pairs = []
    for name, value in pairs:
        fields.setdefault(clean_text(name), []).append(clean_text(value))
    return fields, files


async def _body_of_text(request: AnyRequest) -> bytes:
    """Words alone have the common limit also on a route that takes files."""
    gathered = bytearray()
    async for chunk in request.stream():
        gathered += chunk
        if len(gathered) > MOST_TEXT:
            raise RequestEntityTooLarge
    return bytes(gathered)


async def _parts(request: AnyRequest, boundary: str) -> "Parts":
    """Of a route with `opt={"file_most": bytes}` longer files are read to their end and not kept."""
    from app.web.multipart import read_multipart

    folder = web_of(request).settings.data_dir / "incoming"
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    most = request.route_handler.opt.get("file_most")
    return await read_multipart(request.stream(), boundary, folder=folder, most=most)


def _unreadable() -> Unreadable:
    return Unreadable(_("The form arrived damaged. Please go back, reload the page and send it again."))
