"""Compiles one document to PDF in a process of its own: Typst's cache would stay in the server's memory.

Reads JSON ({"document": …, "profile": …, "dated": [y, m, d]}) from standard input, writes the PDF to
standard output.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import typst

from exports.documents.fonts import FOLDER

TEMPLATE = Path(__file__).with_name("nd30.typ")
# For the archive and for screen readers. A letter that no face holds is against both, yet the paper must be
# made.
STANDARDS: tuple[list[Literal["a-2a", "ua-1"]], ...] = (["a-2a", "ua-1"], [])


def compile_pdf(given: dict[str, object], dated: tuple[int, int, int]) -> bytes:
    """The PDF; tagged, in Vietnamese, with the given day as its date."""
    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in given.items()}
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FOLDER] if FOLDER.is_dir() else [])
    for standards in STANDARDS:
        try:
            return bytes(
                typst.compile(
                    str(TEMPLATE),
                    root=str(TEMPLATE.parent),
                    font_paths=fonts,
                    sys_inputs=inputs,
                    format="pdf",
                    pdf_standards=[*standards],
                    timestamp=int(datetime(*dated, tzinfo=UTC).timestamp()),
                )
            )
        except typst.TypstError:
            if not standards:
                raise
    raise AssertionError("unreachable")


def main() -> int:
    given = json.load(sys.stdin.buffer)
    dated = given.pop("dated")
    sys.stdout.buffer.write(compile_pdf(given, dated))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
