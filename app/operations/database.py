"""The database, opened for the time of one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.database import connect, disconnect
from app.settings import Settings


@asynccontextmanager
async def database_open(settings: Settings | None = None) -> AsyncIterator[Settings]:
    """Open the database of `settings`, or of the environment, and close it again."""
    chosen = settings or Settings.from_environment(needs_secret=False)
    await connect(chosen)
    try:
        yield chosen
    finally:
        await disconnect()
