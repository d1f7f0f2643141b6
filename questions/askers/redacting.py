"""Finding in a text what should not become public: telephones, e-mail, papers, bank accounts, land plots. Pure.

Everything is sought in the folded text, letter for letter as long as the original, so that words typed without
their marks are found too. What is found is proposed; a person decides. Time grows with the length of the text.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.text import fold


class Secret(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    IDENTITY = "identity"
    BANK = "bank"
    LAND = "land"
    ASKER = "asker"


SECRET_NAMES: dict[Secret, Sentence] = {
    Secret.PHONE: _("Telephone number"),
    Secret.EMAIL: _("E-mail address"),
    Secret.IDENTITY: _("Number of an identity paper"),
    Secret.BANK: _("Bank account"),
    Secret.LAND: _("Number of a land plot"),
    Secret.ASKER: _("Who asks, or the asker's address"),
}
# What stands in the public text in its place.
LEFT_OUT: dict[Secret, Sentence] = {
    Secret.PHONE: _("[telephone number]"),
    Secret.EMAIL: _("[e-mail address]"),
    Secret.IDENTITY: _("[number of an identity paper]"),
    Secret.BANK: _("[bank account]"),
    Secret.LAND: _("[number of a land plot]"),
    Secret.ASKER: _("[the asker]"),
}


@dataclass(frozen=True)
class Finding:
    """What was found: `text` stands at `start` of the text and ends before `end`."""

    kind: Secret
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Known:
    """What is known of the asker, which is then found in any text; empty where nothing is."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""


NOBODY = Known()
_MONEY = r"(?! ?(?:dong\b|d\b|vnd\b|trieu\b|ty\b|ti\b|nghin\b|ngan dong|usd\b|m2\b|m²|met\b|ha\b|hecta|kg\b|tan\b|%))"
_ALONE = r"(?![\w/]|[.,-]\d)"
_DIGIT_WORD = r"(?:khong|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)"

EMAIL = re.compile(
    r"(?<![\w.%+-])[a-z0-9._%+-]{1,64}(?:@| ?[(\[](?:at|@|a cong)[)\]] ?| a cong )[a-z0-9-]+(?:\.[a-z0-9-]+)+"
)
PHONE = re.compile(
    r"(?<![\w+])(?<!\d[.,/-])(?:\+?\(?\+?84\)?[ .-]?(?:\(0\))?|\(?0)\d{0,3}\)?(?:[ .-]{0,2}\d){5,11}" + _ALONE + _MONEY
)
SPELLED = re.compile(rf"(?<!\w){_DIGIT_WORD}(?:[ ,.-]{{1,3}}{_DIGIT_WORD}){{7,11}}(?!\w)")
IDENTITY = re.compile(r"0(?<![\w/]0)(?<!\d[.,-]0)\d{2}[ .]?[0-3]\d{2}[ .]?\d{3}[ .]?\d{3}" + _ALONE + _MONEY)
PAPER = re.compile(
    r"(?<!\w)(?:cccd|cmnd|cmtnd|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|dinh danh(?: ca nhan)?|"
    r"ho chieu|passport)"
    r"[^\d\n]{0,30}?((?<!\w)[a-z]?\d(?:[ .]?\d){6,11})" + _ALONE
)
BANK = re.compile(
    r"(?:tai khoan|so tk|stk|tk(?<!\wtk)|account|a/c|vietcombank|vietinbank|bidv|agribank|techcombank|mb bank|mbbank|"
    r"acb(?<!\wacb)|"
    r"sacombank|vpbank|tpbank|hdbank|shb|vib(?<!\wvib)|momo)(?!\w)([^\d\n]{0,40}?)((?<![\w/])\d(?:[ .-]?\d){5,18})"
    + _ALONE
    + _MONEY
)
NOT_BANK = re.compile(
    r"so tien|ho so|quyet dinh|nghi dinh|thong tu|cong van|van ban|ngay|dien thoai|thue|hop dong|nam "
)
LAND = re.compile(
    r"(?:thua(?<!\wthua)(?: dat)?(?: so)?|to ban do(?: dia chinh)?(?: so)?|ban do(?: dia chinh)?(?: so)?)[ :]{1,3}"
    r"\d{1,5}[a-z]?(?:(?: ?, ?| va | ?- ?| ?& ?)\d{1,5}(?!\d))*" + r"(?![\d.]*\d)" + _MONEY + r"(?!\w)"
)
CERTIFICATE = re.compile(
    r"(?:giay chung nhan|gcn|gcnqsdd|so do|so hong|so phat hanh|so seri|seri)"
    r"[^\d\n]{0,60}?((?<!\w)[a-z]{2} ?\d{6,8})(?![\w/])"
)
# A company's tax code looks like a telephone; what stands before it tells.
TAX = re.compile(r"(?:ma so thue|mst|ma so doanh nghiep|msdn|ma so hop tac xa|ma so chi nhanh|dkkd|dkdn)[^\d\n]{0,25}$")
# How the words for a plot are really written: not "thưa" (Dear) nor "thừa" (too much).
PLOT_WORDS = ("thửa", "thua")


def findings(text: str, known: Known = NOBODY, *, of_office: bool = False) -> list[Finding]:
    """What should perhaps not be public, in the order of the text, none within another.

    In a text `of_office` telephones of offices (land lines) are meant to be read, and are left.
    """
    folded = aligned(text)
    found = [
        *_asker(text, folded, known),
        *_each(EMAIL, Secret.EMAIL, text, folded, lambda match: not match[0].endswith(".gov.vn")),
        *_each(PAPER, Secret.IDENTITY, text, folded, _is_paper, group=1),
        *_each(IDENTITY, Secret.IDENTITY, text, folded),
        *_each(BANK, Secret.BANK, text, folded, lambda match: not NOT_BANK.search(match[1]), group=2),
        *_each(PHONE, Secret.PHONE, text, folded, lambda match: _is_phone(match, folded, of_office)),
        *_each(SPELLED, Secret.PHONE, text, folded),
        *_each(LAND, Secret.LAND, text, folded, lambda match: _is_plot(match, text)),
        *_each(CERTIFICATE, Secret.LAND, text, folded, group=1),
    ]
    taken: list[Finding] = []
    covered = bytearray(len(text))
    for finding in found:  # those named first win
        if not any(covered[finding.start : finding.end]):
            taken.append(finding)
            covered[finding.start : finding.end] = bytes([1]) * (finding.end - finding.start)
    return sorted(taken, key=lambda finding: finding.start)


def leave_out(text: str, chosen: Iterable[Finding], language: str = "vi") -> str:
    """The text with each of these findings, which are of this very text, replaced by what it was."""
    with speaking(language):
        for finding in sorted(chosen, key=lambda finding: -finding.start):
            text = f"{text[: finding.start]}{LEFT_OUT[finding.kind]}{text[finding.end :]}"
    return text


def veiled(text: str, known: Known, language: str = "vi") -> str:
    """The text without anything that was found in it."""
    return leave_out(text, findings(text, known), language)


def without_asker(text: str, known: Known, language: str = "vi") -> str:
    """The text without what tells of this very asker; other people's numbers stay."""
    return leave_out(text, [found for found in findings(text, known) if is_of(found, known)], language)


def is_of(found: Finding, known: Known) -> bool:
    """Whether this was found because it is the asker's own."""
    if found.kind is Secret.ASKER:
        return True
    if found.kind is Secret.PHONE:
        phone = known.phone.removeprefix("+84")
        return bool(phone) and "".join(filter(str.isdigit, found.text)).endswith(phone)
    return found.text.casefold() in (known.email.casefold(), known.tax_code)


def aligned(text: str) -> str:
    """The folded text with one letter for each letter of the original."""
    return "".join((fold(letter) or " ")[0] if not letter.isspace() or letter == "\n" else " " for letter in text)


def _each(
    pattern: re.Pattern[str],
    kind: Secret,
    text: str,
    folded: str,
    holds: Callable[[re.Match[str]], bool] = lambda match: True,
    *,
    group: int = 0,
) -> list[Finding]:
    return [
        Finding(kind, text[match.start(group) : match.end(group)], match.start(group), match.end(group))
        for match in pattern.finditer(folded)
        if holds(match)
    ]


def _asker(text: str, folded: str, known: Known) -> list[Finding]:
    found: list[Finding] = []
    for kind, words, least in (
        (Secret.ASKER, known.name, 2),
        (Secret.ASKER, known.address, 2),
        (Secret.EMAIL, known.email, 1),
        (Secret.IDENTITY, known.tax_code if len(known.tax_code) == 12 else "", 1),
    ):
        parts = [re.escape(part) for part in aligned(words).split()]
        if len(parts) >= least:
            found += _each(re.compile(rf"(?<!\w){'[ ]+'.join(parts)}(?!\w)"), kind, text, folded)
    if len(known.phone) > 8:
        found += _each(_phone_of(known.phone), Secret.PHONE, text, folded)
    return found


def _phone_of(phone: str) -> re.Pattern[str]:
    """A telephone in E.164 in all ways of writing it."""
    digits = phone.removeprefix("+84")
    return re.compile(r"(?<!\d)(?:\(?\+?84\)?[ .-]{0,2}|\(?0)?" + r"\)?[ .-]{0,2}".join(digits) + r"(?!\d)")


def _is_phone(match: re.Match[str], folded: str, of_office: bool) -> bool:
    written = match[0]
    groups = re.findall(r"\d+", written)
    digits = "".join(groups)
    if digits.startswith("84"):
        if "+" not in written and len(groups) > 1:  # 84.500.000.000 is a sum
            return False
        digits = "0" + digits[2:].removeprefix("0")
    elif len(groups) > 1 and len(groups[0]) < 3 and len(set(map(len, groups))) > 1:  # 05.09.2026 08 is a date
        return False
    if TAX.search(folded[max(0, match.start() - 50) : match.start()]):
        return False
    if re.fullmatch(r"02\d{8,9}", digits):
        return not of_office
    return re.fullmatch(r"0[35789]\d{8}|01[2689]\d{8}", digits) is not None


def _is_paper(match: re.Match[str]) -> bool:
    number = re.sub(r"[ .]", "", match[1])
    return re.fullmatch(r"\d{9}|\d{12}|[a-z]\d{7,8}", number) is not None


def _is_plot(match: re.Match[str], text: str) -> bool:
    words = text[match.start() : match.end()].lower()
    return "thua" not in match[0] or any(word in words for word in PLOT_WORDS)
