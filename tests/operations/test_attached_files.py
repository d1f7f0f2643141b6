"""Attachments and database are one: a backup carries both, and doctor tells of each that lacks the other."""

import asyncio
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.access import SYSTEM
from app.clock import now
from app.database import atomic, connect, disconnect
from app.files import store
from app.files.receiving import received
from app.operations.backup import backup
from app.operations.doctor import attached_files
from app.operations.restore import restore
from app.settings import Settings
from questions.attachments.attaching import attach
from questions.attachments.reading import Owner
from questions.attachments.sweeping import sweeping_files
from questions.attachments.tables import Attachment
from tests.files import samples
from tests.support import make_event, make_question, make_unit


@pytest.fixture
def elsewhere(new_database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty place of the same kind."""
    if new_database.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/elsewhere/doithoai.sqlite"
    url: str = request.getfixturevalue("empty_postgres")
    return url


async def add_file(settings: Settings, number: int) -> str:
    question = await make_question(await make_event(await make_unit()))
    content = samples.pdf(b"/N %d " % number)
    sent = SimpleNamespace(filename="Đơn.pdf", file=BytesIO(content), size=len(content))

    @atomic
    async def write() -> None:
        await attach(Owner.QUESTION, question.id, files, by=SYSTEM, at=now())

    async with received([sent], settings.data_dir) as files:
        await write()
    return files[0].stored


async def test_r13_a_backup_restores_each_attached_file_with_its_hash(new_database, elsewhere, settings, tmp_path):
    here = replace(settings, database_url=new_database, data_dir=tmp_path / "here")
    await connect(new_database)
    for number in range(3):
        await add_file(here, number)
    await disconnect()
    await asyncio.to_thread(backup, here, tmp_path / "b.tar.gz")
    there = replace(here, database_url=elsewhere, data_dir=tmp_path / "elsewhere")
    await asyncio.to_thread(restore, there, tmp_path / "b.tar.gz")
    await connect(elsewhere)
    try:
        rows = await Attachment.select()
        assert len(rows) == 3
        for row in rows:
            content = store.place_of(there.data_dir, row["stored"]).read_bytes()
            assert sha256(content).hexdigest() == row["sha256"]
        found = await attached_files(there)
        assert (found.is_wrong, found.is_note) == (False, False)
    finally:
        await disconnect()


async def test_doctor_tells_of_a_row_without_a_file_and_of_a_file_without_a_row(sqlite_database, settings):
    here = replace(settings, database_url=sqlite_database)
    kept, lost = await add_file(here, 1), await add_file(here, 2)
    await Attachment.delete().where(Attachment.stored == kept)
    stray = await attached_files(here)
    assert (stray.is_wrong, stray.is_note) == (False, True)
    await sweeping_files(here)(now())
    assert store.place_of(here.data_dir, kept).exists(), "it is new"
    store.place_of(here.data_dir, lost).unlink()
    assert (await attached_files(here)).is_wrong
