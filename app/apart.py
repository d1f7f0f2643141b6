"""Heavy work in a short-lived process of its own, so that the server stays small and no page waits for it."""

import asyncio
import sys
from collections.abc import AsyncIterable
from contextlib import suppress
from pathlib import Path

from app.errors import Unavailable
from app.i18n import Sentence as _

ROOT = Path(__file__).parents[1]
# Two cores, about 100 MB each: more at once would only be slower.
AT_ONCE = 2
_turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


class Failed(Exception):
    """The process ended badly; the message is what it wrote to standard error."""


async def run_apart(
    module: str, *arguments: str, given: bytes | AsyncIterable[bytes] = b"", seconds: float = 20
) -> bytes:
    """What `python -m module arguments` writes to standard output when it is given these bytes.

    A stream is fed piece by piece, no faster than the process reads; then its output should be small.
    Raises Unavailable when it takes longer than `seconds`, Failed when it exits with an error.
    The process is killed when the caller is cancelled.
    """
    async with _turn():
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(seconds):
                if not isinstance(given, bytes):
                    await _feed(process, given)
                out, error = await process.communicate(given if isinstance(given, bytes) else b"")
        except TimeoutError:
            raise Unavailable(_("This took too long and was stopped. Please try again, or with less.")) from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
    if process.returncode:
        raise Failed(error.decode("utf-8", "replace").strip())
    return out


async def _feed(process: asyncio.subprocess.Process, pieces: AsyncIterable[bytes]) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it ended early and says why on standard error
        async for piece in pieces:
            process.stdin.write(piece)
            await process.stdin.drain()
            await asyncio.sleep(0)  # a swift reader never makes `drain` wait, and others want their turn


def _turn() -> asyncio.Semaphore:
    """One queue for each event loop: a semaphore belongs to the loop that first waited on it."""
    loop = asyncio.get_running_loop()
    for other in [known for known in _turns if known.is_closed()]:
        del _turns[other]
    return _turns.setdefault(loop, asyncio.Semaphore(AT_ONCE))
