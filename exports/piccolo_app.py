"""Piccolo's registration of the tables of papers."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="exports",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(["exports.tables"], exclude_imported=True),
    migration_dependencies=["app.people.piccolo_app", "events.planning.piccolo_app", "questions.piccolo_app"],
)
