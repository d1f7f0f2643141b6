"""`doithoai questions import`: all of a list or nothing, and a dry run."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.database import Statement, connect, disconnect
from tests.questions.test_desk_intake import a_list
from tests.support import SECRET, make_event, make_unit

COUNT = Statement("SELECT count(*) AS n FROM question")


@pytest.fixture
def slug(new_database: str) -> str:
    async def make() -> str:
        await connect(new_database)
        try:
            return (await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))).slug
        finally:
            await disconnect()

    return asyncio.run(make())


def number_of_questions(url: str) -> int:
    async def count() -> int:
        await connect(url)
        try:
            row = await COUNT.one()
            return int(row["n"]) if row else -1
        finally:
            await disconnect()

    return asyncio.run(count())


def run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": SECRET, "DOITHOAI_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-m", "app.cli", "questions", "import", *arguments],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_list_is_taken_in_once(new_database: str, slug: str, tmp_path: Path):
    file = tmp_path / "danh sách.csv"
    file.write_bytes(a_list(3))
    dry = run(new_database, str(file), "--event", slug, "--dry-run")
    assert (dry.returncode, dry.stdout) == (0, "3 questions would be taken in; 0 rows are known already.\n")
    assert number_of_questions(new_database) == 0
    taken = run(new_database, str(file), "--event", slug)
    assert (taken.returncode, taken.stdout) == (0, "3 questions were taken in; 0 rows were known already.\n")
    again = run(new_database, str(file), "--event", slug)
    assert (again.returncode, again.stdout) == (0, "0 questions were taken in; 3 rows were known already.\n")
    assert number_of_questions(new_database) == 3


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_one_bad_row_and_nothing_is_taken(new_database: str, slug: str, tmp_path: Path, more: tuple[str, ...]):
    file = tmp_path / "list.csv"
    file.write_bytes(a_list(3, wrong=(2,)))
    done = run(new_database, str(file), "--event", slug, *more)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Row 3" in done.stderr
    assert "1 of 3 rows have problems" in done.stderr
    assert number_of_questions(new_database) == 0


def test_what_cannot_be_used_is_named(new_sqlite: str, tmp_path: Path):
    missing = run(new_sqlite, str(tmp_path / "khong-co.csv"), "--event", "x")
    assert (missing.returncode, missing.stdout) == (1, "")
    file = tmp_path / "list.csv"
    file.write_bytes(a_list(1))
    nowhere = run(new_sqlite, str(file), "--event", "khong-co")
    assert nowhere.returncode == 1
    assert nowhere.stderr == "There is no such forum.\n"
    assert run(new_sqlite, str(file)).returncode == 2
