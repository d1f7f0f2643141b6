from app.database import Statement, atomic, migrating
from app.operations import readiness


async def test_a_migrated_database_lacks_nothing(database: str):
    assert await readiness.lacking() == 0
    assert len(readiness._files()) == len(migrating.known())


async def test_a_database_of_a_newer_version_has_more(database: str):
    @atomic
    async def add() -> None:
        await Statement(
            "INSERT INTO migration (name, app_name, ran_on) VALUES ('2099', 'people', '2026-11-21 00:00:00')"
        ).run()

    await add()
    assert await readiness.lacking() == -1
