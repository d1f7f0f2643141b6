"""An address follows a thing once and is told a piece of news once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T05:06:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "follow once"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS follower_of ON follower (email, kind, thing)",
    "CREATE INDEX IF NOT EXISTS follower_thing ON follower (kind, thing) WHERE confirmed_at IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS follower_news_of ON follower_news (email, entry)",
    "CREATE INDEX IF NOT EXISTS follower_news_waiting ON follower_news (id) WHERE told_at IS NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS news_cursor_reader ON news_cursor (reader)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
