"""Signs of life for whoever watches the server."""

from litestar import MediaType, Response, get

from app.access import Access
from app.database import ping
from app.errors import Unavailable

NEVER_KEPT = {"Cache-Control": "no-store"}


@get("/healthz", media_type=MediaType.TEXT, opt={"access": Access.PUBLIC}, sync_to_thread=False)
def healthz() -> str:
    """The process answers."""
    return "ok"


@get("/readyz", media_type=MediaType.TEXT, opt={"access": Access.PUBLIC})
async def readyz() -> Response[str]:
    """The database answers too: 200, or 503 with a sentence."""
    try:
        await ping()
    except Unavailable as away:
        headers = NEVER_KEPT | {"Retry-After": str(away.retry_after)}
        return Response(str(away), status_code=away.status, media_type=MediaType.TEXT, headers=headers)
    return Response("ok", media_type=MediaType.TEXT, headers=NEVER_KEPT)
