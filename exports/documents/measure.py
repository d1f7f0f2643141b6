"""How wide text is in bold Times, so that the rules under it are as long as the decree asks."""

import unicodedata
from functools import lru_cache
from itertools import pairwise

# Advance widths in thousandths of the type size, from the metrics of Times Bold.
_GROUPS = {
    250: " ,.",
    278: "il/",
    333: "fjt-:;()",
    389: "Is",
    444: "cerz",
    500: "agoqvxyJ0123456789“”–",
    556: 'bdhknpquS"',
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "m&",
    944: "M",
    1000: "W—",
}
# Words of two syllables that names of organs and of meetings are made of: a line should not end inside one.
_WORDS = """
    ủy ban, nhân dân, thành phố, hội đồng, trung tâm, văn phòng, xúc tiến, đầu tư, hỗ trợ, doanh
    nghiệp, phục vụ, hành chính, hiệp hội, nông nghiệp, môi trường, xây dựng, tài chính, khoa học,
    công nghệ, giáo dục, đào tạo, văn hóa, thể thao, du lịch, nội vụ, tư pháp, y tế, công thương,
    thanh tra, ngân hàng, nhà nước, khu vực, bảo hiểm, xã hội, quản lý, công nghiệp, việt nam, hội
    nghị, đối thoại, cải cách, tọa đàm, diễn đàn, lắng nghe, tiếp xúc, cử tri, giao lưu, trực tuyến,
    doanh nhân, cà phê, ý kiến, kiến nghị, kết luận, chuyên đề, kết quả
"""
WORDS = frozenset(word.strip() for word in _WORDS.split(","))
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_WIDTHS |= {"q": 556, "đ": 556, "Đ": 722}
HORN, HORN_WIDTH = "\u031b", 60
# Millimetres by which a line may come out longer in another cut of the typeface.
SLACK = 1.5


def width(text: str, points: float) -> float:
    """Millimetres of one line of bold text; of all marks only the horn of ơ and ư takes width."""
    plain = unicodedata.normalize("NFD", text)
    wide = sum(_WIDTHS.get(letter, 556) for letter in plain if not unicodedata.combining(letter))
    return (wide + HORN_WIDTH * plain.count(HORN)) * points * 25.4 / 72e3


def lines(text: str, points: float, within: float) -> list[list[str]]:
    """The words of each line when bold text is broken at spaces within a column (mm)."""
    found: list[list[str]] = [[]]
    for word in text.split():
        if found[-1] and width(" ".join((*found[-1], word)), points) > within:
            found.append([word])
        else:
            found[-1].append(word)
    return found


@lru_cache(maxsize=256)
def balanced(text: str, points: float, within: float) -> float:
    """A column (mm, at most `within`) in which centred text needs no more lines and breaks well.

    Well means: between words rather than between the syllables of one or before a number, then in lines of
    like length.
    """
    columns = [float(column) for column in range(10, int(within - SLACK))] + [within - SLACK]
    fewest = len(lines(text, points, within - SLACK))
    fitting = [column for column in columns if len(lines(text, points, column)) == fewest]
    return SLACK + min(fitting, key=lambda column: (_broken_words(lines(text, points, column)), column))


def rule_length(text: str, points: float, within: float, share: float) -> float:
    """Millimetres of the short rule: a share of the longest line of text balanced in its column."""
    longest = max(width(" ".join(line), points) for line in lines(text, points, balanced(text, points, within) - SLACK))
    return min(within, longest) * share


def _broken_words(broken: list[list[str]]) -> int:
    ends = ((above[-1], below[0]) for above, below in pairwise(broken))
    return sum(first[:1].isdigit() or f"{last} {first}".casefold().strip('"“”,;.') in WORDS for last, first in ends)
