"""A site of three addresses behind the real server, for tests of how the server ends and waits."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from app.operations.serving import listen, run_application

NOTE = Path(sys.argv[1])


async def tiny_site(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        NOTE.write_text("the shutdown hook ran")
        await send({"type": "lifespan.shutdown.complete"})
        return
    headers = [(b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if scope["path"] == "/stream":
        while True:
            await send({"type": "http.response.body", "body": b".", "more_body": True})
            await asyncio.sleep(0.2)
    if scope["path"] == "/slow":
        await asyncio.sleep(3)
    if scope["method"] == "POST":
        while (await receive()).get("more_body"):
            pass
    await send({"type": "http.response.body", "body": b"done"})


if __name__ == "__main__":
    sys.exit(run_application(tiny_site, listen("127.0.0.1", 0)))  # type: ignore[arg-type]
