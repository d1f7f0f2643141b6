"""Puts the front end together: `python -m app.web.assets` fills app/static/vendor from node_modules.

One style sheet (Pico, the faces of Be Vietnam Pro, our layer), htmx, the fonts,
and each text file compressed beside itself. Nothing of it is kept in git.
"""

import gzip
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import brotli

from app.web.static import ROOT

REPOSITORY = Path(__file__).parents[2]
PICO = "@picocss/pico/css/pico.min.css"
HTMX = "htmx.org/dist/htmx.min.js"
FONT = "@fontsource/be-vietnam-pro"
WEIGHTS = ("400", "600")
SUBSETS = ("vietnamese", "latin")


class AssetsMissing(Exception):
    """node_modules lacks something; the message names it."""


def build(modules: Path, source: Path = ROOT, target: Path | None = None) -> list[Path]:
    """Writes `target` (default: vendor/ in `source`) anew and returns its files.

    Raises AssetsMissing when `npm ci` has not been run.
    """
    target = target or source / "vendor"
    missing = [name for name in (PICO, HTMX, f"{FONT}/LICENSE") if not (modules / name).is_file()]
    if missing:
        raise AssetsMissing(f"{modules} lacks {', '.join(missing)}. Run: npm ci --ignore-scripts")
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    style = "\n".join([_pico(modules), *_faces(modules), _squeezed((source / "site.css").read_text())])
    (target / "site.css").write_text(style)
    shutil.copyfile(modules / HTMX, target / "htmx.min.js")
    shutil.copyfile(source / "app.js", target / "app.js")
    for file in _fonts(modules):
        shutil.copyfile(file, target / "fonts" / file.name)
    shutil.copyfile(modules / FONT / "LICENSE", target / "fonts" / "LICENSE.txt")
    for name in ("site.css", "htmx.min.js", "app.js"):
        _compress(target / name)
    return sorted(path for path in target.rglob("*") if path.is_file())


def _pico(modules: Path) -> str:
    return (modules / PICO).read_text().removeprefix('@charset "UTF-8";')


def _faces(modules: Path) -> list[str]:
    """The @font-face rules of our weights and subsets, pointing at the copied files."""
    faces = []
    for weight in WEIGHTS:
        rules = re.findall(r"@font-face {.*?}", (modules / FONT / f"{weight}.css").read_text(), re.DOTALL)
        for rule in rules:
            found = re.search(r"url\(\./files/(be-vietnam-pro-([a-z-]+)-\d+-normal\.woff2)\)", rule)
            if found and found[2] in SUBSETS:
                src = f"src: url(fonts/{found[1]}) format('woff2');"
                faces.append(_squeezed(re.sub(r"src:.*?;", src, rule, flags=re.DOTALL)))
    return faces


def _fonts(modules: Path) -> list[Path]:
    folder = modules / FONT / "files"
    return [folder / f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in SUBSETS for weight in WEIGHTS]


def _squeezed(css: str) -> str:
    """CSS without comments and line ends; our own style, so no strings with either in them."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def _compress(path: Path) -> None:
    body = path.read_bytes()
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, 9, mtime=0))
    path.with_name(path.name + ".br").write_bytes(brotli.compress(body, quality=11))


def main(arguments: Sequence[str] = ()) -> int:
    modules = Path(arguments[0]) if arguments else REPOSITORY / "node_modules"
    try:
        files = build(modules)
    except AssetsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in files if path.suffix == ".br")
    print(f"assets: {len(files)} files, styles and scripts {size / 1024:.0f} KB compressed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
