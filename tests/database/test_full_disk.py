"""R2: a full disk refuses with a sentence, loses nothing, and everything works again when there is space."""

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database import connect, disconnect
from app.database.engines import current
from app.errors import Unavailable
from app.i18n import speaking
from tests.database.acts import add, add_and_fail, names
from tests.database.conftest import make_scratch

BALLAST_BYTES = 150_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with 600 KB in all."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder]).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


async def test_r2_a_full_disk_refuses_and_everything_works_again_when_space_is_freed(
    small_disk: Path,
) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * BALLAST_BYTES)
    await connect(f"sqlite:///{small_disk}/doithoai.sqlite")
    try:
        await make_scratch()
        threads = threading.active_count()
        stored = await _fill()
        for attempt in range(10):
            with speaking("en"), pytest.raises(Unavailable, match="The disk of the database is full"):
                await add("x" * 50_000 + str(attempt))
        assert await names() == stored  # readers go on

        ballast.unlink()
        with pytest.raises(ValueError, match="undone"):
            await add_and_fail("rolled back", ValueError("undone"))
        await add("after")
        assert await names() == [*stored, "after"]
        assert threading.active_count() == threads
        assert current().present is None
    finally:
        await disconnect()


async def _fill() -> list[str]:
    """Store until the disk is full; the names of what was stored, which is all of it."""
    stored: list[str] = []
    while True:
        name = f"{len(stored)}".ljust(3000, "x")
        try:
            await add(name)
        except Unavailable:
            return stored
        stored.append(name)
