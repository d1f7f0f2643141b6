"""How a delivery is signed: HMAC-SHA256 over its moment and its body. Pure.

`Doithoai-Signature: t=1788000000,v1=<hex>` where the hex is of `<t>.<body>` under the hook's key. For a day after a
new key was made there is a second `v1` by the key before, so that a receiver changes over without losing anything.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

HEADER = "Doithoai-Signature"
BOTH_KEYS = timedelta(days=1)


def key_of(secret_key: str, hook_id: int, generation: int) -> str:
    """The key of one generation of a hook, as its receiver has it."""
    digest = hmac.new(secret_key.encode(), f"webhook\0{hook_id}\0{generation}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def signature(keys: list[str], body: str, at: datetime) -> str:
    """The value of the header."""
    moment = int(at.timestamp())
    signed = f"{moment}.{body}".encode()
    signatures = [hmac.new(key.encode(), signed, hashlib.sha256).hexdigest() for key in keys]
    return ",".join([f"t={moment}", *(f"v1={one}" for one in signatures)])


def keys_at(secret_key: str, hook_id: int, generation: int, rotated_at: datetime | None, at: datetime) -> list[str]:
    """The keys that sign now, the present one first."""
    keys = [key_of(secret_key, hook_id, generation)]
    if rotated_at is not None and at - rotated_at < BOTH_KEYS and generation > 1:
        keys.append(key_of(secret_key, hook_id, generation - 1))
    return keys
