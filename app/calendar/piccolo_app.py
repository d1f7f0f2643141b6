"""Piccolo's registration of the calendar."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.calendar.tables import CalendarChange, CalendarOverride, ClockOverride, SpecialCount

APP_CONFIG = AppConfig(
    app_name="calendar",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[CalendarOverride, ClockOverride, CalendarChange, SpecialCount],
    migration_dependencies=[],
)
