"""WordprocessingML elements as plain calls: runs, paragraphs and tables measured in points and millimetres.

They are built directly because python-docx's own tables take quadratic time.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exports.documents.nd30 import ND30, half_points, twips
from exports.documents.tree import Run
from exports.documents.words import clean

Element = Any  # lxml's own class is not typed


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """A `w:` element; attributes are `w:` too, values as Word writes them."""
    made = OxmlElement(f"w:{tag}", attrs={qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend(children)
    return made


def run(text: str, size: float, *, bold: bool = False, italic: bool = False) -> Element:
    """A piece of text in one size (points), in black; line ends become line breaks."""
    look = element("rPr")
    if bold:
        look.extend((element("b"), element("bCs")))
    if italic:
        look.extend((element("i"), element("iCs")))
    look.extend((element("sz", val=half_points(size)), element("szCs", val=half_points(size))))
    made = element("r", look)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def runs(pieces: Iterable[Run], size: float, *, bold: bool = False, italic: bool = False) -> list[Element]:
    """The runs of a paragraph, cleaned of what Word cannot hold."""
    return [run(clean(piece.text), size, bold=bold or piece.bold, italic=italic or piece.italic) for piece in pieces]


def paragraph(
    *children: Element,
    align: str = "both",
    before: float = 0,
    after: float = 0,
    first: float = 0,
    left: float = 0,
    right: float = 0,
    hanging: float = 0,
    keep: bool = False,
    rule: bool = False,
    level: int | None = None,
) -> Element:
    """Gaps in points, indents in millimetres; `rule` draws a line above, `keep` holds it to what follows."""
    look = element("pPr")
    if keep:
        look.append(element("keepNext"))
    if rule:
        line = element("top", val="single", sz=round(ND30.rule_weight * 8), space=0, color="000000")
        look.append(element("pBdr", line))
    spacing = {"line": 20, "lineRule": "exact"} if rule else {"line": 240, "lineRule": "auto"}
    look.append(element("spacing", before=round(before * 20), after=round(after * 20), **spacing))
    indent = {"left": twips(left), "right": twips(right)}
    indent |= {"hanging": twips(hanging)} if hanging else {"firstLine": twips(first)}
    look.extend((element("ind", **indent), element("jc", val=align)))
    if level is not None:
        look.append(element("outlineLvl", val=level))
    return element("p", look, *children)


def rule(length: float, within: float, *, after: float = 0, keep: bool = False) -> Element:
    """A centred line of `length` mm: an empty one-point paragraph with only a top border.

    Word and LibreOffice draw it alike, which a drawn shape does not.
    """
    side = max(0.0, (within - length) / 2)
    return paragraph(run("", 1), align="center", before=1, after=after, left=side, right=side, keep=keep, rule=True)


def cell(width: float, *content: Element, centred: bool = False) -> Element:
    look = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if centred:
        look.append(element("vAlign", val="center"))
    return element("tc", look, *(content or (paragraph(),)))


def row(*cells: Element, is_header: bool = False, together: bool = False) -> Element:
    look = element("trPr")
    if together:
        look.append(element("cantSplit"))
    if is_header:
        look.append(element("tblHeader"))
    return element("tr", look, *cells)


def table(widths: Sequence[float], *rows: Element, borders: bool, padding: float = 0) -> Element:
    """A table of fixed columns (mm)."""
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if borders else {"val": "nil"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    padded = {"top": 0, "left": twips(padding), "bottom": 0, "right": twips(padding)}
    look = element(
        "tblPr",
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        element("tblBorders", *(element(side, **line) for side in sides)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=space, type="dxa") for side, space in padded.items())),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", look, grid, *rows)
