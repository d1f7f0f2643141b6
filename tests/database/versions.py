"""Whether something writes, told by the committed version."""

from collections.abc import Awaitable, Callable

from app.database import committed_version


async def writes_nothing(act: Callable[[], Awaitable[object]]) -> bool:
    """True when the version stood still once in twenty tries.

    On PostgreSQL the version counts every database of the server, so another test may move it meanwhile.
    """
    for _try in range(20):
        before = await committed_version()
        await act()
        if await committed_version() == before:
            return True
    return False
