"""What must be single among papers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from exports.tables import IssuedDocument

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one draft a forum, one file a version, one number a year"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS minutes_draft_event ON minutes_draft (event)",
    "CREATE UNIQUE INDEX IF NOT EXISTS issued_document_version ON issued_document (event, kind, version)",
    # Numbers of a kind restart each year; the second version of a forum's minutes keeps the first one's number.
    "CREATE INDEX IF NOT EXISTS issued_document_number ON issued_document (issuer, kind, year, number)",
    "CREATE INDEX IF NOT EXISTS issued_document_docx ON issued_document (docx_sha256)",
    "CREATE INDEX IF NOT EXISTS issued_document_pdf ON issued_document (pdf_sha256)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="exports", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await IssuedDocument.raw(statement)

    manager.add_raw(run)
    return manager
