"""Two languages: Vietnamese first, English beside it.

Sentences are written in English in the code and translated where they are shown.
`_` makes a lazy `Sentence`, so a rule needs to know nothing of who will read it.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
DOMAIN = "doithoai"
CATALOGUES = Path(__file__).with_name("locale")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language() -> str:
    """The language of the present reader: "vi" or "en"."""
    return _language.get()


def set_language(code: str) -> None:
    _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block; for letters and files made for somebody else."""
    token = _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()  # the sentences are written in English
    return gettext.translation(DOMAIN, CATALOGUES, [code], fallback=True)


def translate(message: str) -> str:
    """Translate now, into the present reader's language."""
    return _catalogue(language()).gettext(message) if message else ""


def translate_plural(one: str, many: str, count: int) -> str:
    return _catalogue(language()).ngettext(one, many, count)


class Sentence:
    """A sentence that is translated when it is shown.

    `values` fill %(name)s places after translation; values may be Sentences.
    """

    __slots__ = ("message", "values")

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = values

    def __str__(self) -> str:
        text = translate(self.message)
        return text % {name: str(value) for name, value in self.values.items()} if self.values else text

    def of(self, **values: object) -> "Sentence":
        """The same sentence with these values."""
        return Sentence(self.message, **values)

    def __repr__(self) -> str:
        return f"Sentence({self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.message, self.values) == (other.message, other.values)

    def __hash__(self) -> int:
        return hash((self.message, tuple(sorted((k, str(v)) for k, v in self.values.items()))))

    def __html__(self) -> str:
        from html import escape

        return escape(str(self))


class Bilingual(Sentence):
    """Words of the office itself: Vietnamese, and English where somebody wrote it."""

    __slots__ = ("english",)

    def __init__(self, vietnamese: str, english: str = "") -> None:
        super().__init__(vietnamese)
        self.english = english

    def __str__(self) -> str:
        return (self.english if language() == "en" else "") or self.message


_ = Sentence
