"""Webhooks and their deliveries."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Boolean, ForeignKey, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from questions.hooks.tables import Webhook

ID = "2026-11-23T05:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "tell other programs what has become public"

PLAIN = {
    "null": False,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
}
REFERENCE = PLAIN | {
    "on_delete": OnDelete.restrict,
    "on_update": OnUpdate.cascade,
    "target_column": None,
    "default": None,
}
TEXT = PLAIN | {"default": ""}
NUMBER = PLAIN | {"default": 0}
MOMENT = PLAIN | {"default": None}
TABLES = {
    ("Webhook", "webhook"): (
        ("name", Varchar, TEXT | {"length": 100}),
        ("url", Varchar, TEXT | {"length": 500}),
        ("kinds", Varchar, TEXT | {"length": 100}),
        ("is_on", Boolean, PLAIN | {"default": True}),
        ("generation", Integer, NUMBER | {"default": 1}),
        ("rotated_at", Timestamptz, MOMENT | {"null": True}),
        ("created_at", Timestamptz, MOMENT),
    ),
    ("WebhookDelivery", "webhook_delivery"): (
        ("webhook", ForeignKey, REFERENCE | {"references": Webhook, "index": True}),
        ("entry", Integer, NUMBER | {"default": None, "null": True}),
        ("act", Varchar, TEXT | {"length": 80}),
        ("body", Text, TEXT),
        ("state", Varchar, TEXT | {"length": 10, "default": "waiting"}),
        ("attempts", SmallInt, NUMBER),
        ("next_try_at", Timestamptz, MOMENT),
        ("status", Integer, NUMBER),
        ("error", Varchar, TEXT | {"length": 300}),
        ("queued_at", Timestamptz, MOMENT),
        ("done_at", Timestamptz, MOMENT | {"null": True}),
    ),
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    for (name, tablename), columns in TABLES.items():
        manager.add_table(class_name=name, tablename=tablename, schema=None, columns=None)
        for column, column_class, params in columns:
            manager.add_column(
                table_class_name=name,
                tablename=tablename,
                column_name=column,
                db_column_name=column,
                column_class_name=column_class.__name__,
                column_class=column_class,
                params=dict(params),
                schema=None,
            )
    return manager
