"""What is wrong with this installation, in sentences."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from aiosmtplib import SMTPException

from app.access import SYSTEM
from app.clock import now
from app.database import Statement, atomic, connect, disconnect, is_postgres, ping
from app.errors import Refusal
from app.i18n import Sentence as _
from app.journal import record
from app.operations.figures import existing, figures
from app.operations.findings import Finding, schema, standing
from app.post.mail import MailServer
from app.settings import BadSettings, Settings
from app.web.static import ROOT, StaticFiles

MEGABYTE = 1 << 20
LEAST_FREE = 500 * MEGABYTE
CLOCKS_APART = 30
# Earlier ones may damage a database in WAL mode when two connections write at once; some were mended.
SOUND_SQLITE = (3, 51, 3)
MENDED_SQLITE = {(3, 50): 7, (3, 44): 6}

LAST_ENTRY = Statement('SELECT max(entered_at) AS "latest [timestamptz]" FROM journal_entry')
DATABASE_CLOCK = Statement("SELECT now() AS at")


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
    for finding in machine(settings):
        yield finding
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
    found = await figures(settings)
    if found.lacking:
        yield schema(found)
        return
    if not settings.sqlite_path and not shutil.which("pg_dump"):
        yield Finding(
            _("pg_dump is not installed, so no backup can be made (package postgresql-client)."), is_note=True
        )
    yield await writable()
    yield await clock()
    for finding in standing(found, settings):
        yield finding
    yield await attached_files(settings)
    if settings.clamd_url:
        yield await scanner(settings.clamd_url)


async def attached_files(settings: Settings) -> Finding:
    """Each row of an attachment has its file; a file without a row is told, and swept by the worker after a day."""
    from app.files.store import stored_files
    from questions.attachments.reading import stored_names

    names = await stored_names()
    present = {path.name for path in await asyncio.to_thread(lambda: list(stored_files(settings.data_dir)))}
    values = {"path": settings.data_dir / "files", "count": len(names), "lost": len(names - present)}
    if names - present:
        return Finding(
            _(
                "%(lost)s of %(count)s attached files are missing in %(path)s. Is DATA_DIR right? Restore them.",
                **values,
            ),
            is_wrong=True,
        )
    if present - names:
        strays = len(present - names)
        sentence = _("%(count)s files in %(path)s belong to nothing; the worker removes them after a day.")
        sentence.values.update(count=strays, path=values["path"])
        return Finding(sentence, is_note=True)
    return Finding(_("Each of %(count)s attached files is in its place.", count=len(names)))


async def scanner(url: str) -> Finding:
    """Whether the virus scanner answers; while it does not, no file is taken."""
    from app.files.scanning import NoScanner, answers

    try:
        await answers(url)
    except NoScanner as away:
        sentence = _("The virus scanner does not answer, so no files are taken: %(why)s", why=str(away))
        return Finding(sentence, is_wrong=True)
    return Finding(_("The virus scanner answers."))


def machine(settings: Settings) -> list[Finding]:
    """What can be told without the database and without the mail server."""
    return [
        sqlite_version(sqlite3.sqlite_version_info),
        disk_space(settings),
        *backup_space(settings),
        assets(),
        fonts(),
    ]


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
    return _space(settings.data_dir)


def backup_space(settings: Settings) -> list[Finding]:
    """Whether backups can be written where they should be; [] where none are scheduled or it is the same disk."""
    if settings.backup_dir is None:
        return []
    folder = existing(settings.backup_dir)
    if not os.access(folder, os.W_OK):
        return [
            Finding(_("The folder of backups cannot be written: %(path)s", path=settings.backup_dir), is_wrong=True)
        ]
    if folder.stat().st_dev == existing(settings.data_dir).stat().st_dev:
        return [
            Finding(
                _(
                    "Backups lie on the same disk as the data: %(path)s. Carry them elsewhere.",
                    path=settings.backup_dir,
                ),
                is_note=True,
            )
        ]
    return [_space(settings.backup_dir)]


def _space(wanted: Path) -> Finding:
    free = shutil.disk_usage(existing(wanted)).free
    values = {"free": free // MEGABYTE, "path": wanted}
    if free < LEAST_FREE:
        return Finding(_("Only %(free)s MB are free at %(path)s.", **values), is_wrong=True)
    return Finding(_("%(free)s MB are free at %(path)s.", **values))


def assets() -> Finding:
    missing = StaticFiles(ROOT).missing
    if missing:
        names = ", ".join(str(name) for name in missing)
        return Finding(_("Assets are missing: %(names)s. Run: make setup", names=names), is_wrong=True)
    return Finding(_("Styles, scripts and fonts are in place."))


def fonts() -> Finding:
    """The type of the papers, judged as the papers do."""
    from exports.documents.fonts import FALLBACK, FAMILY, present

    if present():
        return Finding(_("The type of the papers is in place (%(name)s).", name=FAMILY))
    return Finding(
        _("The type of the papers is missing; PDFs are set in %(name)s. Run: make setup", name=FALLBACK), is_note=True
    )


async def mail_server(settings: Settings, seconds: float = 20) -> Finding:
    if not settings.smtp_url:
        return Finding(_("No mail server is set (SMTP_URL): letters are kept and not sent."), is_note=True)
    try:
        async with asyncio.timeout(seconds), MailServer(settings):
            return Finding(_("The mail server answers."))
    except (SMTPException, OSError) as error:  # a timeout among them
        why = str(error) or type(error).__name__
        return Finding(_("The mail server does not answer: %(why)s", why=why), is_wrong=True)


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
    if is_postgres():
        theirs = await DATABASE_CLOCK.one()
        apart = abs((theirs["at"] - now()).total_seconds()) if theirs else 0
        if apart > CLOCKS_APART:
            return Finding(
                _(
                    "The clocks of this machine and of the database are %(seconds)s seconds apart.",
                    seconds=round(apart),
                ),
                is_wrong=True,
            )
    return Finding(_("The clock agrees with the journal."))
