"""Piccolo's own settings: the apps in the order of their migrations, and the database of DATABASE_URL.

Both are made when they are first asked for, so that a command which needs no database imports no tables.
"""

import os
from functools import cache
from importlib.util import find_spec

from piccolo.conf.apps import AppRegistry

from app.database import engine_from_url, engines

APPS = (
    "app.site.piccolo_app",
    "app.people.piccolo_app",
    "app.journal.piccolo_app",
    "app.post.piccolo_app",
    "app.calendar.piccolo_app",
    "events.planning.piccolo_app",
    "questions.piccolo_app",
    "exports.piccolo_app",
    "app.office.piccolo_app",
    "app.operations.piccolo_app",
)


@cache
def _registry() -> AppRegistry:
    return AppRegistry(apps=[name for name in APPS if _is_there(name)])


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


@cache
def _from_environment(url: str) -> engines.Engine:
    return engine_from_url(url)


def __getattr__(name: str) -> object:
    if name == "APP_REGISTRY":
        return _registry()
    if name == "DB":
        if engines.is_connected():
            return engines.current()
        if url := os.environ.get("DATABASE_URL", ""):
            return _from_environment(url)
    raise AttributeError(name)
