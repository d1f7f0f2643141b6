"""Tells Piccolo which tables and migrations the outbox has."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.post.tables import DailyLetters, LetterEdit, OutboxLetter

APP_CONFIG = AppConfig(
    app_name="post",
    migrations_folder_path=str(Path(__file__).with_name("piccolo_migrations")),
    table_classes=[OutboxLetter, DailyLetters, LetterEdit],
    migration_dependencies=[],
)
