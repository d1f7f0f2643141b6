"""The demo city for tests: told once for all workers of a run, copied for each test; everybody is signed in."""

import asyncio
import fcntl
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from app.clock import now
from app.database import Statement, atomic, connect, disconnect
from app.demo import tell
from app.demo.city import DOMAIN, PASSWORD
from app.people import passwords
from app.people.signing_in import open_session
from tests.postgres import database_of, run

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-test-only"
PEOPLE = Statement("SELECT id, email FROM person ORDER BY id")

__all__ = ["DOMAIN", "PASSWORD", "SECRET", "Told", "ToldThere", "told", "told_city", "told_there"]


@dataclass(frozen=True)
class ToldThere:
    """A PostgreSQL database with the whole demo city, from which others are made, and everybody's session."""

    server: str
    name: str
    sessions: dict[str, str]

    @asynccontextmanager
    async def copied(self) -> AsyncIterator[str]:
        """The URL of a fresh copy, dropped afterwards."""
        name = f"test_{uuid4().hex}"
        await run(self.server, f"CREATE DATABASE {name} TEMPLATE {self.name}")
        yield database_of(self.server, name)
        await run(self.server, f"DROP DATABASE {name} WITH (FORCE)")


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


@pytest.fixture(scope="session")
def told_there(postgres_server: str, postgres_template: str) -> Iterator[ToldThere]:
    name = f"told_{uuid4().hex}"
    asyncio.run(run(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}"))
    yield ToldThere(postgres_server, name, asyncio.run(tell_city(database_of(postgres_server, name))))
    asyncio.run(run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


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
