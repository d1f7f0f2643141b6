"""The words of people, found with or without their marks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.people.search import PERSON_WORDS
from app.people.tables import Person

ID = "2026-11-22T04:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "find people by their words"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="people", description=DESCRIPTION)

    async def run() -> None:
        for statement in PERSON_WORDS.making():
            await Person.raw(statement)

    manager.add_raw(run)
    return manager
