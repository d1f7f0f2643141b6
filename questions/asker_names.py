"""What is published of an asker who did not agree to the full name. Pure."""

from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.text import fold, initials
from events.planning.seeing import SeenBy

BUSINESS, COOPERATIVE = _("A business"), _("A cooperative")
CITIZEN = _("A citizen")
HOUSEHOLD, ASSOCIATION = _("A household business"), _("An association")
ORGANISATION = _("An organisation")
# How the names of organisations begin, folded; two syllables at least, so that no person's name does.
BEGINNINGS: dict[str, Sentence] = {
    **dict.fromkeys(("ho kinh doanh", "hkd"), HOUSEHOLD),
    **dict.fromkeys(("hop tac xa", "htx", "lien hiep hop tac xa", "to hop tac"), COOPERATIVE),
    **dict.fromkeys(("cong ty", "cty", "tong cong ty", "tap doan", "doanh nghiep", "dntn", "ngan hang"), BUSINESS),
    **dict.fromkeys(("chi nhanh", "nha may", "khach san", "company"), BUSINESS),
    **dict.fromkeys(("hiep hoi", "hoi nong dan", "hoi doanh nghiep", "hoi phu nu", "cau lac bo"), ASSOCIATION),
    **dict.fromkeys(("lien doan", "cong doan", "association"), ASSOCIATION),
    **dict.fromkeys(("trung tam", "benh vien", "van phong", "ban quan ly", "to chuc", "phong kham"), ORGANISATION),
    **dict.fromkeys(("truong dai hoc", "truong cao dang", "truong tieu hoc", "truong thcs"), ORGANISATION),
    **dict.fromkeys(("truong thpt", "truong mam non", "uy ban", "ubnd", "chi cuc"), ORGANISATION),
}
# Single syllables that are names of people too without their marks.
MARKED: dict[str, Sentence] = {"hội": ASSOCIATION, "quỹ": ORGANISATION, "viện": ORGANISATION}
OF_A_BUSINESS = ("tnhh", "jsc", "ltd", "co phan")


def shown_asker(name: str, language: str = "vi") -> str:
    """The initials of a person ("N.V.A."); for an organisation only what it is ("Một doanh nghiệp")."""
    kind = _kind(name)
    if kind is None:
        return initials(name)
    with speaking(language):
        return str(kind)


def name_within(circle: SeenBy, name: str, language: str = "vi") -> str:
    """What everyone may read of an asker whom only this circle may know; of a shielded one not even the initials."""
    if circle is SeenBy.PUBLIC:
        return name
    if circle is SeenBy.OFFICIALS:
        return shown_asker(name, language)
    with speaking(language):
        return str(_kind(name) or CITIZEN)


def names_in_full(shown: str, name: str) -> bool:
    """Whether what everyone would read holds the asker's whole name, however it is written."""
    return bool(name) and f" {_letters(fold(name))} " in f" {_letters(fold(shown))} "


def _kind(name: str) -> Sentence | None:
    folded = f" {_letters(fold(name))} "
    for beginning, kind in BEGINNINGS.items():
        if folded.startswith(f" {beginning} "):
            return kind
    if any(f" {word} " in folded for word in OF_A_BUSINESS):
        return BUSINESS
    return MARKED.get(_letters(name.lower()).partition(" ")[0])


def _letters(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())
