"""Tells Piccolo which tables and migrations the journal has."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.journal.tables import JournalAnchor, JournalApart, JournalEntry, JournalSeal

APP_CONFIG = AppConfig(
    app_name="journal",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[JournalEntry, JournalSeal, JournalAnchor, JournalApart],
    migration_dependencies=[],
)
