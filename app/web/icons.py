"""Lucide icons as inline SVG, drawn once and kept."""

from functools import cache
from importlib.resources import files
from xml.etree import ElementTree
from zipfile import ZipFile

from markupsafe import Markup

SVG = "{http://www.w3.org/2000/svg}"


@cache
def icon(name: str, label: str = "") -> Markup:
    """The icon as SVG of one em; silent to screen readers unless `label` is given.

    An unknown name gives a plain dot, so that a wrong name never takes a page down.
    """
    drawing = _drawing(name)
    for part in drawing.iter():
        part.tag = part.tag.removeprefix(SVG)
    drawing.attrib |= {"focusable": "false", "class": "icon"}
    drawing.attrib |= {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    svg = ElementTree.tostring(drawing, encoding="unicode")
    return Markup(" ".join(svg.split()))  # noqa: S704 - drawn by the package; the label is escaped by ElementTree


def _drawing(name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(_drawings().read(f"{name}.svg"))  # noqa: S314 - the package's own drawings
    except KeyError:
        return _drawing("dot")


@cache
def _drawings() -> ZipFile:
    """Opened once: the package's own way reads its list of 1,700 names for each icon, which takes 20 ms."""
    return ZipFile(str(files("lucide").joinpath("lucide.zip")))
