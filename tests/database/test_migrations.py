"""R12: from nothing to the present schema, the same on both engines, once, whoever else tries."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.conf.apps import Finder

from app.database import Statement, connect, disconnect, is_postgres, migrating
from app.database.migrating import migrate, pending
from app.errors import Unavailable

ROOT = Path(__file__).parents[2]
MIGRATE = (
    "import asyncio, sys; from app.database.migrating import migrate;print(len(asyncio.run(migrate(sys.argv[1]))))"
)

POSTGRES_COLUMNS = Statement(
    "SELECT table_name AS t, column_name AS c, is_nullable AS n FROM information_schema.columns"
    " WHERE table_schema = 'public' ORDER BY table_name, column_name"
)
SQLITE_TABLES = Statement("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
POSTGRES_INDEXES = Statement("SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname")
SQLITE_INDEXES = Statement("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
# What only one engine has, for searching.
SEARCH_ONLY = ("_fts", "_search", "search_vector", "sqlite_")


async def schema(url: str) -> tuple[set[tuple[str, str, bool]], set[str]]:
    """Columns as (table, column, may be null), and the names of indexes."""
    await connect(url)
    try:
        if is_postgres():
            columns = {(row["t"], row["c"], row["n"] == "YES") for row in await POSTGRES_COLUMNS.all()}
            indexes = {row["name"] for row in await POSTGRES_INDEXES.all() if not row["name"].endswith("_pkey")}
        else:
            columns = set()
            for table in await SQLITE_TABLES.all():
                for column in await Statement(f'PRAGMA table_info("{table["name"]}")').all():
                    may_be_null = not (column["notnull"] or column["pk"])
                    columns.add((table["name"], column["name"], may_be_null))
            indexes = {row["name"] for row in await SQLITE_INDEXES.all()}
    finally:
        await disconnect()
    return (
        {column for column in columns if not any(word in "_".join(column[:2]) for word in SEARCH_ONLY)},
        {name for name in indexes if not any(word in name for word in SEARCH_ONLY)},
    )


async def test_r12_the_migrations_make_the_same_schema_on_both_engines(new_sqlite: str, new_postgres: str) -> None:
    on_sqlite, on_postgres = await schema(new_sqlite), await schema(new_postgres)
    assert on_sqlite[0] == on_postgres[0]
    assert on_sqlite[1] == on_postgres[1]
    assert ("event", "slug", False) in on_sqlite[0]


async def test_r12_the_migrations_say_what_the_tables_say(sqlite_database: str) -> None:
    finder = Finder()
    for name in finder.get_app_names():
        statements = await AutoMigrationManager(auto_input="y").get_alter_statements(finder.get_app_config(name))
        assert [statement for group in statements for statement in group.statements] == [], name


async def test_r12_a_migrated_database_has_nothing_pending_and_migrating_again_does_nothing(
    new_database: str,
) -> None:
    assert await migrate(new_database) == ()
    await connect(new_database)
    assert await pending() == ()
    await disconnect()


async def test_an_empty_database_has_everything_pending(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.sqlite"
    await connect(url)
    waiting = await pending()
    await disconnect()
    assert waiting
    assert await migrate(url) == waiting


async def test_r12_of_two_migrators_at_once_one_works_and_one_waits(tmp_path: Path) -> None:
    counts = await asyncio.gather(*(_migrate_elsewhere(f"sqlite:///{tmp_path}/empty.sqlite") for _ in range(2)))
    await connect(f"sqlite:///{tmp_path}/empty.sqlite")
    assert (min(counts), await pending()) == (0, ())
    await disconnect()
    assert max(counts) > 0


async def test_r12_of_two_migrators_at_once_on_postgres_one_works_and_one_waits(empty_postgres: str) -> None:
    counts = await asyncio.gather(*(_migrate_elsewhere(empty_postgres) for _ in range(2)))
    assert min(counts) == 0
    assert max(counts) > 0
    assert await migrate(empty_postgres) == ()


async def test_a_step_that_fails_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        ID, DESCRIPTION = "1", ""

        @staticmethod
        async def forwards() -> Any:
            async def work() -> None:
                await Statement("CREATE TABLE half (id INTEGER)").run()
                raise ValueError("half way")

            manager = MigrationManager(migration_id="1", app_name="x", description="")
            manager.add_raw(work)
            return manager

    monkeypatch.setattr(migrating, "_steps", lambda: iter([(migrating.Step("x", "1", ""), Failing)]))
    url = f"sqlite:///{tmp_path}/empty.sqlite"
    with pytest.raises(ValueError, match="half way"):
        await migrate(url)
    await connect(url)
    assert "half" not in [row["name"] for row in await SQLITE_TABLES.all()]
    assert len(await pending()) == 1
    await disconnect()


async def test_migrating_a_database_that_is_away_says_so() -> None:
    with pytest.raises(Unavailable):
        await migrate("postgresql://nobody@127.0.0.1:1/nothing")


async def test_migrating_a_connected_database_is_refused(sqlite_database: str) -> None:
    with pytest.raises(RuntimeError, match="before connect"):
        await migrate(sqlite_database)


async def _migrate_elsewhere(url: str) -> int:
    """How many steps another process ran."""
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MIGRATE, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _nothing = await other.communicate()
    assert other.returncode == 0
    return int(said)
