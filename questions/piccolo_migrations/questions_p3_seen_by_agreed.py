"""What was published with its asker's consent stays so."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T04:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "keep the consent to be named"

AGREED = (
    "UPDATE question SET asker_seen_by = 'public' WHERE CAST(consents AS TEXT) LIKE '%\"publish_name\":true%'"
    " OR CAST(consents AS TEXT) LIKE '%\"publish_name\": true%'"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(AGREED)

    manager.add_raw(run)
    return manager
