"""Signed values in cookies and forms: nothing is stored, a change of the secret voids them all."""

import base64
import hashlib
import hmac
import secrets

FORM_COOKIE_SECONDS = 7 * 24 * 3600


def seal(secret: str, purpose: str, value: str) -> str:
    """`value` (any text) with a signature bound to `purpose`, fit for a cookie."""
    packed = base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")
    return f"{packed}.{signature(secret, purpose, packed)}"


def unseal(secret: str, purpose: str, sealed: str) -> str | None:
    """The text put into `seal`, or None when anything about it was changed."""
    packed, _dot, given = sealed.partition(".")
    if not _same(given, signature(secret, purpose, packed)):
        return None
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:
        return None


def signature(secret: str, purpose: str, value: str) -> str:
    digest = hmac.new(secret.encode(), f"{purpose}\0{value}".encode("utf-8", "replace"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def new_form_cookie(secret: str) -> str:
    """A fresh name for this browser; anonymous forms are bound to it."""
    return seal(secret, "form cookie", secrets.token_urlsafe(16))


def form_name(secret: str, cookie: str) -> str | None:
    """The browser's name in a form cookie, or None when the cookie is not ours (or of an older secret)."""
    return unseal(secret, "form cookie", cookie)


def form_token(secret: str, bound_to: str) -> str:
    """The token that a form carries; `bound_to` is the session or the browser's name."""
    return signature(secret, "form token", bound_to)


def is_form_token(secret: str, bound_to: str, given: str) -> bool:
    return _same(given, form_token(secret, bound_to))


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())
