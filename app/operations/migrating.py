"""Bringing the database of an installation to this version, and telling what was done."""

import asyncio

from app.database import migrating
from app.i18n import Sentence as _
from app.settings import Settings


def migrate(settings: Settings) -> None:
    """Run every pending migration and say each on stdout. Waits when another process is at it."""
    steps = asyncio.run(migrating.migrate(settings))
    for step in steps:
        print(f"{step.app} {step.id}: {step.description}")
    if steps:
        print(_("The database is now at this version."))
    else:
        print(_("The database is at this version already."))


def known_migrations() -> set[str]:
    """The migrations of this version, written as in a backup's manifest."""
    return {f"{step.app} {step.id}" for step in migrating.known()}
