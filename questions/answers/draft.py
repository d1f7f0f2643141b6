"""The text of an answer in work. Pure."""

from dataclasses import dataclass

from questions.values import Outcome


@dataclass(frozen=True)
class Draft:
    """The text of an answer: `summary` at most 200 characters, `legal_basis` one document a line."""

    summary: str
    body: str
    legal_basis: str = ""
    outcome: Outcome | None = None
    document_number: str = ""
