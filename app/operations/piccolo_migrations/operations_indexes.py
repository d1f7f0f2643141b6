"""The indexes of what an installation notes about itself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.database import is_postgres
from app.operations.tables import RateBucket

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one row for each worker and each limit"

INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS worker_beat_worker ON worker_beat (worker)",
    "CREATE UNIQUE INDEX IF NOT EXISTS rate_bucket_key ON rate_bucket (key)",
    "CREATE INDEX IF NOT EXISTS backup_run_started ON backup_run (started_at)",
)
# Limits may be forgotten when the power goes; a write ahead of them would cost each act a wait for the disk.
POSTGRES = ("ALTER TABLE rate_bucket SET UNLOGGED",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="operations", description=DESCRIPTION)

    async def run() -> None:
        for statement in (*INDEXES, *POSTGRES) if is_postgres() else INDEXES:
            await RateBucket.raw(statement)

    manager.add_raw(run)
    return manager
