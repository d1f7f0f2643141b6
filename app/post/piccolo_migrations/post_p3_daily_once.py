"""A kind of letter is chosen once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.post.tables import OutboxLetter

ID = "2026-11-23T05:04:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "choose a kind of daily letter once"

ONCE = "CREATE UNIQUE INDEX IF NOT EXISTS daily_letters_of ON daily_letters (address, kind)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="post", description=DESCRIPTION)

    async def run() -> None:
        await OutboxLetter.raw(ONCE)

    manager.add_raw(run)
    return manager
