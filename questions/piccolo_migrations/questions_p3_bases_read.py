"""What answers cite that are there already, line by line."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.bases.citing import bases
from questions.tables import Question

ID = "2026-11-23T03:04:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "read what the answers of before cite"

READ = "SELECT id, legal_basis FROM answer WHERE legal_basis <> '' AND id > {} ORDER BY id LIMIT 500"
KEEP = (
    "INSERT INTO citation (answer, position, line, key, name, kind, number, issued_on, issuer, parts)"
    " VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        last = 0
        while rows := await Question.raw(READ, last):
            for row in rows:
                for position, cited in enumerate(bases(row["legal_basis"])):
                    await Question.raw(
                        KEEP, row["id"], position, cited.line, cited.key, cited.name, cited.kind, cited.number[:80],
                        cited.issued_on, cited.issuer, ", ".join(cited.parts)[:300],
                    )  # fmt: skip
            last = rows[-1]["id"]

    manager.add_raw(run)
    return manager
