"""What must be unique among people and units, and what is looked up often."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.people.tables import Person

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = (
    "one account for each address, one open role for each person and unit; find sessions by their hash"
)

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS unit_code ON unit (code)",
    "CREATE UNIQUE INDEX IF NOT EXISTS person_email ON person (email)",
    "CREATE INDEX IF NOT EXISTS person_sorted ON person (sort_key, id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS membership_open ON membership (person, unit, role) WHERE until IS NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS session_token ON session (token_hash)",
    "CREATE INDEX IF NOT EXISTS session_expires ON session (expires_at)",
    "CREATE UNIQUE INDEX IF NOT EXISTS staff_invitation_token ON staff_invitation (token_hash)",
    "CREATE UNIQUE INDEX IF NOT EXISTS one_time_token ON one_time (token_hash)",
    "CREATE INDEX IF NOT EXISTS one_time_expires ON one_time (expires_at)",
    "CREATE UNIQUE INDEX IF NOT EXISTS totp_key_person ON totp_key (person)",
    "CREATE UNIQUE INDEX IF NOT EXISTS recovery_code_hash ON recovery_code (code_hash)",
    "CREATE UNIQUE INDEX IF NOT EXISTS passkey_credential ON passkey (credential_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS provider_link_subject ON provider_link (issuer, subject)",
    "CREATE UNIQUE INDEX IF NOT EXISTS provider_link_account ON provider_link (issuer, person)",
    "CREATE UNIQUE INDEX IF NOT EXISTS field_code ON field (code)",
    "CREATE UNIQUE INDEX IF NOT EXISTS field_agency_pair ON field_agency (field, unit)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="people", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Person.raw(statement)

    manager.add_raw(run)
    return manager
