"""A webhook hears a piece of news once, and what is due is found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T05:07:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "tell a webhook once"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS webhook_delivery_of ON webhook_delivery (webhook, entry)"
    " WHERE entry IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (next_try_at, id) WHERE state = 'waiting'",
    "CREATE INDEX IF NOT EXISTS webhook_delivery_done ON webhook_delivery (done_at) WHERE done_at IS NOT NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
