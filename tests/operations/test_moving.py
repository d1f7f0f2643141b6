"""From SQLite to PostgreSQL and back: every row the same, and new ids go on after the old ones."""

import asyncio
import random
from pathlib import Path

from app.clock import now
from app.database import Statement, connect, disconnect
from app.journal.sealing import seal
from app.journal.verifying import verify
from tests.cli.running import doithoai
from tests.operations.hashes import hashes
from tests.operations.processes import serving
from tests.support import Stage, make_event, make_question, make_rejected, make_unit, send

# Of the running processes, and the marks of migrations with the hours at which they ran.
OWN = ("migration", "rate_bucket", "worker_beat")


async def fill(url: str) -> None:
    await connect(url)
    parent = await make_unit("Ủy ban nhân dân thành phố")
    event = await make_event(await make_unit("Sở Tài chính", parent_id=parent))
    for stage in (Stage.SUBMITTED, Stage.OFFERED, Stage.DRAFTED, Stage.PUBLISHED):
        await make_question(event, stage)
    await make_rejected(event)
    child = await make_unit("Phòng lập trước")
    late = await make_unit("Sở lập sau")
    await Statement("UPDATE unit SET parent = {} WHERE id = {}").run(late, child)  # a parent with a greater id
    await seal(now())
    await disconnect()


async def moved(url: str) -> dict[str, object]:
    return {name: each for name, each in (await hashes(url)).items() if name not in OWN}


def test_every_row_moves_to_postgresql_and_back_with_equal_hashes(new_sqlite: str, empty_postgres: str, tmp_path: Path):
    asyncio.run(fill(new_sqlite))
    before = asyncio.run(moved(new_sqlite))
    done = doithoai("move", "--to", empty_postgres, DATABASE_URL=new_sqlite)
    assert done.returncode == 0, done.stderr
    assert "moved and compared" in done.stdout
    assert asyncio.run(moved(new_sqlite)) == before, "the old database stays as it was"

    async def go_on(url: str) -> str:
        await connect(url)
        verdict = await verify()
        assert verdict.is_sound
        assert verdict.sealed > 10
        event = await make_event(await make_unit(f"Sở mới {random.random()}"))
        receipt, _token = await send(event)
        found = await Statement("SELECT count(*) AS n FROM question").one()
        assert found == {"n": 6 if url == empty_postgres else 7}
        await seal(now())
        assert (await verify()).is_sound
        await disconnect()
        return receipt.code

    asyncio.run(go_on(empty_postgres))
    there = asyncio.run(moved(empty_postgres))
    back = f"sqlite:///{tmp_path}/back/doithoai.sqlite"
    done = doithoai("move", "--to", back, DATABASE_URL=empty_postgres)
    assert done.returncode == 0, done.stderr
    shared = {name: each for name, each in asyncio.run(moved(back)).items() if name in there}
    assert _comparable(shared) == _comparable(there)
    asyncio.run(go_on(back))


def _comparable(found: dict[str, object]) -> dict[str, object]:
    """PostgreSQL has a column for searching that SQLite has as a table."""
    return {name: each if name != "question" else each.rows for name, each in found.items()}  # type: ignore[attr-defined]


def test_nothing_is_moved_over_rows_or_from_under_a_server(new_sqlite: str, new_postgres: str, empty_postgres: str):
    asyncio.run(fill(new_sqlite))
    asyncio.run(fill(new_postgres))
    done = doithoai("move", "--to", new_postgres, DATABASE_URL=new_sqlite)
    assert done.returncode == 1
    assert "not empty" in done.stderr
    done = doithoai("move", "--to", new_sqlite.replace("doithoai.", "other."), DATABASE_URL=new_sqlite)
    assert done.returncode == 1
    assert "same kind" in done.stderr
    with serving(DATABASE_URL=new_sqlite):
        done = doithoai("move", "--to", empty_postgres, DATABASE_URL=new_sqlite)
        assert done.returncode == 1
        assert "already serves" in done.stderr
    done = doithoai("move", "--to", empty_postgres, DATABASE_URL=new_sqlite)
    assert done.returncode == 0, done.stderr
