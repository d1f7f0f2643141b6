"""Piccolo's registration of the planning tables."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="planning",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(["events.planning.tables"], exclude_imported=True),
    migration_dependencies=["app.people.piccolo_app"],
)
