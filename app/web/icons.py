"""Lucide icons as inline SVG, drawn once and kept."""

from functools import cache

from lucide import IconDoesNotExist, _render_icon
from markupsafe import Markup


@cache
def icon(name: str, label: str = "") -> Markup:
    """The icon as SVG of one em; silent to screen readers unless `label` is given.

    An unknown name gives a plain dot, so that a wrong name never takes a page down.
    """
    words = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    try:
        svg = _render_icon(name, None, focusable="false", **{"class": "icon"}, **words)
    except IconDoesNotExist:
        svg = _render_icon("dot", None, focusable="false", **{"class": "icon"}, **words)
    return Markup(" ".join(svg.split()))  # noqa: S704 - drawn by the package; the label is escaped by ElementTree
