"""The type of the papers: Tinos (as wide as Times New Roman, OFL), joined at set-up from npm's web subsets.

Run `python -m exports.documents.fonts` after `npm ci`. Without the files the PDF falls back to
Libertinus Serif, which Typst carries within itself: every letter is there, only the widths differ.
"""

import shutil
import sys
import tempfile
import unicodedata
from pathlib import Path

SOURCE = Path("node_modules/@fontsource/tinos")
FOLDER = Path(__file__).parents[2] / "app" / "static" / "vendor" / "fonts" / "tinos"
FAMILY = "Tinos"
FALLBACK = "Libertinus Serif"
# The file we make, and the weight and slant in the names of npm's files.
FACES = {
    "Tinos-Regular.ttf": "400-normal",
    "Tinos-Bold.ttf": "700-normal",
    "Tinos-Italic.ttf": "400-italic",
    "Tinos-BoldItalic.ttf": "700-italic",
}
SUBSETS = ("latin", "latin-ext", "vietnamese")
LICENCE = "OFL.txt"


def vietnamese_letters() -> str:
    """Every letter of Vietnamese, small and capital, with f, j, w, z of foreign words: 186, 134 marked."""
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    vowels = "aăâeêioôơuưy"
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    small |= set("bcdđfghjklmnpqrstvwxz")
    return "".join(sorted(small | {letter.upper() for letter in small}))


NEEDED = vietnamese_letters() + "0123456789₫–—…“”‘’«»§²³×·•%/().,;:!?-+=<>&@#*_'\"[]{}|~^`\\$€°½"


def missing(path: Path) -> str:
    """The needed characters for which the font file has no glyph; judged by its table, never by its name."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        held = font.getBestCmap()
    return "".join(letter for letter in NEEDED if ord(letter) not in held)


def present() -> bool:
    """True when all four faces lie in the folder."""
    return all((FOLDER / name).is_file() for name in FACES)


def build(source: Path = SOURCE, folder: Path = FOLDER) -> list[Path]:
    """Join the web subsets into four TrueType files, with the licence beside them; returns the files.

    Raises FileNotFoundError when npm's package is not there, ValueError when a letter would be missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, face in FACES.items():
            joined = Path(scratch) / name
            _join([source / "files" / f"tinos-{subset}-{face}.woff2" for subset in SUBSETS], joined)
            if absent := missing(joined):
                raise ValueError(f"{name} would lack these letters: {absent}")
            made.append(Path(shutil.copyfile(joined, folder / name)))
    shutil.copyfile(source / "LICENSE", folder / LICENCE)
    return made


def _join(subsets: list[Path], target: Path) -> None:
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    plain = []
    for number, subset in enumerate(subsets):
        with TTFont(subset, recalcTimestamp=False) as font:
            font.flavor = None
            plain.append(target.with_suffix(f".{number}.ttf"))
            font.save(plain[-1])
            born = font["head"].created
    merged = Merger(Options(drop_tables=["DSIG", "FFTM", "hdmx", "VDMX", "LTSH"])).merge([str(path) for path in plain])
    merged.recalcTimestamp = False  # the same subsets give the same bytes, and so does every PDF made with them
    merged["head"].created = merged["head"].modified = born
    merged.save(target)


def main() -> int:
    try:
        made = build()
    except FileNotFoundError as lost:
        print(
            f"Tinos was not found ({lost.filename}): run npm ci. Papers use {FALLBACK} meanwhile.",
            file=sys.stderr,
        )
        return 1
    print(f"Made {len(made)} faces of {FAMILY}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
