"""The indexes of the outbox: one letter for each key, and the short list of what is still to leave."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.post.tables import OutboxLetter

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one letter for each key; find what is due; find what is about a thing"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS outbox_letter_key ON outbox_letter (key) WHERE key IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS outbox_letter_due ON outbox_letter (next_try_at) WHERE state IN ('queued', 'sending')",
    "CREATE INDEX IF NOT EXISTS outbox_letter_about ON outbox_letter (about_kind, about_id)",
    "CREATE INDEX IF NOT EXISTS outbox_letter_state ON outbox_letter (state, id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="post", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await OutboxLetter.raw(statement)

    manager.add_raw(run)
    return manager
