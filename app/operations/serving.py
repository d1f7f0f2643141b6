"""The web server: one uvicorn process that prints its address and ends in good order."""

import gc
import os
import signal
import socket
import sys
from typing import Any, cast

import uvicorn
from litestar.types import ASGIApp

import app.lean  # noqa: F401
from app.errors import Refusal
from app.i18n import Sentence as _
from app.operations.holding import hold
from app.operations.patience import PatientProtocol
from app.settings import Settings

SECONDS_TO_FINISH = 10
ALL_ADDRESSES = {"0.0.0.0", "::"}  # noqa: S104  as they are shown, not as they are chosen


class Server(uvicorn.Server):
    """uvicorn, saying its address once it really listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for one in sockets or []:
                host, port = one.getsockname()[:2]
                print(_("Serving at %(address)s", address=f"http://{_shown(host)}:{port}"), flush=True)


def serve(settings: Settings, host: str, port: int) -> int:
    """Serve the site until SIGTERM or SIGINT; raises Refusal when the port is taken."""
    listening = listen(host, port)  # before the application is made, so that a taken port is told at once
    from app.operations.readiness import make_ready

    hold(settings)
    make_ready(settings)
    from app.asgi import create_app

    application = create_app(settings)
    gc.freeze()
    gc.enable()
    return run_application(application, listening, settings.forwarded_allow_ips)


def run_application(application: ASGIApp, listening: socket.socket, forwarded_allow_ips: str = "127.0.0.1") -> int:
    """Serve an application; at the end requests in hand have ten seconds and the shutdown hooks run."""
    config = uvicorn.Config(
        cast(Any, application),
        loop="uvloop" if sys.platform == "linux" else "auto",
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=forwarded_allow_ips,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_keep_alive=30,
    )
    server = Server(config)
    # uvicorn raises the signal again after its shutdown; an end that was asked for is no failure.
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()
    return 0 if server.started else 1


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to that address; raises Refusal with the system's reason."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        sentence = _(
            "Cannot listen at %(host)s:%(port)s (%(why)s). Choose another with --port.",
            host=host,
            port=port,
            why=why,
        )
        raise Refusal(sentence) from error
    listening.set_inheritable(True)
    return listening


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ALL_ADDRESSES else f"[{host}]" if ":" in host else host
