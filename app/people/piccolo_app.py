"""Piccolo's registration of the people who use the program and the units they work for."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.people.tables import (
    Deputy,
    Field,
    FieldAgency,
    Invitation,
    Membership,
    OneTime,
    Passkey,
    Person,
    ProviderLink,
    RecoveryCode,
    Session,
    TotpKey,
    Unit,
)

APP_CONFIG = AppConfig(
    app_name="people",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[
        Unit,
        Person,
        Membership,
        Deputy,
        Session,
        Invitation,
        OneTime,
        TotpKey,
        RecoveryCode,
        Passkey,
        ProviderLink,
        Field,
        FieldAgency,
    ],
    migration_dependencies=[],
    commands=[],
)
