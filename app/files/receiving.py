"""Taking files in: all of a form or none. They lie in the store when the act begins, and leave it when it fails."""

import asyncio
import errno
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import structlog

from app.apart import Failed, run_apart
from app.errors import Refusal
from app.files import problems, store
from app.files.kinds import MOST_BYTES, MOST_FILES, kind_named
from app.files.names import shown_name
from app.files.scanning import NoScanner, is_infected
from app.i18n import Sentence

log = structlog.get_logger(__name__)
CHECKING_SECONDS = 20


class Arrived(Protocol):
    """A file as a form brought it: `size` is what was sent, even where less was kept."""

    @property
    def filename(self) -> str: ...

    @property
    def file(self) -> Any: ...

    @property
    def size(self) -> int: ...


@dataclass
class StoredFile:
    """A file in the store. `was_taken` once its row was committed."""

    stored: str
    name: str
    kind: str
    size: int
    sha256: str
    was_taken: bool = field(default=False, compare=False)

    def take(self) -> None:
        self.was_taken = True


class NotTaken(Refusal):
    """A file that is not taken; nothing of the form was stored. The sentence belongs beside the file field."""

    status = 422

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence: Sentence = sentence


class NoRoom(NotTaken):
    """The disk is full, or the scanner is away: it is not the sender's fault."""

    status = 503


@asynccontextmanager
async def received(
    arrived: Sequence[Arrived], data_dir: Path, *, clamd_url: str = "", room: int = MOST_FILES
) -> AsyncIterator[list[StoredFile]]:
    """The files of a form, checked, scanned and stored; those that no act has taken at the end are removed.

    Raises NotTaken (422) or NoRoom (503) with a sentence, and then nothing is stored.
    """
    kinds = _kinds(arrived, room)
    files: list[StoredFile] = []
    waiting: list[Path] = []
    try:
        try:
            for each in arrived:
                path = await asyncio.to_thread(store.write_incoming, data_dir, each.file)
                waiting.append(path)  # one by one: a failure removes those that are there already
            await _check(arrived, kinds, waiting)
            for each, path in zip(arrived, waiting, strict=True):
                await _scan(clamd_url, each.filename, path)
            for each, kind, path in zip(arrived, kinds, waiting, strict=True):
                stored, size, sha256 = await asyncio.to_thread(store.keep, data_dir, path)
                files.append(StoredFile(stored, shown_name(each.filename, kind), kind, size, sha256))
        except OSError as fault:
            if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            log.error("files_full", at=str(data_dir))
            raise NoRoom(problems.DISK_FULL) from fault
        yield files
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
        for file in files:
            if not file.was_taken:
                store.drop(data_dir, file.stored)


def _kinds(arrived: Sequence[Arrived], room: int) -> list[str]:
    """The kind of each, by its name; what can be refused without looking inside is refused here."""
    if len(arrived) > room:
        raise NotTaken(problems.TOO_MANY)
    found = []
    for each in arrived:
        kind = kind_named(each.filename)
        if kind is None:
            raise _not("kind", each.filename)
        if each.size > MOST_BYTES:
            raise _not("large", each.filename)
        if not each.size:
            raise _not("empty", each.filename)
        found.append(kind)
    return found


async def _check(arrived: Sequence[Arrived], kinds: list[str], paths: list[Path]) -> None:
    """Look inside, in a process of its own for the whole form."""
    if not paths:
        return
    arguments = [word for pair in zip(kinds, paths, strict=True) for word in (pair[0], str(pair[1].resolve()))]
    try:
        said = (await run_apart("app.files.checking", *arguments, seconds=CHECKING_SECONDS)).decode().split()
    except Failed as fault:  # killed by its own limits
        log.warning("file_check_ended", why=str(fault)[-300:])
        said = []
    for number, each in enumerate(arrived):
        verdict = said[number] if number < len(said) else "bomb"
        if verdict != "ok":
            raise _not(verdict, each.filename)


async def _scan(clamd_url: str, name: str, path: Path) -> None:
    if not clamd_url:
        return
    try:
        if await is_infected(clamd_url, path):
            log.warning("virus_refused")
            raise _not("virus", name)
    except NoScanner as away:
        log.error("scanner_away", why=str(away))
        raise NoRoom(problems.NO_SCANNER) from away


def _not(code: str, name: str) -> NotTaken:
    return NotTaken(_sentence(code, name))


def _sentence(code: str, name: str) -> Sentence:
    shown = shown_name(name, "pdf") if code != "kind" else " ".join(name.split())
    return problems.problem(code, shown[:80])
