"""Vietnamese order as strings that any database sorts alike."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from app.text.cleaning import calm

# Sort keys look no further than this: a list shows names and titles, not whole texts.
SORTED_LENGTH = 200


def sort_key(s: str) -> str:
    """A string of digits that sorts under any collation as ICU sorts `s` in Vietnamese.

    Letters a ă â b c d đ … first, then tones: ngang, huyền, hỏi, ngã, sắc, nặng. Case does not count.
    """
    letters: list[str] = []
    tones: list[str] = []
    for letter, marks in _letters(s[:SORTED_LENGTH]):
        shape, tone = "", "0"
        for mark in marks:
            if letter + mark in _LETTERS:
                shape = mark
            else:
                tone = max(tone, _TONES.get(mark, "6"))
        letters.append(_LETTERS.get(letter + shape) or _foreign(letter))
        tones.append(tone)
    return "".join(letters) + "00" + "".join(tones)


def person_sort_key(name: str) -> str:
    """The sort key of a Vietnamese name: by given name (the last word), then family name, then the middle."""
    words = name[:SORTED_LENGTH].split()
    return "".join(map(sort_key, (*words[-1:], *words[:-1])))


def _letters(s: str) -> Iterator[tuple[str, str]]:
    """Each letter without case, with the marks that follow it."""
    letter, marks = "", ""
    for c in unicodedata.normalize("NFD", calm(s).casefold()):
        if unicodedata.combining(c):
            marks += c
            continue
        if letter:
            yield letter, marks
        letter, marks = c, ""
    if letter:
        yield letter, marks


@lru_cache(maxsize=512)
def _foreign(c: str) -> str:
    """What the Vietnamese keyboard lacks: signs before digits, letters of other scripts after z."""
    if c.isspace():
        return "01"
    return f"{'98' if c.isalnum() else '02'}{ord(c):07d}"


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {str(digit): f"{10 + digit}" for digit in range(10)} | {
    unicodedata.normalize("NFD", letter): f"{20 + place}" for place, letter in enumerate(_ALPHABET)
}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
