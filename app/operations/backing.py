"""Backups by the clock: written by the worker, some of them kept, and noted so that a missing one is noticed."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from app.clock import local, now
from app.database import Statement, atomic, is_postgres
from app.errors import Refusal
from app.i18n import Sentence as _
from app.journal.sealing import seal
from app.operations.backup import backup
from app.operations.database import database_open
from app.operations.readiness import lacking
from app.post.timed import TimedAct
from app.settings import Settings

NAME = "doithoai-%Y-%m-%dT%H%M%S.tar.gz"
PATTERN = "doithoai-????-??-??T??????.tar.gz"
RUNS_AT_MOST = timedelta(hours=3)  # one that has run longer died with its process
MOMENT_SECONDS = 2.0
TRY_AGAIN = timedelta(minutes=10)
LOCK_KEY = 0x6261636B7570

LAST_GOOD = Statement(
    "SELECT max(ended_at) AS \"at [timestamptz]\" FROM backup_run WHERE trouble = '' AND ended_at IS NOT NULL"
)
LAST = Statement("SELECT file, started_at, ended_at, size, trouble FROM backup_run ORDER BY id DESC LIMIT 1")
BEGIN = Statement("INSERT INTO backup_run (file, started_at, size, trouble) VALUES ({}, {}, 0, '') RETURNING id")
END = Statement("UPDATE backup_run SET ended_at = {}, size = {}, trouble = {} WHERE id = {}")
FORGET = Statement("DELETE FROM backup_run WHERE started_at < {}")
ALONE = Statement("SELECT pg_advisory_xact_lock({}) IS NULL AS held")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class BackupState:
    """`good_at` is the end of the last one that succeeded; `trouble` is that of the last one, if it failed."""

    good_at: datetime | None
    trouble: str

    def age(self, at: datetime) -> timedelta | None:
        return at - self.good_at if self.good_at else None


def longest_age(settings: Settings) -> timedelta:
    """Older than this is too old: one may fail, two may not."""
    return timedelta(hours=max(2 * settings.backup_every, settings.backup_every + 0.25))


async def backup_state() -> BackupState:
    good = await LAST_GOOD.one()
    last = await LAST.one()
    return BackupState(good["at"] if good else None, last["trouble"] if last else "")


def backing(settings: Settings) -> TimedAct:
    """The timed act that writes a backup when it is time; it begins one and does not wait for its end."""

    async def back_up_when_due(at: datetime) -> None:
        if settings.backup_dir is None:
            return
        started = await _begin_when_due(settings, at)
        if started is not None:
            task = asyncio.create_task(_write(settings, *started), name="backup")
            _under_way.add(task)
            task.add_done_callback(_under_way.discard)

    return back_up_when_due


_under_way: set[asyncio.Task[None]] = set()


async def finish_backups() -> None:
    """Wait for what was begun; for tests and for whoever wants to see the end."""
    await asyncio.gather(*_under_way)


async def stop_backups() -> None:
    """End what is under way: half a backup is none, and the next worker writes another."""
    for task in list(_under_way):
        task.cancel()
    await asyncio.gather(*_under_way, return_exceptions=True)


@atomic
async def _begin_when_due(settings: Settings, at: datetime) -> tuple[int, Path] | None:
    """Several workers may ask in the same minute; the first one's row tells the others that it runs."""
    if is_postgres():
        await ALONE.one(LOCK_KEY)
    good = await LAST_GOOD.one()
    last = await LAST.one()
    if good and good["at"] and at - good["at"] < timedelta(hours=settings.backup_every):
        return None
    if last and last["ended_at"] is None and at - last["started_at"] < RUNS_AT_MOST:
        return None
    if last and last["trouble"] and at - last["started_at"] < TRY_AGAIN:
        return None
    target = (settings.backup_dir or Path()) / f"{local(at):{NAME}}"
    row = await BEGIN.one(str(target), at)
    return (int(row["id"]), target) if row else None


async def _write(settings: Settings, run_id: int, target: Path) -> None:
    trouble = str(_("The backup was broken off."))
    try:
        await seal(now())
        trouble = await _in_a_process_of_its_own(settings, target)
        if not trouble:
            drop_old(target.parent, settings.backup_keep)
    except OSError as error:
        trouble = error.strerror or str(error)
    finally:
        await asyncio.shield(note_end(run_id, 0 if trouble else _size(target), trouble))
        if trouble:
            log.error("backup_failed", why=trouble)


async def _in_a_process_of_its_own(settings: Settings, target: Path) -> str:
    """What went wrong, or "". Squeezing for minutes would slow down everybody who is answered by this one."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    given = {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.operations.backing", str(target)),
        env=os.environ | given,
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _out, said = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if process.returncode == 0:
        return ""
    lines = said.decode(errors="replace").strip().splitlines()
    return " ".join(lines[-3:])[:500] if lines else str(_("The backup was broken off."))


def seal_first(settings: Settings) -> None:
    """Seal the journal before a command copies it. What does not answer soon is copied as it is."""
    _for_a_moment(settings, lambda: seal(now()))


def note_command(settings: Settings, file: Path, begun: datetime) -> None:
    """Note a backup that a command wrote, so that nobody is warned of a missing one."""

    async def note() -> None:
        await note_end(await _begin(file, begun), _size(file), "")

    _for_a_moment(settings, note)


def _for_a_moment(settings: Settings, work: Callable[[], Awaitable[object]]) -> None:
    """Do `work` on the open database if it answers within two seconds; a backup does not hang on it."""

    async def do() -> None:
        if await lacking() == 0:
            await work()

    async def open_and_do() -> None:
        async with asyncio.timeout(MOMENT_SECONDS), database_open(settings):
            await do()

    if settings.sqlite_path and not settings.sqlite_path.exists():
        return
    try:
        asyncio.run(open_and_do())
    except (Refusal, OSError, sqlite3.Error):
        log.warning("backup_not_noted")


@atomic
async def _begin(file: Path, begun: datetime) -> int:
    row = await BEGIN.one(str(file), begun)
    return int(row["id"]) if row else 0


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


@atomic
async def note_end(run_id: int, size: int, trouble: str, at: datetime | None = None) -> None:
    at = at or now()
    await END.run(at, size, trouble, run_id)
    await FORGET.run(at - timedelta(days=400))


def drop_old(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` archives of the worker; what else lies there is left alone."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def main(target: str) -> int:
    """One backup in this process. Ends in order when it is told to, so that no half archive stays behind."""
    import signal

    def leave(*_signal: object) -> None:
        raise SystemExit(1)

    signal.signal(signal.SIGTERM, leave)
    os.nice(10)
    try:
        backup(Settings.from_environment(needs_secret=False), Path(target))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print(error.strerror or error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
