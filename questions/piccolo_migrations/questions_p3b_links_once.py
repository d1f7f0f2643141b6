"""A one-time link is found by its hash, and a question has one that still works at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T02:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "find one-time links by their hashes"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS one_time_link_token ON one_time_link (token_hash)",
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS one_time_link_open ON one_time_link (question)"
        " WHERE used_at IS NULL AND ended_at IS NULL"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
