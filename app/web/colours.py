"""An office's colour made readable: darkened on white and lightened on dark until text of it can be read. Pure."""

import colorsys
import re
from collections.abc import Callable

Rgb = tuple[float, float, float]

PAPER, MIST = (1.0, 1.0, 1.0), (0xF4 / 255, 0xF6 / 255, 0xF8 / 255)
DARK_PAPER, DARK_INK = (0x15 / 255, 0x1C / 255, 0x24 / 255), (0x0D / 255, 0x1A / 255, 0x27 / 255)
READABLE = 4.5  # WCAG 2.2, 1.4.3
# How much of the ground stands in the pale form of a colour, behind pills and chosen lines.
DAY_MIST, NIGHT_MIST = 0.92, 0.85
_STEPS = 100


def read_colour(text: str) -> str:
    """ "#0a4d8c" from "#0A4D8C", "0a4d8c" or "#04c"; "" for anything else."""
    digits = text.strip().lower().removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(sign * 2 for sign in digits)
    return f"#{digits}" if re.fullmatch(r"[0-9a-f]{6}", digits) else ""


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str) -> str:
    """The colour itself, or as much darker as reading on white and on the grey ground asks."""
    return written(_by_day(parsed(colour)))


def style_of(colour: str) -> str:
    """The style sheet that gives pages this colour, by day and by night."""
    day, night = _by_day(parsed(colour)), _by_night(parsed(colour))
    by_day = {
        "brand": day,
        "brand-strong": _mixed(day, (0.0, 0.0, 0.0), 0.22),
        "brand-mist": _mixed(day, PAPER, DAY_MIST),
        "on-brand": PAPER,
        "focus": day,
    }
    by_night = {
        "brand": night,
        "brand-strong": _mixed(night, PAPER, 0.35),
        "brand-mist": _mixed(night, DARK_PAPER, NIGHT_MIST),
        "on-brand": DARK_INK,
    }
    head = f".site-head {{ border-top-color: {written(day)}; }}"
    at_night = f":root {{ {_rules(by_night)} }} {head}"
    return f":root {{ {_rules(by_day)} }}\n@media (prefers-color-scheme: dark) {{ {at_night} }}\n"


def parsed(colour: str) -> Rgb:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def written(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _rules(colours: dict[str, Rgb]) -> str:
    return " ".join(f"--{name}: {written(colour)};" for name, colour in colours.items())


def _by_day(colour: Rgb) -> Rgb:
    return _moved(colour, 0.0, lambda tried: (PAPER, MIST, _mixed(tried, PAPER, DAY_MIST)))


def _by_night(colour: Rgb) -> Rgb:
    lighter = _mixed(colour, PAPER, 0.5)
    return _moved(lighter, 1.0, lambda tried: (DARK_PAPER, DARK_INK, _mixed(tried, DARK_PAPER, NIGHT_MIST)))


def _moved(colour: Rgb, towards: float, grounds: Callable[[Rgb], tuple[Rgb, ...]]) -> Rgb:
    """The nearest lightness on the way to `towards` (0 black, 1 white) that can be read on each of its grounds."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    for step in range(_STEPS + 1):
        tried = colorsys.hls_to_rgb(hue, lightness + (towards - lightness) * step / _STEPS, saturation)
        shown = _rounded(tried)  # as a page shows it
        if all(contrast(shown, ground) >= READABLE for ground in map(_rounded, grounds(shown))):
            return shown
    return (towards, towards, towards)


def _rounded(colour: Rgb) -> Rgb:
    return parsed(written(colour))


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (mine + (theirs - mine) * share for mine, theirs in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
