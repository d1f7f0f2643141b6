"""One public page as the bytes that go over the wire, in each encoding that was wanted."""

import gzip
from dataclasses import dataclass, field
from typing import Any

import brotli

from app.web.encodings import best_encoding

_WORTH_SQUEEZING = 500
_VARY = (b"vary", b"Accept-Encoding, Cookie, HX-Request")
Headers = list[tuple[bytes, bytes]]


@dataclass
class KeptPage:
    """One page with the version and the moment that bound it; squeezed forms are made when first wanted."""

    version: int | str
    until: float
    headers: Headers
    body: bytes
    etag: bytes
    forms: dict[str, "Form"] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes at most: the plain page, and room for its squeezed forms."""
        return 2 * len(self.body) + 2048

    def wanted(self, known: bytes, accepted: bytes) -> "Form":
        """The form for a reader with these values of If-None-Match and Accept-Encoding."""
        if known and (self.etag in known or known == b"*"):
            return self._form("304")
        if len(self.body) < _WORTH_SQUEEZING:
            return self._form("")
        return self._form(best_encoding(accepted.decode("latin-1")))

    def _form(self, encoding: str) -> "Form":
        made = self.forms.get(encoding)
        if made is None:
            made = self.forms[encoding] = self._made(encoding)
        return made

    def _made(self, encoding: str) -> "Form":
        if encoding == "304":
            return Form.of(304, [*headers_but(self.headers, b"content-type"), (b"etag", self._etag("")), _VARY], b"")
        body = _squeezed(self.body, encoding)
        headers = [
            *self.headers,
            (b"content-length", str(len(body)).encode()),
            (b"etag", self._etag(encoding)),
            _VARY,
        ]
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
        return Form.of(200, headers, body)

    def _etag(self, encoding: str) -> bytes:
        """A strong tag names exact bytes, so each encoding has its own."""
        return b'"' + self.etag + (b"-" + encoding.encode() if encoding else b"") + b'"'


@dataclass(frozen=True)
class Form:
    """The two messages of one answer, ready to send."""

    start: dict[str, Any]
    body: dict[str, Any]

    @classmethod
    def of(cls, status: int, headers: Headers, body: bytes) -> "Form":
        return cls(
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": body},
        )


def headers_but(headers: Headers, *names: bytes) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]


def _squeezed(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, 5, mtime=0)
    if encoding == "br":
        return bytes(brotli.compress(body, quality=4))
    return body
