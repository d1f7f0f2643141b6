"""Text as it is searched and compared: folded words, without case or marks."""

import re
import unicodedata
from itertools import compress
from operator import not_

from app.text.cleaning import calm

SLUG_LENGTH = 80


def fold(s: str) -> str:
    """What a search compares: no case, no marks, đ as d; NFC and NFD text fold alike."""
    if s.isascii():
        return s.lower()
    s = _unmarked(calm(s)).casefold().replace("đ", "d").replace("ð", "d")
    return s if s.isascii() else _unmarked(s)  # folding case may bring marks of its own


def search_words(s: str) -> list[str]:
    """The folded words (letters and digits) of a text, in order."""
    return _WORD.findall(fold(s))


def search_text(*parts: str) -> str:
    """The folded words of all parts, joined by single spaces: the stored search column of both engines."""
    return " ".join(word for part in parts for word in search_words(part))


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


def _unmarked(s: str) -> str:
    s = unicodedata.normalize("NFD", s)
    return "".join(compress(s, map(not_, map(unicodedata.combining, s))))


_WORD = re.compile(r"[^\W_]+")
