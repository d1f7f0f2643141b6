"""Piccolo's registration of the people who use the program and the units they work for."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.people.tables import (
    Field,
    FieldAgency,
    Invitation,
    Membership,
    Person,
    Session,
    Unit,
)

APP_CONFIG = AppConfig(
    app_name="people",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Unit, Person, Membership, Session, Invitation, Field, FieldAgency],
    migration_dependencies=[],
    commands=[],
)
