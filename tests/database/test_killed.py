"""R1: a process killed while it writes has lost nothing it called stored, and left no half of an act."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from app.database import connect, disconnect
from tests.database.acts import names
from tests.database.conftest import make_scratch

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("R1_KILLS", "12"))  # 100 before a release


async def test_r1_a_killed_writer_loses_nothing_it_called_stored(new_database: str) -> None:
    await connect(new_database)
    await make_scratch()
    await disconnect()
    told: set[str] = set()
    for _kill in range(KILLS):
        told |= _write_and_kill(new_database)
    await connect(new_database)
    stored = await names()
    await disconnect()
    halves = Counter(name.partition("/")[0] for name in stored)
    assert told <= set(halves)
    assert set(halves.values()) == {2}
    assert len(told) > KILLS * 10
    if new_database.startswith("sqlite"):
        with sqlite3.connect(new_database.removeprefix("sqlite:///")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _write_and_kill(url: str) -> set[str]:
    """What the writer said it had stored before it was killed, at some moment after its first pairs."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.database.writer", url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        said = "".join(writer.stdout.readline() for _ in range(20))
        time.sleep(random.uniform(0, 0.1))
        writer.kill()
        said += writer.stdout.read()
    return {line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")}
