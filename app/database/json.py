"""Python values in JSON columns: the same text on both engines, and letters that a search can find."""

import json


def dump(value: object) -> str:
    """The text to store; Vietnamese letters stay letters, dates and the like become their ISO form."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def load(text: str | None) -> object:
    """The value of a stored text; None for NULL."""
    return None if text is None else json.loads(text)
