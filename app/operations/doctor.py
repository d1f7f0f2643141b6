"""What is wrong with this installation, in sentences."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

from aiosmtplib import SMTPException

from app.access import SYSTEM
from app.clock import now
from app.database import Statement, atomic, connect, disconnect, ping
from app.errors import Refusal
from app.i18n import Sentence as _
from app.journal import record
from app.operations.readiness import lacking
from app.post.mail import MailServer
from app.settings import BadSettings, Settings
from app.web.static import ROOT, StaticFiles

MEGABYTE = 1 << 20
LEAST_FREE = 500 * MEGABYTE
LONGEST_WAIT = timedelta(minutes=15)
# Earlier ones may damage a database in WAL mode when two connections write at once; some were mended.
SOUND_SQLITE = (3, 51, 3)
MENDED_SQLITE = {(3, 50): 7, (3, 44): 6}

LAST_ENTRY = Statement('SELECT max(entered_at) AS "latest [timestamptz]" FROM journal_entry')
WAITING = Statement(
    "SELECT count(*) AS waiting FROM outbox_letter WHERE state IN ('queued', 'sending') AND next_try_at < {}"
)
UNSENT = Statement("SELECT count(*) AS unsent FROM outbox_letter WHERE state IN ('dead', 'unsent')")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. A note is worth knowing and not wrong."""

    sentence: object
    is_wrong: bool = False
    is_note: bool = False

    def __str__(self) -> str:
        return f"{'✗' if self.is_wrong else '•' if self.is_note else '✓'} {self.sentence}"


def examine() -> int:
    """Look at everything and print a line for each; 1 when something is wrong, else 0."""
    try:
        settings = Settings.from_environment()
    except BadSettings as problems:
        for problem in str(problems).splitlines():
            print(Finding(problem, is_wrong=True))
        return 1
    findings = asyncio.run(_examine(settings))
    wrong = sum(finding.is_wrong for finding in findings)
    print(_("%(count)s things are wrong.", count=wrong) if wrong else _("Nothing is wrong."))
    return 1 if wrong else 0


async def _examine(settings: Settings) -> list[Finding]:
    findings = []
    async for finding in _look(settings):
        print(finding, flush=True)
        findings.append(finding)
    return findings


async def _look(settings: Settings) -> AsyncIterator[Finding]:
    yield Finding(_("The settings are complete."))
    yield sqlite_version(sqlite3.sqlite_version_info)
    yield disk_space(settings)
    yield assets()
    yield await mail_server(settings)
    try:
        await connect(settings)
    except Refusal as away:
        yield Finding(away, is_wrong=True)
        return
    try:
        async for finding in _look_into_database(settings):
            yield finding
    except Refusal as refusal:
        yield Finding(refusal, is_wrong=True)
    finally:
        await disconnect()


async def _look_into_database(settings: Settings) -> AsyncIterator[Finding]:
    await ping()
    missing = await lacking()
    if missing > 0:
        yield Finding(_("The database lacks %(count)s migrations. Run: doithoai migrate", count=missing), is_wrong=True)
        return
    if missing < 0:
        yield Finding(
            _("The database was made by a newer version of this program. Install that version."),
            is_wrong=True,
        )
        return
    yield Finding(_("The database answers and is of this version."))
    if not settings.sqlite_path and not shutil.which("pg_dump"):
        yield Finding(
            _("pg_dump is not installed, so no backup can be made (package postgresql-client)."), is_note=True
        )
    yield await writable()
    yield await clock()
    yield await backlog(settings)


def sqlite_version(version: tuple[int, ...]) -> Finding:
    text = ".".join(str(part) for part in version)
    if version >= SOUND_SQLITE or version[2] >= MENDED_SQLITE.get((version[0], version[1]), 1000):
        return Finding(_("SQLite %(version)s is sound.", version=text))
    return Finding(
        _(
            "SQLite %(version)s can damage a database in rare cases. Install the package pysqlite3.",
            version=text,
        ),
        is_wrong=True,
    )


def disk_space(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data_dir.resolve(), *settings.data_dir.resolve().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    values = {"free": free // MEGABYTE, "path": settings.data_dir}
    if free < LEAST_FREE:
        return Finding(_("Only %(free)s MB are free at %(path)s.", **values), is_wrong=True)
    return Finding(_("%(free)s MB are free at %(path)s.", **values))


def assets() -> Finding:
    missing = StaticFiles(ROOT).missing
    if missing:
        names = ", ".join(str(name) for name in missing)
        return Finding(_("Assets are missing: %(names)s. Run: make setup", names=names), is_wrong=True)
    return Finding(_("Styles, scripts and fonts are in place."))


async def mail_server(settings: Settings) -> Finding:
    if not settings.smtp_url:
        return Finding(_("No mail server is set (SMTP_URL): letters are kept and not sent."), is_note=True)
    try:
        async with MailServer(settings):
            return Finding(_("The mail server answers."))
    except (SMTPException, OSError) as error:
        return Finding(_("The mail server does not answer: %(why)s", why=error), is_wrong=True)


async def writable() -> Finding:
    """Write a row and take it back."""

    class TakenBack(Exception):
        pass

    @atomic
    async def write() -> None:
        await record("doctor.look", by=SYSTEM, at=now(), about=("installation", 0))
        raise TakenBack

    try:
        with contextlib.suppress(TakenBack):
            await write()
    except Refusal as refusal:
        return Finding(_("The database cannot be written: %(why)s", why=refusal), is_wrong=True)
    return Finding(_("The database can be written."))


async def clock() -> Finding:
    """A clock that was set back would date acts before those that came earlier."""
    row = await LAST_ENTRY.one()
    latest = row["latest"] if row else None
    if latest and latest > now() + timedelta(minutes=5):
        return Finding(_("The clock of this machine is behind the last act in the journal."), is_wrong=True)
    return Finding(_("The clock agrees with the journal."))


async def backlog(settings: Settings) -> Finding:
    waiting = ((await WAITING.one(now() - LONGEST_WAIT)) or {"waiting": 0})["waiting"]
    unsent = ((await UNSENT.one()) or {"unsent": 0})["unsent"]
    if waiting and settings.smtp_url:
        return Finding(_("%(count)s letters wait for more than 15 minutes. Does a worker run?", count=waiting), True)
    if unsent:
        return Finding(_("%(count)s letters did not leave; see /office/letters.", count=unsent), is_note=True)
    return Finding(_("No letter is waiting too long."))
