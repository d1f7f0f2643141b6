"""Small acts on the scratch tables, used by several tests."""

from app.database import Statement, atomic

ADD = Statement("INSERT INTO scratch (name) VALUES ({})")
ADD_ORPHAN = Statement("INSERT INTO scratch (name, parent) VALUES ({}, 999999)")
NAMES = Statement("SELECT name FROM scratch ORDER BY id")
READ = "SELECT number FROM counter WHERE id = 1"
READ_TO_CHANGE = Statement(READ, postgres=f"{READ} FOR UPDATE")
SET = Statement("UPDATE counter SET number = {} WHERE id = 1")


async def names() -> list[str]:
    return [row["name"] for row in await NAMES.all()]


@atomic
async def add(*given: str) -> None:
    for name in given:
        await ADD.run(name)


@atomic
async def add_and_fail(name: str, error: BaseException) -> None:
    await ADD.run(name)
    raise error


@atomic
async def add_an_orphan(name: str) -> None:
    """The foreign key is deferred, so it is the COMMIT that fails."""
    await ADD_ORPHAN.run(name)


@atomic
async def count_up() -> int:
    row = await READ_TO_CHANGE.one()
    assert row is not None
    await SET.run(row["number"] + 1)
    number: int = row["number"] + 1
    return number
