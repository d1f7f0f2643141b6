"""One server for one SQLite file: whoever serves or restores it holds a lock that ends with the process."""

import fcntl
import os
from pathlib import Path
from typing import IO

from app.errors import Refusal
from app.i18n import Sentence as _
from app.settings import Settings

_held: dict[Path, IO[str]] = {}


def hold(settings: Settings) -> None:
    """Hold the SQLite file of these settings until this process ends; raises Refusal naming who holds it.

    The operating system lets go of the lock when the process ends, however it ends. On PostgreSQL nothing is held.
    """
    path = settings.sqlite_path
    if path is None or path.resolve() in _held:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(path.name + ".held")
    file = lock.open("a+")
    while not _is_ours(file, lock, path):
        file = lock.open("a+")
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    _held[path.resolve()] = file


def _is_ours(file: IO[str], lock: Path, path: Path) -> bool:
    """Take the lock; False when the file was removed by its last holder meanwhile, so that nobody else sees it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read(20).strip() or "?"
        file.close()
        sentence = _(
            "Another process (%(process)s) already serves or restores %(path)s. A SQLite file takes one server;"
            " several need PostgreSQL (doithoai move)."
        )
        sentence.values.update(process=holder, path=path)
        raise Refusal(sentence) from None
    if lock.exists() and os.fstat(file.fileno()).st_ino == lock.stat().st_ino:
        return True
    file.close()
    return False


def let_go(settings: Settings) -> None:
    """For a command that goes on after it has restored; harmless when nothing is held."""
    path = settings.sqlite_path
    file = _held.pop(path.resolve(), None) if path else None
    if path and file is not None:
        path.with_name(path.name + ".held").unlink(missing_ok=True)
        file.close()
