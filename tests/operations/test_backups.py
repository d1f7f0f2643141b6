"""R13 and around it: written by the clock while people write, kept in number, restored with every row the same."""

import asyncio
import json
import os
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import now
from app.database import Statement, connect, disconnect
from app.journal.sealing import seal
from app.journal.verifying import verify
from app.operations.backing import backing, backup_state, drop_old, finish_backups
from app.operations.figures import figures
from app.operations.findings import backups as judged
from app.operations.warning import warning
from app.settings import Settings
from tests.cli.running import doithoai
from tests.operations.hashes import hashes
from tests.support import AT, Role, make_event, make_person, make_unit, send


@pytest.fixture
def elsewhere(new_database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty place of the same kind."""
    if new_database.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/elsewhere/doithoai.sqlite"
    url: str = request.getfixturevalue("empty_postgres")
    return url


@pytest.mark.timeout(240)
def test_r13_a_backup_under_load_is_restored_with_equal_counts_and_hashes(
    new_database: str, elsewhere: str, tmp_path: Path
):
    """Eight writers go on while the backup is made; the copy is of one moment, whole, and the chain verifies."""
    taken: list[str] = []
    stop = threading.Event()

    async def write_on() -> None:
        await connect(new_database)
        event = await make_event(await make_unit())

        async def writer() -> None:
            while not stop.is_set():
                receipt, _token = await send(event)
                taken.append(receipt.code)
                await asyncio.sleep(0.005)

        await asyncio.gather(*(writer() for _each in range(8)))
        await disconnect()

    load = threading.Thread(target=lambda: asyncio.run(write_on()))
    load.start()
    while len(taken) < 30:
        time.sleep(0.05)
    begun, before = time.monotonic(), set(taken)
    done = doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_database, DATA_DIR=str(tmp_path / "data"))
    during = len(taken)
    stop.set()
    load.join()
    assert done.returncode == 0, done.stderr
    assert during > len(before), "people went on writing meanwhile"
    assert doithoai("restore", tmp_path / "b.tar.gz", DATABASE_URL=elsewhere).returncode == 0
    assert time.monotonic() - begun < 600
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        member = archive.extractfile("manifest.json")
        assert member
        counts = json.load(member)["counts"]
    restored = asyncio.run(hashes(elsewhere))
    assert {name: each.rows for name, each in restored.items()} == counts

    async def look() -> tuple[set[str], int, int]:
        await connect(elsewhere)
        codes = {row["code"] for row in await Statement("SELECT code FROM question").all()}
        letters = (await Statement("SELECT count(*) AS n FROM outbox_letter").one() or {})["n"]
        verdict = await verify()
        await disconnect()
        assert verdict.is_sound
        return codes, letters, verdict.sealed + verdict.waiting

    codes, letters, entries = asyncio.run(look())
    assert before <= codes <= set(taken)
    assert letters == len(codes), "no question without its letter"
    assert entries >= len(codes)


def test_r13_a_second_backup_of_the_same_rows_restores_the_same_hashes(
    new_database: str, elsewhere: str, tmp_path: Path
):
    async def fill() -> None:
        await connect(new_database)
        event = await make_event(await make_unit())
        for _each in range(5):
            await send(event)
        await seal(AT)
        await disconnect()

    asyncio.run(fill())
    before = asyncio.run(hashes(new_database))
    assert doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_database).returncode == 0
    assert doithoai("restore", tmp_path / "b.tar.gz", DATABASE_URL=elsewhere).returncode == 0
    assert asyncio.run(hashes(elsewhere)) == before
    after = asyncio.run(hashes(new_database))
    assert after.pop("backup_run").rows == before.pop("backup_run").rows + 1, "the command is noted"
    assert after == before


def test_of_two_restores_at_once_one_wins(new_database: str, elsewhere: str, tmp_path: Path):
    assert doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_database).returncode == 0
    done: list[subprocess.CompletedProcess[str]] = []
    both = [
        threading.Thread(target=lambda: done.append(doithoai("restore", tmp_path / "b.tar.gz", DATABASE_URL=elsewhere)))
        for _each in range(2)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(each.returncode for each in done) == [0, 1], [each.stderr for each in done]
    assert doithoai("migrate", DATABASE_URL=elsewhere).returncode == 0


# By the clock


@pytest.fixture
def scheduled(settings: Settings, new_database: str, tmp_path: Path) -> Settings:
    return replace(
        settings, database_url=new_database, backup_dir=tmp_path / "backups", backup_every=1.0, backup_keep=2
    )


async def test_the_worker_writes_backups_in_time_and_keeps_some(database: str, scheduled: Settings):
    assert scheduled.backup_dir
    act, at = backing(scheduled), now()
    await asyncio.gather(act(at), backing(scheduled)(at))
    await finish_backups()
    (only,) = scheduled.backup_dir.iterdir()
    assert only.stat().st_mode & 0o777 == 0o600
    await act(at + timedelta(minutes=30))
    await finish_backups()
    assert len(list(scheduled.backup_dir.iterdir())) == 1, "it is not time yet"
    assert "minutes old" in _english(judged(await figures(scheduled), scheduled))
    for name in ("doithoai-2026-01-01T000000.tar.gz", "doithoai-2026-01-02T000000.tar.gz", "by-hand.tar.gz"):
        (scheduled.backup_dir / name).touch()
    assert [path.name for path in drop_old(scheduled.backup_dir, 2)] == ["doithoai-2026-01-01T000000.tar.gz"]
    assert len(list(scheduled.backup_dir.iterdir())) == 3, "what a person put there stays"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder]).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


async def test_a_disk_that_fills_during_a_backup_leaves_the_old_ones(
    database: str, scheduled: Settings, small_disk: Path
):
    old = small_disk / "doithoai-2026-01-01T000000.tar.gz"
    old.write_bytes(b"good")
    (small_disk / "ballast").write_bytes(b"x" * 570_000)
    full = replace(scheduled, backup_dir=small_disk, backup_keep=1)
    await backing(full)(now())
    await finish_backups()
    assert [path.name for path in sorted(small_disk.iterdir())] == ["ballast", old.name]
    assert old.read_bytes() == b"good"
    assert (await backup_state()).trouble
    finding = judged(await figures(full), full)
    assert finding.is_wrong
    (small_disk / "ballast").unlink()
    await backing(full)(now() + timedelta(minutes=1))
    await finish_backups()
    assert not list(small_disk.glob("doithoai-2026-11*")), "not again and again on a full disk"


async def test_an_old_backup_alarms_the_administrators_once_a_day(database: str, scheduled: Settings):
    admin = await make_person(await make_unit(), Role.ADMIN, email="quan-tri@songhau.example")
    gone = await make_person(await make_unit(), Role.ADMIN, email="da-nghi@songhau.example")
    assert gone.person_id
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, gone.person_id)
    await backing(scheduled)(now())
    await finish_backups()

    async def subjects() -> list[str]:
        rows = await Statement("SELECT subject, to_address FROM outbox_letter ORDER BY id").all()
        assert {row["to_address"] for row in rows} <= {"quan-tri@songhau.example"}
        return [row["subject"] for row in rows]

    warn, later = warning(scheduled), now() + timedelta(hours=1)
    await warn(later)
    assert await subjects() == []
    for _turn in range(2):
        await warn(later + timedelta(hours=2))
    assert await subjects() == ["Bản sao lưu gần nhất đã quá cũ"]
    await warn(later + timedelta(hours=26))
    assert len(await subjects()) == 2
    finding = judged(await figures(scheduled, later + timedelta(hours=26)), scheduled)
    assert finding.is_wrong
    assert "28 hours old" in _english(finding) or "27 hours old" in _english(finding)
    assert admin.person_id


def _english(sentence: object) -> str:
    from app.i18n import speaking

    with speaking("en"):
        return str(sentence)
