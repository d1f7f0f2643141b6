"""An official document as a pure tree: what stands on the paper, without how it is drawn.

Composers build it, `docx` and `pdf` draw it with the measures of `nd30`. Text may come from anywhere:
the drawers clean it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Style(StrEnum):
    """Paragraphs of Nghị định 30/2020, Phụ lục I. Points (a, b) and dashes look like the body."""

    BODY = "body"
    BASIS = "basis"  # căn cứ, in italics
    PART = "part"  # I. TIÊU ĐỀ MỤC
    CLAUSE = "clause"  # 1. Tiêu đề khoản


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: Style = Style.BODY


@dataclass(frozen=True)
class Column:
    """`width` in millimetres; the widths of a table add up to the width of the text (160, landscape 247)."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Header:
    """The head of page one. Minutes have no `place_and_date`; only a công văn has a `subject` (V/v …).

    A letter (thư công) has no number.
    """

    organ: str
    parent_organ: str = ""
    symbol: str = ""
    subject: str = ""
    place_and_date: str = ""
    is_draft: bool = False
    has_number: bool = True


@dataclass(frozen=True)
class Signer:
    """`authority` are the lines above the space: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Appendix:
    """Starts a page of its own, numbered from 1; `number` is Roman when there are several."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    reference: str = ""
    is_landscape: bool = False


@dataclass(frozen=True)
class Document:
    """`dated` goes into the file's properties, so that the same tree always gives the same bytes."""

    header: Header
    dated: date
    blocks: tuple[Block, ...]
    kind: str = ""
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()

    @property
    def title(self) -> str:
        """One line that names the document in a reader's window."""
        return " ".join(filter(None, (self.kind.capitalize(), self.abstract or self.header.subject))) or "Văn bản"


def body(*pieces: str | Run) -> Paragraph:
    return _paragraph(Style.BODY, pieces)


def basis(*pieces: str | Run) -> Paragraph:
    return _paragraph(Style.BASIS, pieces)


def part(*pieces: str | Run) -> Paragraph:
    return _paragraph(Style.PART, pieces)


def clause(*pieces: str | Run) -> Paragraph:
    return _paragraph(Style.CLAUSE, pieces)


def _paragraph(style: Style, pieces: tuple[str | Run, ...]) -> Paragraph:
    return Paragraph(tuple(Run(piece) if isinstance(piece, str) else piece for piece in pieces), style)
