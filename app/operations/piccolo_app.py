"""Tells Piccolo which tables and migrations running an installation has."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.operations.tables import BackupRun, RateBucket, WorkerBeat

APP_CONFIG = AppConfig(
    app_name="operations",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[WorkerBeat, BackupRun, RateBucket],
    migration_dependencies=[],
)
