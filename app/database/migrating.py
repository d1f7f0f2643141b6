"""Bringing a database to the present schema: each migration once, one migrator at a time, on both engines."""

import asyncio
import contextlib
import fcntl
import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import asyncpg
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppConfig, Finder

from app.database import engines
from app.database.engines import Engine, HasDatabase
from app.database.postgres import Postgres
from app.database.refusing import refusing

LOCK_KEY = 0x646F6974686F  # any number that every migrator knows
LOCK_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Step:
    """One migration file of one app; `id` orders the steps of an app."""

    app: str
    id: str
    description: str


async def migrate(settings: HasDatabase | str) -> tuple[Step, ...]:
    """Run every migration that was not run yet, apps in the order of their dependencies; what was run.

    Opens the database itself, without time limits on statements, so call it before `connect`. A second
    migrator waits for the first and then finds nothing to do. Each step and its mark are one transaction:
    a step that fails leaves nothing, the steps before it stay.
    """
    if engines.is_connected():
        raise RuntimeError("migrate before connect")
    url = settings if isinstance(settings, str) else settings.database_url
    engine = engines.engine_from_url(url, is_patient=True)
    async with _alone(engine):
        await engines.open_engine(engine)
        try:
            return await _run_missing(engine)
        finally:
            await engines.close_engine(engine)


async def pending() -> tuple[Step, ...]:
    """The migrations that the connected database lacks."""
    done = await _done()
    return tuple(step for step, _module in _steps() if (step.app, step.id) not in done)


def known() -> tuple[Step, ...]:
    """Every migration that this version of the program brings along."""
    return tuple(step for step, _module in _steps())


async def _run_missing(engine: Engine) -> tuple[Step, ...]:
    await Migration.create_table(if_not_exists=True)
    done = await _done()
    missing = [(step, module) for step, module in _steps() if (step.app, step.id) not in done]
    for step, module in missing:
        manager: MigrationManager = await module.forwards()
        wants_transaction, manager.wrap_in_transaction = manager.wrap_in_transaction, False
        async with engine.transaction() if wants_transaction else contextlib.nullcontext():
            with contextlib.redirect_stdout(io.StringIO()):  # Piccolo tells its progress on the screen
                await manager.run()
            await Migration.insert(
                Migration(name=step.id, app_name=step.app, ran_on=datetime.now(UTC).replace(tzinfo=None))
            )
    return tuple(step for step, _module in missing)


async def _done() -> set[tuple[str, str]]:
    if not await Migration.table_exists():
        return set()
    return {(row["app_name"], row["name"]) for row in await Migration.select(Migration.app_name, Migration.name)}


def _steps() -> Iterator[tuple[Step, ModuleType]]:
    finder = Finder()
    for name in finder.get_sorted_app_names():
        modules = [_load(path, name) for path in _files(finder.get_app_config(name))]
        for module in sorted((found for found in modules if hasattr(found, "ID")), key=lambda found: str(found.ID)):
            yield Step(name, module.ID, getattr(module, "DESCRIPTION", "")), module


def _files(config: AppConfig) -> list[Path]:
    return sorted(Path(config.resolved_migrations_folder_path).glob("[!_]*.py"))


def _load(path: Path, app_name: str) -> ModuleType:
    """Import a migration by its path: Piccolo puts its folder on sys.path, where equal file names collide."""
    spec = spec_from_file_location(f"migrations_of_{app_name}.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot read the migration {path.name}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# One migrator at a time


@asynccontextmanager
async def _alone(engine: Engine) -> AsyncIterator[None]:
    if isinstance(engine, Postgres):
        with refusing:
            connection = await asyncpg.connect(**engine.config)
        try:
            await connection.execute("SET lock_timeout = 0")
            await connection.fetch("SELECT pg_advisory_lock($1)", LOCK_KEY)
            yield
        finally:
            await connection.close()  # which also unlocks
    else:
        async with _file_lock(Path(f"{engine.path}.migrating")):
            yield


@asynccontextmanager
async def _file_lock(path: Path) -> AsyncIterator[None]:
    with refusing:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    with file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(LOCK_POLL_SECONDS)
        yield
