"""The layout of Nghị định 30/2020/NĐ-CP (Phụ lục I) as numbers: millimetres for places, points for type.

One versioned profile: where the decree leaves a range, the office's choice stands here and nowhere else.
An issued file is kept as bytes, so a later version never changes what was issued.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    version: str = "nd30/1"
    # A4, margins: trên 20-25, dưới 20-25, trái 30-35, phải 15-20
    page_width: float = 210
    page_height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20
    header_distance: float = 10
    # The head: organ | national name; 13 pt bold would need 95.7 mm, 12 pt 88.3 mm.
    head_left: float = 60
    head_right: float = 100
    # Signatures: recipients | one signer, or two signers side by side.
    sign_left: float = 70
    sign_right: float = 90
    sign_half: float = 80
    sign_space: float = 25
    addressee_indent: float = 35
    first_line: float = 10
    cell_padding: float = 1
    # Type, in points.
    national_name: float = 12
    motto: float = 13
    organ: float = 12
    symbol: float = 13
    place: float = 13
    subject: float = 12
    kind: float = 14
    body: float = 14
    table: float = 12
    signature: float = 14
    recipients_label: float = 12
    recipients: float = 11
    page_number: float = 13
    appendix: float = 14
    paragraph_gap: float = 6
    rule_weight: float = 0.75
    # The short rules are one third to one half as long as the text above them.
    rule_share: float = 0.4

    @property
    def text_width(self) -> float:
        return self.page_width - self.left - self.right

    @property
    def landscape_width(self) -> float:
        return self.page_height - self.left - self.right


ND30 = Profile()
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
ADDRESSED_TO = "Kính gửi:"
# Typefaces: DOCX names the office's own; PDF carries Tinos, as wide letter by letter.
TYPEFACE = "Times New Roman"
PDF_TYPEFACES = ("Tinos", "Libertinus Serif")

TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


def half_points(points: float) -> int:
    return round(points * 2)
