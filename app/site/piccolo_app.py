"""Piccolo's registration of the installation's settings."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.site.tables import Emblem, Site, Word

APP_CONFIG = AppConfig(
    app_name="site",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[Site, Emblem, Word],
    migration_dependencies=[],
)
