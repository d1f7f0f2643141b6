"""A form whose last byte came late is judged by who is signed in now, not when its first byte came.

The handlers look up what the form is about after this guard, so that is as fresh. Between that and the write stand
compare-and-set and the acts' own checks.
"""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import cast

from litestar.handlers import BaseRouteHandler

from app.web.guards import access_guard
from app.web.pages import SAFE
from app.web.posted import AnyRequest, read_form
from app.web.state import Connection

LATE_SECONDS = 1.0


async def late_guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Read the whole body; when it took long, ask again who this is, and whether the route is still theirs."""
    if connection.scope.get("method") in SAFE:
        return
    await read_form(cast(AnyRequest, connection))
    look_again = cast("Callable[[], Awaitable[object]] | None", connection.scope.get("look_again"))
    looked_at = cast("float | None", connection.scope.get("looked_at"))
    if look_again is not None and looked_at is not None and monotonic() - looked_at > LATE_SECONDS:
        await look_again()
        await access_guard(connection, handler)
