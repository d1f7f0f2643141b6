"""Values are the same Python types on both engines, and the same as Piccolo's."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from piccolo.columns import JSON, Boolean, Date, Integer, Serial, Timestamptz, Varchar
from piccolo.table import Table

from app.database import Duplicate, Insert, Statement, atomic, committed_version, json, ping


class Scratch(Table, tablename="scratch"):
    id: Serial
    name = Varchar()
    half = Integer()
    at = Timestamptz()
    day = Date()
    ok = Boolean()
    data = JSON()


ADD = Insert(Scratch, "name", "half", "at", "day", "ok", "data")
ONE = Statement("SELECT name, half, at, day, ok, data FROM scratch WHERE id = {}")
AT = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=7)))
VALUES = {
    "name": "Đối thoại",
    "half": 2**31 - 1,
    "at": AT,
    "day": date(2026, 3, 1),
    "ok": True,
    "data": '{"ủy":1}',
}


@pytest.fixture(autouse=True)
def _with_scratch(scratch: str) -> None:
    """Every test here uses the scratch table."""


async def test_values_come_back_as_the_types_they_went_in() -> None:
    key = await ADD(*VALUES.values())
    row = await ONE.one(key)
    assert row == VALUES
    assert row["at"].tzinfo is UTC
    assert row["ok"] is True


async def test_a_statement_and_piccolo_read_the_same_values() -> None:
    key = await ADD(*VALUES.values())
    columns = [Scratch.name, Scratch.half, Scratch.at, Scratch.day, Scratch.ok, Scratch.data]
    assert await Scratch.select(*columns).where(Scratch.id == key).first() == await ONE.one(key)


async def test_the_type_of_an_expression_is_named_with_its_column() -> None:
    await ADD(*VALUES.values())
    latest = Statement('SELECT max(at) AS "latest [timestamptz]", max(day) AS "last_day [date]" FROM scratch')
    assert await latest.one() == {"latest": AT, "last_day": date(2026, 3, 1)}


async def test_json_keeps_vietnamese_letters_and_comes_back_as_python() -> None:
    value = {"tên": "Nguyễn Thị Ánh", "số": [1, 2.5, None, True]}
    assert "Nguyễn" in json.dump(value)
    key = await ADD("a", 0, AT, None, False, json.dump(value))
    row = await ONE.one(key)
    assert row is not None
    assert json.load(row["data"]) == value


async def test_a_statement_that_finds_nothing_says_none_and_an_empty_list() -> None:
    assert await ONE.one(0) is None
    assert await ONE.all(0) == []


async def test_run_tells_how_many_rows_it_changed() -> None:
    await ADD.many([(f"n{n}", 0, AT, None, False, "{}") for n in range(3)])
    assert await Statement("UPDATE scratch SET half = {} WHERE name <> {}").run(7, "n0") == 2
    assert await Statement("DELETE FROM scratch WHERE name = {}").run("nobody") == 0


async def test_many_rows_are_inserted_in_order_or_not_at_all() -> None:
    keys = await ADD.many([(f"n{n}", n, AT, None, False, "{}") for n in range(100)])
    found = await Statement("SELECT id, half FROM scratch ORDER BY id").all()
    assert [(row["id"], row["half"]) for row in found] == list(zip(keys, range(100), strict=True))
    with pytest.raises(Duplicate):
        await ADD.many([("fresh", 0, AT, None, False, "{}"), ("n1", 0, AT, None, False, "{}")])
    assert await Statement("SELECT 1 AS one FROM scratch WHERE name = {}").one("fresh") is None


async def test_a_second_row_of_the_same_name_is_a_duplicate() -> None:
    await ADD(*VALUES.values())
    with pytest.raises(Duplicate):
        await ADD(*VALUES.values())
    with pytest.raises(Duplicate):
        await Scratch.insert(Scratch(name=VALUES["name"], at=AT, day=None, data="{}"))


async def test_a_writing_with_returning_gives_its_rows_inside_and_outside_an_act() -> None:
    key = await ADD(*VALUES.values())
    rename = Statement("UPDATE scratch SET name = {} WHERE id = {} RETURNING name, at")
    assert await rename.one("a", key) == {"name": "a", "at": AT}
    assert await atomic(rename.one)("b", key) == {"name": "b", "at": AT}


async def test_slow_statements_and_other_words_for_postgres_give_the_same() -> None:
    key = await ADD(*VALUES.values())
    slow = Statement("SELECT name FROM scratch WHERE id = {}", slow=True)
    assert await slow.one(key) == {"name": "Đối thoại"}
    assert await atomic(slow.all)(key) == [{"name": "Đối thoại"}]
    other = Statement(
        "SELECT ifnull(name, {}) AS n FROM scratch", postgres="SELECT coalesce(name, {}) AS n FROM scratch"
    )
    assert await other.one("") == {"n": "Đối thoại"}


async def test_the_committed_version_changes_with_every_commit_and_with_nothing_else_on_sqlite() -> None:
    await ping()
    versions = [await committed_version()]
    for number in range(3):
        await ADD(f"n{number}", 0, AT, None, False, "{}")
        versions.append(await committed_version())
        assert await committed_version() == versions[-1]
    assert len(set(versions)) == 4
