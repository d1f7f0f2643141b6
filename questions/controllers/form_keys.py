"""The hidden key of an asking form: random and signed, it names the form however often it is sent."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from app.web import tokens

PURPOSE = "asking form"
KEPT_SECONDS = tokens.FORM_COOKIE_SECONDS  # a form older than the cookie it is bound to cannot be sent anyway
_MOST_COUNTED = 20_000


@dataclass(frozen=True)
class FormKey:
    """`key` is the submission key; `age` are the seconds since the form was opened."""

    key: str
    age: float


def new_form_key(secret: str) -> str:
    """The sealed value of the hidden field."""
    return tokens.seal(secret, PURPOSE, f"{secrets.token_urlsafe(18)} {int(time.time())}")


def read_form_key(secret: str, sealed: str) -> FormKey | None:
    """The key in a hidden field, or None when it is missing, changed or too old."""
    key, _space, opened_at = (tokens.unseal(secret, PURPOSE, sealed) or "").partition(" ")
    age = time.time() - int(opened_at) if opened_at.isdigit() else -1.0
    return FormKey(key, age) if key and age <= KEPT_SECONDS else None


class Counted:
    """Which keys were counted against the limits already, so that a form sent twenty times counts once."""

    def __init__(self, most: int = _MOST_COUNTED) -> None:
        self._most = most
        self._keys: OrderedDict[str, None] = OrderedDict()

    def is_new(self, key: str) -> bool:
        """True the first time."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return True
