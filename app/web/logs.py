"""Logs as one line of JSON each on stderr; on a terminal, as people read them."""

import sys

import structlog

_is_set_up = False


def set_up_logs() -> None:
    """Configure structlog once. Tracebacks come without local variables: those hold secrets."""
    global _is_set_up
    if _is_set_up:
        return
    _is_set_up = True
    shown: list[structlog.typing.Processor]
    if sys.stderr.isatty():
        shown = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    else:
        shown = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shown,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
