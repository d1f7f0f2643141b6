"""An office's own words, beside the language: what it calls itself, its reasons, its letters.

Like the language they are ambient: set once for each request, command or round of the clock, read where a
sentence is shown. What is decided by numbers (days, clocks) never comes from here.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from app.i18n import Bilingual, Sentence

K = TypeVar("K")


@dataclass(frozen=True)
class Words:
    """`texts` are (Vietnamese, English) by key; `off` are the keys of choices that are no longer offered."""

    site_name: str = ""
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()

    def text(self, key: str) -> str:
        """The office's own text in the reader's language, or "" where it has none."""
        own = self.texts.get(key)
        return str(Bilingual(*own)) if own else ""


SHIPPED = Words()
_words: ContextVar[Words] = ContextVar("words", default=SHIPPED)


def words() -> Words:
    return _words.get()


def use_words(own: Words) -> None:
    _words.set(own)


class OfficeSentence(Sentence):
    """A sentence that ships with the program, unless the office has words of its own under `key`."""

    __slots__ = ("key",)

    def __init__(self, key: str, shipped: Sentence) -> None:
        super().__init__(shipped.message, **shipped.values)
        self.key = key

    def __str__(self) -> str:
        return words().text(self.key) or super().__str__()


def own_words(group: str, shipped: Mapping[K, Sentence], part: str = "name") -> dict[K, OfficeSentence]:
    """Names (or another part) of the codes of a group, each as it ships unless the office words it."""
    return {code: OfficeSentence(f"{group}.{code}.{part}", sentence) for code, sentence in shipped.items()}


def is_offered(key: str) -> bool:
    """Whether a choice is still offered; what was chosen before keeps its name."""
    return key not in words().off
