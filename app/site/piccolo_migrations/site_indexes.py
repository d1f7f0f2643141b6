"""One row for each key and each picture."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.site.tables import Site

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one row for each of the office's words and each emblem"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS site_word_key ON site_word (key)",
    "CREATE UNIQUE INDEX IF NOT EXISTS site_emblem_sha256 ON site_emblem (sha256)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="site", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Site.raw(statement)

    manager.add_raw(run)
    return manager
