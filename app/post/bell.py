"""Wakes the worker of this process as soon as a letter was committed; other processes look by the clock."""

import asyncio

_waiting: set[asyncio.Event] = set()


def ring() -> None:
    """Wake every worker of this process. Call it in the event loop's thread."""
    for event in _waiting:
        event.set()


def listen() -> asyncio.Event:
    """An event that is set by the next `ring`."""
    event = asyncio.Event()
    _waiting.add(event)
    return event


def leave(event: asyncio.Event) -> None:
    _waiting.discard(event)
