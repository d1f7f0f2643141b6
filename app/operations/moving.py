"""Moving an installation from one engine to the other: every row, all or nothing, compared at the end."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from piccolo.conf.apps import Finder
from piccolo.table import Table, sort_table_classes

from app.database import engine_from_url, migrating
from app.database.engines import Engine, close_engine, open_engine
from app.database.postgres import Postgres
from app.database.statements import for_postgres
from app.errors import Refusal
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.operations.holding import hold, let_go
from app.operations.progress import Progress
from app.operations.readiness import HAS_TABLE, lacking
from app.settings import Settings

PAGE = 1000
NOT_MOVED = {"rate_bucket", "worker_beat"}  # what only the running processes mean something to

FOREIGN_KEYS = (
    "SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS rule"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)
# Our own pool began within the last moments; those of a server or worker were there before.
OTHERS = (
    "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND application_name = 'doithoai' AND backend_start < (SELECT backend_start - interval '2 seconds'"
    " FROM pg_stat_activity WHERE pid = pg_backend_pid())"
)
# Where anything stands here, the database was used.
TELLING = ("person", "unit", "question", "journal_entry", "site")


@dataclass(frozen=True)
class Plan:
    """One table: its columns, and the key by whose order its rows are read."""

    name: str
    columns: tuple[str, ...]
    key: str

    @classmethod
    def of(cls, table: type[Table]) -> "Plan":
        columns = tuple(column._meta.db_column_name for column in table._meta.columns)
        return cls(table._meta.tablename, columns, table._meta.primary_key._meta.db_column_name)

    def read(self) -> str:
        listed = ", ".join(f'"{name}"' for name in self.columns)
        return f'SELECT {listed} FROM "{self.name}" WHERE "{self.key}" > {{}} ORDER BY "{self.key}" LIMIT {PAGE}'  # noqa: S608

    def write(self) -> str:
        listed = ", ".join(f'"{name}"' for name in self.columns)
        places = ", ".join(["{}"] * len(self.columns))
        return f'INSERT INTO "{self.name}" ({listed}) VALUES ({places}) RETURNING "{self.key}"'  # noqa: S608


@dataclass(frozen=True)
class Contents:
    """The rows of one table, and one hash over them in the order of their keys."""

    rows: int
    sha256: str


def move(settings: Settings, to: str) -> Sentence:
    """Copy every row of this installation's database into the empty one at `to`; the old one stays as it is.

    Raises Refusal, having written nothing, when something serves the old database, when either is not as it must
    be, or when a row came out different.
    """
    if (settings.sqlite_path is None) == (engine_from_url(to).engine_type != "sqlite"):
        raise Refusal(_("Both databases are of the same kind. To copy one, use backup and restore."))
    target = Settings(to, "")
    hold(settings)
    try:
        hold(target)
        asyncio.run(_check_old(settings.database_url))
        asyncio.run(_check_new(to))
        asyncio.run(migrating.migrate(to))
        rows = asyncio.run(_move(settings.database_url, to))
    finally:
        let_go(target)
        let_go(settings)
    return _("%(rows)s rows were moved and compared. Now set DATABASE_URL to the new database.", rows=rows)


async def _check_old(url: str) -> None:
    async with _opened(url) as source:
        if await lacking() != 0:
            raise Refusal(_("The old database is not of this version. Run: doithoai migrate"))
        if isinstance(source, Postgres) and (await _rows(source, OTHERS))[0]["n"]:
            raise Refusal(_("Something still uses the old database. Stop every server and worker first."))


async def _check_new(url: str) -> None:
    async with _opened(url) as target:
        for table in TELLING:
            if await HAS_TABLE.one(table) and await target.all(f"SELECT 1 AS found FROM {table} LIMIT 1", ()):  # noqa: S608
                raise Refusal(_("The new database is not empty. Move into an empty one."))


async def _move(url: str, to: str) -> int:
    plans = [Plan.of(table) for table in sort_table_classes(Finder().get_table_classes())]
    plans = [plan for plan in plans if plan.name not in NOT_MOVED]
    async with _opened(url) as source, source.transaction():
        if isinstance(source, Postgres):
            await source.run_ddl("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return await _fill(source, to, plans)


async def _fill(source: Engine, to: str, plans: list[Plan]) -> int:
    total = sum([await _count(source, plan) for plan in plans])
    target = engine_from_url(to, is_patient=True)
    await _start(target)
    try:
        async with target.transaction():
            with Progress(_("Moving"), total) as progress:
                rules = await _without_foreign_keys(target)
                for plan in reversed(plans):
                    if await _count(target, plan):  # what migrations put there
                        await target.change(f'DELETE FROM "{plan.name}"', ())  # noqa: S608
                for plan in plans:
                    await _copy(source, target, plan, progress)
                for statement in rules:
                    await _rows(target, statement)
                await _set_sequences(target, plans)
            for plan in plans:
                if await contents(source, plan) != await contents(target, plan):
                    raise Refusal(_("The rows of %(table)s came out different; nothing was moved.", table=plan.name))
    finally:
        await target.close()
    return total


async def _copy(source: Engine, target: Engine, plan: Plan, progress: Progress) -> None:
    statement = _for(target, plan.write())
    async for rows in _pages(source, plan):
        await target.insert_many(statement, [tuple(row[name] for name in plan.columns) for row in rows])
        progress.add(len(rows))


async def contents(engine: Engine, plan: Plan) -> Contents:
    """The same on both engines for the same rows."""
    digest, number = hashlib.sha256(), 0
    async for rows in _pages(engine, plan):
        for row in rows:
            line = json.dumps([_plain(row[name]) for name in plan.columns], ensure_ascii=False)
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
            number += 1
    return Contents(number, digest.hexdigest())


async def _pages(engine: Engine, plan: Plan) -> AsyncIterator[list[dict[str, Any]]]:
    last = -(2**31)
    while rows := await engine.all(_for(engine, plan.read()), (last,), slow=True):
        yield rows
        last = rows[-1][plan.key]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


# The two engines


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Engine]:
    engine = engine_from_url(url, is_patient=True)
    await open_engine(engine)
    try:
        yield engine
    finally:
        await close_engine(engine)


async def _start(engine: Engine) -> None:
    if isinstance(engine, Postgres):
        await engine.open()
    else:
        engine.open()


async def _rows(engine: Engine, sql: str) -> list[dict[str, Any]]:
    return await engine.all(sql, ())


async def _count(engine: Engine, plan: Plan) -> int:
    return int((await _rows(engine, f'SELECT count(*) AS n FROM "{plan.name}"'))[0]["n"])  # noqa: S608


def _for(engine: Engine, sql: str) -> str:
    return for_postgres(sql) if isinstance(engine, Postgres) else sql.replace("{}", "?")


async def _without_foreign_keys(target: Engine) -> list[str]:
    """Let rows come in any order; the statements that bring the foreign keys back and check each row."""
    if not isinstance(target, Postgres):
        await target.change("PRAGMA defer_foreign_keys = ON", ())
        return []
    rules = await _rows(target, FOREIGN_KEYS)
    for rule in rules:
        await target.run_ddl(f'ALTER TABLE {rule["place"]} DROP CONSTRAINT "{rule["name"]}"')
    return [f'ALTER TABLE {rule["place"]} ADD CONSTRAINT "{rule["name"]}" {rule["rule"]}' for rule in rules]


async def _set_sequences(target: Engine, plans: list[Plan]) -> None:
    """The next id comes after the last one; SQLite sees to that by itself."""
    if not isinstance(target, Postgres):
        return
    for plan in plans:
        name = (await target.all("SELECT pg_get_serial_sequence($1, $2) AS name", (f'"{plan.name}"', plan.key)))[0][
            "name"
        ]
        if name:
            await target.all(
                f'SELECT setval($1::text::regclass, greatest(max("{plan.key}"), 1), max("{plan.key}") IS NOT NULL)'  # noqa: S608
                f' FROM "{plan.name}"',
                (name,),
            )
