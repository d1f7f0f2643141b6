"""How much alike two questions are, by the folded words they share. Pure.

A word weighs the more, the rarer it is: that both say "đất" tells little, that both say "Thạnh Quới" tells much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from app.text import search_words

# A search looks for the rarest words only, and first for many of them at once: (words looked for, words needed).
STEPS = ((6, 4), (6, 3), (5, 2))
MOST_WORDS, LONGEST_WORD = 60, 40
# Below this the likeness is chance.
ALIKE = 0.5
# Of a handful of texts nothing is rare: so many are imagined beside them.
FEW = 50
# What people wrap a question in says little of what it is about.
WRAPPING = frozenset(
    (
        *("xin", "hoi", "kinh", "gui", "cho", "biet", "toi", "chung", "em", "anh", "chi", "nhu", "the", "nao", "co"),
        *("khong", "duoc", "va", "la", "ve", "thi", "a", "de", "nghi", "mong", "khi", "bao", "gio"),
    )
)
# Words in their order tell more than words alone, since a Vietnamese word is often two syllables.
PAIRS_WEIGH = 0.4


@dataclass(frozen=True)
class Rarity:
    """In how many of `texts` (the newest public questions) each word stands."""

    texts: int
    counts: dict[str, int]

    def weight(self, word: str) -> float:
        """A word that none of them has may be a slip of the keyboard: it weighs as one that a fiftieth has."""
        known = self.counts.get(word) or self.texts / 50
        weight = log(1 + (self.texts + FEW) / (known + 1))
        return weight / 5 if word in WRAPPING else weight


@dataclass(frozen=True)
class Likeness:
    """`score` from 0 to 1; `shared` are the words that tell most, as the other question writes them folded."""

    score: float
    shared: tuple[str, ...]


def told_words(text: str) -> list[str]:
    """The folded words of a text that is compared, in order."""
    return [word[:LONGEST_WORD] for word in search_words(text[:2000])][:MOST_WORDS]


def sought(words: Sequence[str], rarity: Rarity) -> list[list[tuple[str, ...]]]:
    """What a search asks for, step by step until enough is found: any of these groups of words, each group whole."""
    told = [word for word in dict.fromkeys(words) if not word.isdigit()]
    rarest = sorted(told, key=lambda word: -rarity.weight(word))
    steps: list[list[tuple[str, ...]]] = []
    for looked_for, needed in STEPS:
        groups = list(combinations(rarest[:looked_for], min(needed, len(rarest))))
        if groups and groups[0] and groups not in steps:
            steps.append(groups)
    return steps


def likeness(words: Sequence[str], other: Sequence[str], rarity: Rarity) -> Likeness:
    """How much of what `words` say the `other` text says too."""
    ours, theirs = dict.fromkeys(words), set(other)
    weights = {word: rarity.weight(word) for word in ours}
    shared = [word for word in ours if word in theirs]
    whole = sum(weights.values())
    alone = sum(weights[word] for word in shared) / whole if whole else 0.0
    pairs = list(pairwise(words))
    if not pairs:
        return Likeness(alone, tuple(shared))
    their_pairs = set(pairwise(other))
    all_pairs = sum(weights[a] + weights[b] for a, b in pairs)
    in_order = sum(weights[a] + weights[b] for a, b in pairs if (a, b) in their_pairs) / all_pairs
    telling = sorted(shared, key=lambda word: -weights[word])[:6]
    score = (1 - PAIRS_WEIGH) * alone + PAIRS_WEIGH * in_order
    return Likeness(score, tuple(word for word in shared if word in telling))
