"""Vietnamese text: cleaned at the edge, folded for search, keyed for sorting.

Every function takes time in proportion to the length of its text, whatever the text.
"""

from app.text.cleaning import clean_line, clean_text
from app.text.searching import fold, search_text, search_words, shingles, similarity, slugify
from app.text.sorting import person_sort_key, sort_key
from app.text.vietnamese import canonical_tone, initials, lacks_diacritics

__all__ = [
    "canonical_tone",
    "clean_line",
    "clean_text",
    "fold",
    "initials",
    "lacks_diacritics",
    "person_sort_key",
    "search_text",
    "search_words",
    "shingles",
    "similarity",
    "slugify",
    "sort_key",
]
