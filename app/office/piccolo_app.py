"""Piccolo's registration of the office's own tables."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.office.tables import OfficeList

APP_CONFIG = AppConfig(
    app_name="office",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[OfficeList],
    migration_dependencies=["app.people.piccolo_app"],
)
