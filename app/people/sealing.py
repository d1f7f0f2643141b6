"""Secrets that must be read again, kept so that a copy of the database alone does not give them away."""

import base64
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the library loads only where something is sealed
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def sealed(text: str, key: str, purpose: str) -> str:
    """`text` encrypted with the site's key (AES-256-GCM); it opens again only for the same purpose."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + _cipher(key).encrypt(nonce, text.encode(), purpose.encode())).decode()


def opened(text: str, key: str, purpose: str) -> str | None:
    """What was sealed, or None when the site's key is another one by now or the row was changed."""
    from cryptography.exceptions import InvalidTag

    raw = base64.urlsafe_b64decode(text)
    try:
        return _cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode()).decode()
    except InvalidTag:
        return None


def _cipher(key: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, None, b"doithoai sealed").derive(key.encode()))
