"""The demo city for tests: told once for all workers of a run, copied for each test; everybody is signed in."""

import asyncio
import fcntl
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.clock import now
from app.database import Statement, atomic, connect, disconnect
from app.demo import tell
from app.demo.city import DOMAIN, PASSWORD
from app.people import passwords
from app.people.signing_in import open_session

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-test-only"
PEOPLE = Statement("SELECT id, email FROM person ORDER BY id")

__all__ = ["DOMAIN", "PASSWORD", "SECRET", "Told", "told", "told_city"]


@dataclass(frozen=True)
class Told:
    """A SQLite file with the whole demo city, and a live session of each account (the part before the @)."""

    path: Path
    sessions: dict[str, str]

    def copy_to(self, path: Path) -> str:
        """A copy of the city at `path`; its URL."""
        for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(self.path, path)
        return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def told(sqlite_template: Path, shared_folder: Path) -> Told:
    path, sessions = shared_folder / "told.sqlite", shared_folder / "told.json"
    with (shared_folder / "told.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not sessions.exists():
            making = shared_folder / "told.making.sqlite"
            shutil.copyfile(sqlite_template, making)
            opened = asyncio.run(tell_city(f"sqlite:///{making}"))
            making.rename(path)
            sessions.write_text(json.dumps(opened))
    return Told(path, json.loads(sessions.read_text()))


@pytest.fixture
def told_city(told: Told, tmp_path: Path) -> str:
    """The URL of a fresh copy of the demo city; nothing is connected."""
    return told.copy_to(tmp_path / "city.sqlite")


async def tell_city(url: str, secret: str = SECRET) -> dict[str, str]:
    """Tell the city into a migrated database and sign everybody in; the sessions by account."""
    passwords.use_cost(time_cost=1, memory_kib=8)
    await connect(url)
    try:
        await tell(secret, now())
        return await _sign_everybody_in()
    finally:
        await disconnect()
        passwords.use_cost(time_cost=3, memory_kib=65536, parallelism=4)


@atomic
async def _sign_everybody_in() -> dict[str, str]:
    at = now()
    return {
        person["email"].partition("@")[0]: (await open_session(person["id"], at, "")).token
        for person in await PEOPLE.all()
    }
