"""An OpenID Connect provider on loopback that does it right, and errs in the way a test asks for."""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, CLIENT_SECRET = "doithoai", "một bí mật của máy khách"


@cache
def rsa_key() -> RSAKey:
    """One key for all tests: making one takes longer than most of them."""
    return RSAKey.generate_key(2048, {"kid": "k1"}, private=True)


@dataclass
class OpenIdProvider:
    """`claims` are put over the right ones; None takes a claim away. `delay` is in seconds, for the token only."""

    issuer: str
    email: str = "anh@songhau.example"
    subject: str = "sub-anh"
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=rsa_key)
    sign: Callable[[dict[str, Any]], str] | None = None
    described: dict[str, Any] = field(default_factory=dict)
    delay: float = 0.0
    status: int = 200
    padding: int = 0
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        self.asked.append(scope["path"])
        query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        status, headers, answer = await self._answer(scope, query, form)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _answer(
        self, scope: Any, query: dict[str, str], form: dict[str, str]
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        as_json = [(b"content-type", b"application/json")]
        if scope["path"] == "/.well-known/openid-configuration":
            return self.status, as_json, json.dumps(self.description()).encode() + b" " * self.padding
        if scope["path"] == "/keys":
            return 200, as_json, json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()
        if scope["path"] == "/authorize":
            code = secrets.token_urlsafe()
            self.codes[code] = query
            back = urlencode({"code": code, "state": query["state"]})
            return 303, [(b"location", f"{query['redirect_uri']}?{back}".encode())], b""
        if scope["path"] == "/token":
            await asyncio.sleep(self.delay)
            return 200, as_json, json.dumps(self._token(scope, form)).encode()
        return 404, as_json, b"{}"

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.described

    def _token(self, scope: Any, form: dict[str, str]) -> dict[str, Any]:
        asked = self.codes.pop(form["code"])
        given = next(value for name, value in scope["headers"] if name == b"authorization").decode()
        assert base64.b64decode(given.removeprefix("Basic ")).decode() == f"{CLIENT}:{CLIENT_SECRET}"
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert asked["code_challenge_method"] == "S256"
        assert form["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": self.email,
            "email_verified": True,
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        return {"access_token": "x", "token_type": "Bearer", "id_token": (self.sign or self.signed)(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.key)

    def unsigned(self, claims: dict[str, Any]) -> str:
        """With the algorithm "none"."""
        return ".".join(_packed(json.dumps(part).encode()) for part in ({"alg": "none"}, claims)) + "."

    def signed_with_the_public_key(self, claims: dict[str, Any]) -> str:
        """HS256 with the public key as the shared secret, as confused programs accept."""
        head = ".".join(_packed(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": "k1"}, claims))
        mark = hmac.digest(self.key.as_pem(private=False), head.encode(), "sha256")
        return f"{head}.{_packed(mark)}"


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
