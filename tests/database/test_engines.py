"""Engines are opened when they are needed, and close without a trace."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from piccolo.columns import Varchar
from piccolo.table import Table

from app.database import connect, disconnect, engine_from_url, is_postgres
from app.database.sqlite import reads_only
from app.errors import Unavailable

ROOT = Path(__file__).parents[2]


class Early(Table, tablename="early"):
    """Declared before any database is connected."""

    name = Varchar()


def test_the_first_import_chooses_the_newer_sqlite() -> None:
    code = (
        "import app; from app import database; from piccolo.engine.sqlite import sqlite3;"
        "print(sqlite3.__name__, sqlite3.sqlite_version_info >= (3, 51, 3))"
    )
    assert _python(code) == "pysqlite3 True"


def test_nothing_is_connected_or_created_before_connect(tmp_path: Path) -> None:
    engine_from_url(f"sqlite:///{tmp_path}/not-yet.sqlite")
    engine_from_url("postgresql://nobody@127.0.0.1:1/nothing")
    assert list(tmp_path.iterdir()) == []


def test_piccolo_conf_imports_no_tables_and_connects_to_nothing_by_itself() -> None:
    code = (
        "import app, piccolo_conf, sys;"
        "print([n for n in sys.modules if n.endswith('.tables') and not n.startswith('piccolo')])"
    )
    assert _python(code) == "[]"


async def test_tables_follow_from_one_database_to_the_next(tmp_path: Path) -> None:
    for name in ("one", "two"):
        await connect(f"sqlite:///{tmp_path}/{name}.sqlite")
        await Early.create_table()
        await Early.insert(Early(name=name))
        assert await Early.select(Early.name) == [{"name": name}]

        class Late(Table, tablename="early"):
            """Declared after the database was connected."""

            name = Varchar()

        assert await Late.count() == 1
        assert not is_postgres()
        await disconnect()


async def test_threads_and_files_are_gone_after_disconnect(new_sqlite: str) -> None:
    await connect(new_sqlite)
    await Early.create_table()
    assert _threads()
    await disconnect()
    assert _threads() == []
    folder = Path(new_sqlite.removeprefix("sqlite:///")).parent
    assert [path.name for path in folder.iterdir()] == ["doithoai.sqlite"]


async def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(Unavailable):
        await connect(f"sqlite:///{tmp_path}/folder.sqlite")
    assert _threads() == []


async def test_a_second_connect_is_refused(sqlite_database: str) -> None:
    with pytest.raises(RuntimeError, match="disconnect"):
        await connect(sqlite_database)


def test_a_process_that_forgets_to_disconnect_still_ends(tmp_path: Path) -> None:
    connecting = f"asyncio.run(connect('sqlite:///{tmp_path}/x.sqlite'))"
    code = f"import asyncio; from app.database import connect; {connecting}; print('end')"
    assert _python(code) == "end"


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT 1", True),
        ("  select 1", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", False),
        ("PRAGMA table_info(t)", True),
        ("EXPLAIN QUERY PLAN DELETE FROM t", True),
        ("INSERT INTO t DEFAULT VALUES", False),
        ("UPDATE t SET a = 1", False),
        ("CREATE TABLE t (a)", False),
    ],
)
def test_a_statement_tells_by_its_words_whether_it_writes(sql: str, reads: bool) -> None:
    assert reads_only(sql) is reads


def _threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("sqlite-")]


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
