"""Logs as one line of JSON each on stderr, each with the id of its request and none with personal data.

On a terminal they are shown as people read them.
"""

import logging
import re
import sys
import time
import traceback
from collections.abc import MutableMapping
from secrets import token_hex
from typing import Any

import structlog
from jinja2 import TemplateError
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

SLOW_SECONDS = 1.0
HEADER = b"x-request-id"
# What a proxy or a caller may name a request; anything else gets a name of ours.
GIVEN_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
# Begins only where a word does: tried from each letter, a long word would take quadratic time.
MAIL_BOX = re.compile(r"(?<![^\s@<>\"'(),;:])[^\s@<>\"'(),;:]++@[^\s@<>\"'(),;:]+")
PHONE = re.compile(r"(?<![\w.:-])(?:\+?84|0)(?:[ .]?\d){8,10}(?![\w:-])")
SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)*")  # a part of a path that opens something
# Their messages speak of code and tables, never of what somebody typed.
ABOUT_CODE = (AttributeError, NameError, TypeError, ImportError, TemplateError)

_is_set_up = False


def set_up_logs() -> None:
    """Configure structlog, and the standard library's logging through it, once."""
    global _is_set_up
    if _is_set_up:
        return
    _is_set_up = True
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        tell_fault,
        without_people,
    ]
    shown: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    )
    structlog.configure(
        processors=[*shared, shown],
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),  # what stderr is at that moment
        cache_logger_on_first_use=False,
    )
    handler = OnStderr()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
        )
    )
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


class OnStderr(logging.Handler):
    """Writes to what stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr, flush=True)


def identified(app: ASGIApp) -> ASGIApp:
    """Names each request in the log and in the answer, and notes those that failed or were slow."""
    log = structlog.get_logger("doithoai.requests")

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        name = _name_of(scope)
        status = 0

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, name)]
            await send(message)

        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=name.decode()):
            try:
                await app(scope, receive, send_named)
            finally:
                seconds = time.perf_counter() - started
                if status >= 500 or seconds > SLOW_SECONDS:
                    log.warning(
                        "request",
                        method=scope["method"],
                        route=route_of(scope),
                        status=status,
                        ms=round(1000 * seconds),
                    )

    return answer


def route_of(scope: Scope) -> str:
    """The template of the route that answered ("/questions/{code:str}"): paths hold secrets, templates do not."""
    return str(scope.get("path_template") or ("kept" if scope.get("was_kept") else "none"))


def tell_fault(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A fault as its type and where it happened; its message only where that cannot quote what people typed."""
    given = event.pop("exc_info", None)
    fault = given if isinstance(given, BaseException) else sys.exc_info()[1] if given is True else None
    if isinstance(given, tuple):
        fault = given[1]
    if fault is None:
        return event
    lines: list[str] = []
    seen: BaseException | None = fault
    while seen is not None and len(lines) < 200:
        lines += [f"{type(seen).__module__}.{type(seen).__qualname__}: {_message_of(seen)}"]
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(seen.__traceback__)[-30:]
        ]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    event["fault"] = "\n".join(lines)
    return event


def _message_of(fault: BaseException) -> str:
    if isinstance(fault, OSError):
        return fault.strerror or ""
    if isinstance(fault, ABOUT_CODE) or type(fault).__module__.partition(".")[0] in {"sqlite3", "pysqlite3"}:
        return str(fault)
    code = getattr(fault, "sqlstate", None)
    return f"({code})" if isinstance(code, str) else "(message left out)"


def without_people(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mail addresses, telephone numbers and secret links blotted out: mail servers like to repeat addresses."""
    for key, value in event.items():
        if isinstance(value, str) and key not in {"timestamp", "request"}:
            value = PHONE.sub("…", MAIL_BOX.sub("…@…", value))
            event[key] = value if key == "fault" else SECRET.sub("…", value)
    return event


def _name_of(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == HEADER and GIVEN_ID.fullmatch(value):
            return bytes(value)
    return token_hex(8).encode()
