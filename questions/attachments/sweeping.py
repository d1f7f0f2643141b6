"""Removing files that no row names: what a crash left, and what was taken off a draft."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from app.files import store
from app.settings import Settings
from questions.attachments.reading import stored_names

EVERY = timedelta(hours=1)


def sweeping_files(settings: Settings) -> Callable[[datetime], Awaitable[object]]:
    """The timed act; it looks once an hour."""
    looked_at: datetime | None = None

    async def sweep_files(at: datetime) -> None:
        nonlocal looked_at
        if looked_at is not None and at - looked_at < EVERY:
            return
        looked_at = at
        await asyncio.to_thread(store.sweep, settings.data_dir, await stored_names())

    return sweep_files
