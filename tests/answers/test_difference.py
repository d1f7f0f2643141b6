"""What changed between two versions, word by word, and quickly whatever the texts are."""

import random
from time import perf_counter

import pytest

from questions.answers.difference import ADDED, REMOVED, SAME, Piece, difference, is_changed

BODY = "1. Sở trình giá đất ngày 01/9.\n2. Công ty nhận thông báo trong tháng này.\n"


def test_one_word_is_one_change() -> None:
    assert difference("Sở trình ngày 01/9.", "Sở trình ngày 05/9.") == (
        Piece(SAME, "Sở trình ngày "), Piece(REMOVED, "01"), Piece(ADDED, "05"), Piece(SAME, "/9."),
    )  # fmt: skip


def test_the_same_text_has_no_change_and_an_empty_one_is_all_change() -> None:
    assert not is_changed(difference(BODY, BODY))
    assert difference("", "") == ()
    assert difference("", BODY) == (Piece(ADDED, BODY),)
    assert difference(BODY, "") == (Piece(REMOVED, BODY),)


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_read_back_from_the_pieces(seed: int) -> None:
    chance = random.Random(seed)
    before, after = ("".join(chance.choices("ab \n.ệ", k=400)) for _each in range(2))
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after


def _mixed(words: str, seed: int, joined: str = " ") -> str:
    return joined.join(random.Random(seed).choices(words.split(), k=10_000))[:20_000]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 10_000, "b " + "a " * 9_999 + "c"),
        ("\n" * 20_000, "x" + "\n" * 19_998 + "y"),
        (_mixed("a b", 1), _mixed("a b", 2)),
        (_mixed("a b c d e f g h", 1, "\n"), _mixed("a b c d e f g h", 2, "\n")),
        (_mixed("của công ty đất đai thành phố ngày tháng năm", 3), _mixed("của công ty đất đai thành phố ngày", 4)),
        (" ".join(map(str, range(4000))), " ".join(map(str, reversed(range(4000))))),
    ],
)
def test_hostile_texts_are_compared_in_no_time(before: str, after: str) -> None:
    began = perf_counter()
    difference(before, after)
    assert perf_counter() - began < 1
