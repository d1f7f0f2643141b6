"""Vietnamese text: cleaned at the edge, folded for search, keyed for sorting.

Every function takes time in proportion to the length of its text, whatever the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from operator import not_

# Longer runs serve no language of this house, and ordering one takes quadratic time in `normalize`.
MOST_MARKS = 8
SLUG_LENGTH = 80
# Sort keys look no further than this: a list shows names and titles, not whole texts.
SORTED_LENGTH = 200


def clean_text(s: str) -> str:
    """Text of several lines as it is stored: NFC, lines ended by \\n, nothing invisible, trimmed."""
    s = s.replace("\r\n", "\n").replace("\r", "\n").translate(_AT_THE_EDGE)
    if not s.isascii():
        s = _calm(unicodedata.normalize("NFC", _calm(s)))
    return "\n".join(line.rstrip() for line in s.split("\n")).strip()


def clean_line(s: str) -> str:
    """One line of text as it is stored: as `clean_text`, with any white space as one space."""
    return " ".join(clean_text(s).split())


def fold(s: str) -> str:
    """What a search compares: no case, no marks, đ as d; NFC and NFD text fold alike."""
    if s.isascii():
        return s.lower()
    s = _unmarked(_calm(s)).casefold().replace("đ", "d").replace("ð", "d")
    return s if s.isascii() else _unmarked(s)  # folding case may bring marks of its own


def search_words(s: str) -> list[str]:
    """The folded words (letters and digits) of a text, in order."""
    return _WORD.findall(fold(s))


def search_text(*parts: str) -> str:
    """The folded words of all parts, joined by single spaces: the stored search column of both engines."""
    return " ".join(word for part in parts for word in search_words(part))


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


def lacks_diacritics(s: str) -> bool:
    """True when a text of more than 40 letters has marks on fewer than one letter in twenty."""
    letters = [c for c in unicodedata.normalize("NFC", _calm(s)) if c.isalpha()]
    return len(letters) > 40 and sum(not c.isascii() for c in letters) * 20 < len(letters)


def initials(name: str) -> str:
    """ "Nguyễn Văn An" as "N.V.A."; what is published of a person's name by default."""
    words = (_WORD.search(word) for word in unicodedata.normalize("NFC", _calm(name)).split())
    return "".join(f"{word.group()[0].upper()}." for word in words if word)


def shingles(s: str) -> frozenset[str]:
    """Every three folded syllables in a row; a shorter text is one shingle."""
    words = search_words(s)
    if len(words) < 3:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def similarity(a: str, b: str) -> float:
    """How much two texts share, 0 to 1 (Jaccard over shingles); 0.5 and more suggests the same question."""
    ours, theirs = shingles(a), shingles(b)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def slugify(s: str) -> str:
    """ "Cà phê doanh nhân kỳ 9" as "ca-phe-doanh-nhan-ky-9"; empty when nothing can be written in ASCII."""
    slug = ""
    for word in search_words(s):
        if not word.isascii():
            continue
        longer = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug


def canonical_tone(s: str) -> str:
    """Text with tones placed the old way (hoà as hòa, uỷ as ủy): for comparing, never for storing."""
    return _NEW_TONE.sub(lambda found: _OLD_TONE[found.group()], unicodedata.normalize("NFC", _calm(s)))


def _calm(s: str) -> str:
    """`s` with at most MOST_MARKS combining marks in a row."""
    if s.isascii():
        return s
    for sign, marks in _DOUBLE_MARKS:
        s = s.replace(sign, marks)
    classes = bytes(map(unicodedata.combining, s))
    if not _TOO_MANY_MARKS.search(classes):
        return s
    kept, run = [], 0
    for c, mark_class in zip(s, classes, strict=True):
        run = run + 1 if mark_class else 0
        if run <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def _unmarked(s: str) -> str:
    s = unicodedata.normalize("NFD", s)
    return "".join(compress(s, map(not_, map(unicodedata.combining, s))))


def _letters(s: str) -> Iterator[tuple[str, str]]:
    """Each letter without case, with the marks that follow it."""
    letter, marks = "", ""
    for c in unicodedata.normalize("NFD", _calm(s).casefold()):
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


def _characters(*ranges: tuple[int, int]) -> list[int]:
    return [c for first, last in ranges for c in range(first, last + 1)]


# Signs of two marks, three of which hide them behind a class of zero; apart, they can be counted.
_DOUBLE_MARKS = (
    ("\u0f73", "\u0f71\u0f72"),
    ("\u0f75", "\u0f71\u0f74"),
    ("\u0f81", "\u0f71\u0f80"),
    ("\u0344", "\u0308\u0301"),
)
_GONE = _characters(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)  # fmt: skip
_SPACES = _characters((0x09, 0x09), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))  # fmt: skip
# Word writes a line break as a vertical tab.
_LINE_ENDS = _characters((0x0B, 0x0C), (0x2028, 0x2029))
# Icelandic eth looks like đ and some keyboards send it.
_AT_THE_EDGE: dict[int, str | None] = {
    **dict.fromkeys(_GONE), **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_LINE_ENDS, "\n"),
    0xF0: "đ", 0xD0: "Đ",
}  # fmt: skip

_TOO_MANY_MARKS = re.compile(rb"[^\x00]{%d}" % (MOST_MARKS + 1))
_WORD = re.compile(r"[^\W_]+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {str(digit): f"{10 + digit}" for digit in range(10)} | {
    unicodedata.normalize("NFD", letter): f"{20 + place}" for place, letter in enumerate(_ALPHABET)
}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def _tone_pairs() -> dict[str, str]:
    """New placement to old, in every case: oà -> òa, Uỷ -> Ủy."""
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            new, old = (
                unicodedata.normalize("NFC", p) for p in (first + second + tone, first + tone + second)
            )
            pairs |= {new: old, new.upper(): old.upper(), new.capitalize(): old.capitalize()}
            pairs[new[0] + new[1].upper()] = old[0] + old[1].upper()
    return pairs


_OLD_TONE = _tone_pairs()
# After q the u belongs to the consonant; before another letter the syllable is closed and has one placement.
_NEW_TONE = re.compile(f"(?<![qQ])(?:{'|'.join(_OLD_TONE)})(?![^\\W\\d_])")
