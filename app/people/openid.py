"""OpenID Connect by the book: discovery, code with PKCE, state and nonce; what comes back is checked, not trusted.

Every word with the provider has a time limit and a size limit, and waits outside the event loop's way.
"""

import asyncio
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import structlog

from app.errors import NotAllowed, Unavailable
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.tokens import new_token

if TYPE_CHECKING:  # these load only at sites that have a provider
    import httpx
    from joserfc.jwk import KeySet

SECONDS_EACH, SECONDS_ALL = 5.0, 10.0
MOST_BYTES = 256 * 1024
KEPT_SECONDS = 3600.0
KEYS_AGAIN_SECONDS = 60.0
CLOCK_OFF_SECONDS = 120
# Never "none", and nothing that the provider's public key could be mistaken for.
ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512", "EdDSA")
WRONG: dict[str, Sentence] = {
    "aud": _("The answer of the sign-in service was meant for another program, so nobody was signed in."),
    "azp": _("The answer of the sign-in service was meant for another program, so nobody was signed in."),
    "iss": _("The answer came from another sign-in service, so nobody was signed in."),
    "nonce": _("The answer belongs to another attempt, so nobody was signed in. Please try again."),
    "exp": _("The answer of the sign-in service is too old. Please try again."),
}
UNCHECKED = _("The answer of the sign-in service could not be checked, so nobody was signed in.")
AWAY = _("The sign-in service does not answer now. Please sign in another way, or try again in a while.")
log = structlog.get_logger("doithoai.people")


@dataclass(frozen=True)
class Provider:
    """The provider of a site and what the site is called there. `callback` is the full redirect address."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    callback: str


@dataclass(frozen=True)
class Handshake:
    """What one browser must bring back, or prove, after it was at the provider."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for. `email` is "" unless the provider has verified it."""

    issuer: str
    subject: str
    email: str


async def begin(provider: Provider) -> tuple[str, Handshake]:
    """The address at the provider to which the browser goes, and what to remember; raises Unavailable."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    handshake = Handshake(new_token(), new_token(), new_token())
    address = prepare_grant_uri(
        (await _metadata(provider))["authorization_endpoint"],
        client_id=provider.client_id,
        response_type="code",
        redirect_uri=provider.callback,
        scope="openid email",
        state=handshake.state,
        nonce=handshake.nonce,
        code_challenge=create_s256_code_challenge(handshake.verifier),
        code_challenge_method="S256",
    )
    return str(address), handshake


async def identify(provider: Provider, handshake: Handshake, given: Mapping[str, str]) -> Identity:
    """Who came back with the query `given`.

    Raises NotAllowed with the reason, or Unavailable when the provider does not answer.
    """
    if not hmac.compare_digest(given.get("state", "").encode("utf-8", "replace"), handshake.state.encode()):
        raise NotAllowed(WRONG["nonce"])
    if given.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise NotAllowed(WRONG["iss"])
    if given.get("error") or not given.get("code"):
        log.info("provider refused", error=given.get("error", "")[:100])
        raise NotAllowed(_("The sign-in service did not let you through, so nobody was signed in."))
    answer = await _exchange(provider, handshake, given["code"])
    claims = await _checked(provider, handshake, str(answer.get("id_token", "")), str(answer.get("access_token", "")))
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    return Identity(provider.issuer, str(claims["sub"])[:255], email)


async def _exchange(provider: Provider, handshake: Handshake, code: str) -> dict[str, Any]:
    metadata = await _metadata(provider)
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.callback,
        "code_verifier": handshake.verifier,
    }
    if "client_secret_basic" in metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        return await _fetch(metadata["token_endpoint"], body, (provider.client_id, provider.client_secret))
    own = {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return await _fetch(metadata["token_endpoint"], body | own)


async def _checked(provider: Provider, handshake: Handshake, id_token: str, access_token: str) -> dict[str, Any]:
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError

    try:
        try:
            read = jwt.decode(id_token, await _keys(provider), algorithms=ALGORITHMS)
        except InvalidKeyIdError:  # the provider has changed its keys
            read = jwt.decode(id_token, await _keys(provider, again=True), algorithms=ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            params={"client_id": provider.client_id, "nonce": handshake.nonce, "access_token": access_token},
        )
        claims.validate(int(time.time()), CLOCK_OFF_SECONDS)
    except ExpiredTokenError as fault:
        raise NotAllowed(WRONG["exp"]) from fault
    except InvalidClaimError as fault:
        raise NotAllowed(WRONG.get(fault.claim, UNCHECKED)) from fault
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        log.warning("id token refused", why=repr(fault)[:200])
        raise NotAllowed(UNCHECKED) from fault
    return dict(claims)


@dataclass
class _Kept:
    """What a provider said of itself, for an hour."""

    until: float = 0.0
    metadata: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    keys_at: float = 0.0


_kept: dict[str, _Kept] = {}


async def _metadata(provider: Provider) -> dict[str, Any]:
    kept = _kept.setdefault(provider.issuer, _Kept())
    if time.monotonic() < kept.until:
        return kept.metadata
    found = await _fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    ways = [str(found.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if found.get("issuer") != provider.issuer or not all(_is_safe(way, provider.issuer) for way in ways):
        log.error("the provider describes another one", issuer=str(found.get("issuer"))[:200])
        raise Unavailable(AWAY)
    kept.metadata, kept.keys, kept.until = found, {}, time.monotonic() + KEPT_SECONDS
    return found


async def _keys(provider: Provider, *, again: bool = False) -> "KeySet":
    from joserfc.jwk import KeySet

    metadata = await _metadata(provider)
    kept = _kept[provider.issuer]
    # A made-up key id must not make us ask the provider each time.
    if not kept.keys or (again and time.monotonic() - kept.keys_at > KEYS_AGAIN_SECONDS):
        kept.keys, kept.keys_at = await _fetch(metadata["jwks_uri"]), time.monotonic()
    return KeySet.import_key_set(cast("Any", kept.keys))


def _is_safe(address: str, issuer: str) -> bool:
    """Over https, or plainly on the machine itself where the issuer is there too."""
    parts = urlsplit(address)
    return bool(parts.netloc) and parts.scheme in {"https", urlsplit(issuer).scheme}


async def _fetch(
    address: str, body: Mapping[str, str] | None = None, auth: tuple[str, str] | None = None
) -> dict[str, Any]:
    """A JSON object from the provider; raises Unavailable for anything else, in ten seconds at most."""
    import httpx

    try:
        async with asyncio.timeout(SECONDS_ALL), httpx.AsyncClient(timeout=SECONDS_EACH) as client:
            ask = client.stream("POST" if body else "GET", address, data=body, auth=auth)
            async with ask as answer:
                found = await _json_of(answer)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError, OSError) as fault:
        log.warning("the provider does not answer", host=urlsplit(address).netloc, why=repr(fault)[:200])
        raise Unavailable(AWAY) from fault
    return found


async def _json_of(answer: "httpx.Response") -> dict[str, Any]:
    import json

    read = bytearray()
    async for piece in answer.aiter_bytes():
        read += piece
        if len(read) > MOST_BYTES:
            raise ValueError("too long")
    if answer.status_code != 200:
        raise ValueError(f"status {answer.status_code}")
    found = json.loads(read)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
