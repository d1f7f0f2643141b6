"""Where files lie: under random names in DATA_DIR, far from what the web server gives out by itself.

A file is written beside its place, checked, and moved there only whole and on the disk; its row comes after it, in
the transaction of the act. So a crash leaves a file without a row at worst, and `stray` finds those.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

FOLDER = Path("files") / "attachments"  # `files` is what a backup takes along
INCOMING = "incoming"
SLICE = 256 * 1024
DAY = 24 * 3600.0
_LETTERS = frozenset("0123456789abcdef")


def place_of(data_dir: Path, stored: str) -> Path:
    """The path of a stored file; raises ValueError for a name that is none of ours."""
    if len(stored) != 32 or not _LETTERS.issuperset(stored):
        raise ValueError(stored)
    return data_dir / FOLDER / stored[:2] / stored


def incoming(data_dir: Path) -> Path:
    """The folder of files on their way in; on the disk of the others, so that a move is one step."""
    folder = data_dir / INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def write_incoming(data_dir: Path, content: IO[bytes]) -> Path:
    """A copy of what arrived, on the disk; nothing is left behind when the disk is full."""
    path = incoming(data_dir) / secrets.token_hex(16)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            content.seek(0)
            while piece := content.read(SLICE):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def keep(data_dir: Path, path: Path) -> tuple[str, int, str]:
    """Move a checked file to its place; (stored name, bytes, SHA-256)."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(SLICE):
            digest.update(piece)
            size += len(piece)
    place = place_of(data_dir, path.name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.replace(place)
    for folder in (place.parent, place.parent.parent):
        _sync(folder)
    return path.name, size, digest.hexdigest()


def drop(data_dir: Path, stored: str) -> None:
    """Remove a file whose row never came."""
    place_of(data_dir, stored).unlink(missing_ok=True)


def stored_files(data_dir: Path) -> Iterator[Path]:
    """Every file that lies in the store."""
    with suppress(FileNotFoundError):
        for folder in sorted((data_dir / FOLDER).iterdir()):
            if folder.is_dir():
                yield from sorted(path for path in folder.iterdir() if path.is_file())


def sweep(data_dir: Path, known: set[str], *, after: float = DAY) -> int:
    """Remove files without a row, `after` seconds after they were first seen without one; how many were removed.

    A file that is new may be waiting for its row, and one whose row has just gone may still be read by a backup.
    """
    limit, removed = time.time() - after, 0
    for path in stored_files(data_dir):
        if path.name in known:
            continue
        with suppress(FileNotFoundError):
            found = path.stat()
            if found.st_mtime >= limit:
                continue
            if found.st_mode & 0o200:  # seen for the first time: marked, and left for another day
                path.chmod(0o400)
                os.utime(path)
            else:
                path.unlink()
                removed += 1
    with suppress(FileNotFoundError):
        for path in (data_dir / INCOMING).iterdir():
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
    return removed


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
