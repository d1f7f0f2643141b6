"""The signed link of an answer's letter: whoever has it may rate and dispute the answers of one question."""

from urllib.parse import quote

from app.web import tokens

PURPOSE = "opinion of an answer"
PREFIX = "answers of "  # long enough that no log takes the sealed word for a harmless one


def opinion_path(secret_key: str, code: str) -> str:
    return f"/opinions/{quote(tokens.seal(secret_key, PURPOSE, PREFIX + code))}"


def code_of(secret_key: str, sealed: str) -> str | None:
    """The code of the question, or None when the link was changed or is another's."""
    opened = tokens.unseal(secret_key, PURPOSE, sealed)
    return opened.removeprefix(PREFIX) if opened else None
