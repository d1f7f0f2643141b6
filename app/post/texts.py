"""Letters as texts with named places: as they ship, or as the office words them. Pure.

A place is written {code}. The opening, the links and the closing of a letter are the program's own, so that no
text can lose the way to the thing it is about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.i18n import Sentence, speaking, translate
from app.post.letter import Letter, compose
from app.words import words

PLACE = re.compile(r"\{(\w+)\}")
_SHIPPED_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class LetterText:
    """One kind of letter: when it is written (`name`), its texts, and what may stand in its places (`places`)."""

    code: str
    name: Sentence
    subject: Sentence
    body: Sequence[Sentence]
    places: Mapping[str, Sentence]

    @property
    def subject_key(self) -> str:
        return f"letter.{self.code}.subject"

    @property
    def body_key(self) -> str:
        return f"letter.{self.code}.body"

    def shipped(self) -> tuple[str, str]:
        """Subject and body as they ship, in the present language, with {places}."""
        return _plain(self.subject), "\n\n".join(_plain(paragraph) for paragraph in self.body)

    def present(self) -> tuple[str, str]:
        """Subject and body as they are written now, in the present language."""
        subject, body = self.shipped()
        return words().text(self.subject_key) or subject, words().text(self.body_key) or body

    def unknown_places(self, text: str) -> list[str]:
        """Places in a text that this letter does not have."""
        return [place for place in dict.fromkeys(PLACE.findall(text)) if place not in self.places]


def write(
    text: LetterText,
    to: str,
    values: Mapping[str, object],
    *,
    name: str = "",
    links: Sequence[tuple[Sentence, str]] = (),
    signed: Sentence | str = "",
    language: str = "vi",
    key: str = "",
    by_day: bool = False,
) -> Letter:
    """The letter with these values in its places; a paragraph whose places are all empty is left out."""
    with speaking(language):
        subject, body = text.present()
        filled = {place: str(value) for place, value in values.items()}
        paragraphs = [_filled(paragraph, filled) for paragraph in re.split(r"\n\s*\n", body)]
        heading = _filled(subject, filled)
    letter = compose(to, heading, paragraphs, name=name, links=links, signed=signed, language=language, key=key)
    return replace(letter, by_day=by_day)


def _filled(text: str, values: Mapping[str, str]) -> str:
    places = PLACE.findall(text)
    if places and not any(values.get(place) for place in places):
        return ""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _plain(sentence: Sentence) -> str:
    return _SHIPPED_PLACE.sub(r"{\1}", translate(sentence.message))
