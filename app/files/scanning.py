"""Asking clamd whether a file holds a virus: its INSTREAM command, over TCP or a socket of this machine."""

import asyncio
import struct
from pathlib import Path
from urllib.parse import unquote, urlsplit

SECONDS = 30
SLICE = 64 * 1024


class NoScanner(Exception):
    """The scanner is away or answered nothing that can be trusted; the file counts as not scanned."""


async def is_infected(url: str, path: Path) -> bool:
    """True when clamd at `url` (tcp://host:port or unix:///path) knows a virus in this file. Raises NoScanner."""
    try:
        async with asyncio.timeout(SECONDS):
            reply = await _ask(url, path)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as away:
        raise NoScanner(str(away) or type(away).__name__) from away
    if reply.endswith("OK"):
        return False
    if reply.endswith("FOUND"):
        return True
    raise NoScanner(reply)


async def answers(url: str) -> None:
    """Raises NoScanner unless clamd answers a PING."""
    try:
        async with asyncio.timeout(5):
            reader, writer = await _connected(url)
            writer.write(b"zPING\0")
            reply = await reader.readuntil(b"\0")
            writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as away:
        raise NoScanner(str(away) or type(away).__name__) from away
    if reply.strip(b"\0\n") != b"PONG":
        raise NoScanner(reply.decode("utf-8", "replace"))


async def _ask(url: str, path: Path) -> str:
    reader, writer = await _connected(url)
    try:
        writer.write(b"zINSTREAM\0")
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, SLICE):
                writer.write(struct.pack(">I", len(piece)) + piece)
                await writer.drain()
        writer.write(struct.pack(">I", 0))
        await writer.drain()
        return (await reader.readuntil(b"\0")).rstrip(b"\0").decode("utf-8", "replace").strip()
    finally:
        writer.close()


async def _connected(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return await asyncio.open_unix_connection(unquote(parts.path))
    return await asyncio.open_connection(parts.hostname, parts.port or 3310)
