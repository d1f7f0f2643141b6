"""What is particular to Vietnamese writing: its diacritics, its tones, its names."""

import re
import unicodedata

from app.text.cleaning import calm


def lacks_diacritics(s: str) -> bool:
    """True when a text of more than 40 letters has marks on fewer than one letter in twenty."""
    letters = [c for c in unicodedata.normalize("NFC", calm(s)) if c.isalpha()]
    return len(letters) > 40 and sum(not c.isascii() for c in letters) * 20 < len(letters)


def initials(name: str) -> str:
    """ "Nguyễn Văn An" as "N.V.A."; what is published of a person's name by default."""
    words = (_WORD.search(word) for word in unicodedata.normalize("NFC", calm(name)).split())
    return "".join(f"{word.group()[0].upper()}." for word in words if word)


def canonical_tone(s: str) -> str:
    """Text with tones placed the old way (hoà as hòa, uỷ as ủy): for comparing, never for storing."""
    return _NEW_TONE.sub(lambda found: _OLD_TONE[found.group()], unicodedata.normalize("NFC", calm(s)))


def _tone_pairs() -> dict[str, str]:
    """New placement to old, in every case: oà -> òa, Uỷ -> Ủy."""
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0309\u0303\u0301\u0323":
            new, old = (unicodedata.normalize("NFC", p) for p in (first + second + tone, first + tone + second))
            pairs |= {new: old, new.upper(): old.upper(), new.capitalize(): old.capitalize()}
            pairs[new[0] + new[1].upper()] = old[0] + old[1].upper()
    return pairs


_WORD = re.compile(r"[^\W_]+")
_OLD_TONE = _tone_pairs()
# After q the u belongs to the consonant; before another letter the syllable is closed and has one placement.
_NEW_TONE = re.compile(f"(?<![qQ])(?:{'|'.join(_OLD_TONE)})(?![^\\W\\d_])")
