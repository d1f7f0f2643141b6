"""Our own files under `/static/<hash>/`: read once, compressed, kept by browsers for a year."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from litestar import Response, get
from litestar.connection import Request
from litestar.datastructures import State
from litestar.params import FromPath

from app.access import Access
from app.errors import NotFound
from app.i18n import Sentence as _
from app.web.encodings import best_encoding

ROOT = Path(__file__).parents[1] / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFile:
    """One file with its compressed forms (None where compressing gains nothing)."""

    body: bytes
    media_type: str
    gzipped: bytes | None
    brotli: bytes | None

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class StaticFiles:
    """Every file of the folder in memory (some hundred kilobytes), and one hash over all of them."""

    def __init__(self, root: Path = ROOT) -> None:
        self.files = {path.relative_to(root).as_posix(): _read(path) for path in _paths(root)}
        whole = hashlib.sha256()
        for name, file in self.files.items():
            whole.update(name.encode() + file.etag.encode())
        self.digest = whole.hexdigest()[:12]

    @property
    def missing(self) -> list[str]:
        """Assets from npm that `make setup` would have put in place."""
        return [name for name in ("vendor/site.css", "vendor/htmx.min.js") if name not in self.files]

    def has(self, name: str) -> bool:
        return name in self.files

    def url(self, name: str) -> str:
        return f"/static/{self.digest}/{name}"

    @property
    def style(self) -> str:
        """Pico and our layer in one file; our layer alone where the assets were not made."""
        return self.url("vendor/site.css" if self.has("vendor/site.css") else "site.css")

    @property
    def script(self) -> str:
        return self.url("vendor/app.js" if self.has("vendor/app.js") else "app.js")


def _paths(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix in TYPES and path.is_file())


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    squeezed = path.suffix in {".css", ".js", ".svg"}
    gzipped = _beside(path, ".gz") or (gzip.compress(body, 6, mtime=0) if squeezed else None)
    return StaticFile(body, TYPES[path.suffix], gzipped, _beside(path, ".br"))


def _beside(path: Path, suffix: str) -> bytes | None:
    other = path.with_name(path.name + suffix)
    return other.read_bytes() if other.is_file() else None


@get("/static/{digest:str}/{name:path}", opt={"access": Access.PUBLIC}, sync_to_thread=False)
def static_file(request: Request[object, object, State], digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A static file; an address with an older hash still finds today's file, but is not kept."""
    files: StaticFiles = request.app.state.web.static
    file = files.files.get(name.lstrip("/"))
    if file is None:
        raise NotFound(_("There is no such page."))
    headers = {
        "ETag": file.etag,
        "Cache-Control": _FOREVER if digest == files.digest else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=file.media_type)
    body, encoding = _best(file, request.headers.get("accept-encoding", ""))
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(body, headers=headers, media_type=file.media_type)


def _best(file: StaticFile, accepted: str) -> tuple[bytes, str]:
    if file.brotli and best_encoding(accepted) == "br":
        return file.brotli, "br"
    if file.gzipped and best_encoding(accepted, ("gzip",)):
        return file.gzipped, "gzip"
    return file.body, ""
