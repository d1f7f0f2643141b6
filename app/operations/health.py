"""Signs of life for whoever watches the server."""

from litestar import MediaType, Response, get

from app.access import Access
from app.clock import now
from app.database import ping
from app.errors import Unavailable
from app.operations.beating import beats, is_late
from app.operations.readiness import lacking

NEVER_KEPT = {"Cache-Control": "no-store"}


@get("/healthz", media_type=MediaType.TEXT, opt={"access": Access.PUBLIC}, sync_to_thread=False)
def healthz() -> str:
    """The process answers."""
    return "ok"


@get("/readyz", media_type=MediaType.TEXT, opt={"access": Access.PUBLIC})
async def readyz() -> Response[str]:
    """Whether this process can serve: 200, or 503 with a sentence.

    A worker that is gone is told and answered with 200: pages and forms go on without it, and taking every
    server away for it would make a small trouble a large one.
    """
    try:
        await ping()
        missing = await lacking()
        if missing > 0:
            return _answer(f"the database lacks {missing} migrations: run doithoai migrate", 503)
        if is_late(await beats(), now()):
            return _answer("ok, but no worker has been heard of for three minutes", 200)
    except Unavailable as away:
        return _answer(str(away), away.status, {"Retry-After": str(away.retry_after)})
    return _answer("ok", 200)


def _answer(words: str, status: int, more: dict[str, str] | None = None) -> Response[str]:
    return Response(words, status_code=status, media_type=MediaType.TEXT, headers=NEVER_KEPT | (more or {}))
