"""The checking process: `python -m app.files.checking KIND PATH [KIND PATH …]`, with little memory and little time.

Writes one line for each file to standard output: "ok", or the code of its problem (`app.files.problems`). A
picture is rewritten in its place. Whatever a file does to this process, the server goes on.
"""

import os
import resource
import struct
import sys
import zlib
from pathlib import Path

from app.files.papers import BadPaper, check_archive, check_pdf
from app.files.pictures import PNG_SIGNATURE, BadPicture, clean_jpeg, clean_png

MOST_MEMORY = 256 * 1024 * 1024
MOST_SECONDS = 15


def verdict(kind: str, path: Path) -> str:
    """ "ok" or the code of a problem."""
    try:
        match kind:
            case "pdf":
                check_pdf(path.read_bytes())
            case "jpg" | "png":
                _rewrite(kind, path)
            case _:
                check_archive(path, kind)
    except (BadPaper, BadPicture) as bad:
        return str(bad.args[0])
    except (struct.error, zlib.error, IndexError, ValueError):
        return "damaged"
    except MemoryError:
        return "bomb"
    return "ok"


def _rewrite(kind: str, path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(PNG_SIGNATURE if kind == "png" else b"\xff\xd8\xff"):
        raise BadPicture("other")
    cleaned = clean_png(content) if kind == "png" else clean_jpeg(content)
    with path.open("r+b") as file:
        file.write(cleaned)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def main(arguments: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    for kind, path in zip(arguments[::2], arguments[1::2], strict=True):
        print(verdict(kind, Path(path)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
