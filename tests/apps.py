"""Applications for tests: the routes are gathered once in a process, every application gets settings of its own."""

from copy import copy
from functools import cache
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.plugins.htmx import HTMXPlugin

from app.asgi import dressed, routed
from app.settings import Settings
from app.web.plugin import web_layer

__all__ = ["small_site", "whole_site"]


def whole_site(settings: Settings) -> Litestar:
    """What `create_app` makes of these settings, without a lifespan: the test opens the database."""
    return dressed(_fresh(_whole(settings.is_demo)), web_layer(settings))


def small_site(settings: Settings, handlers: tuple[Any, ...], *inner: Any) -> Litestar:
    """An application with these handlers only; `inner` are the layers around them, outermost first."""
    return web_layer(settings).dress(_fresh(_small(settings.is_demo, handlers)), *inner)


def _fresh(app: Litestar) -> Litestar:
    """The same routes in an application that keeps its own state."""
    made = copy(app)
    made.state = State()
    return made


@cache
def _whole(is_demo: bool) -> Litestar:
    return routed(web_layer(_settings(is_demo)))


@cache
def _small(is_demo: bool, handlers: tuple[Any, ...]) -> Litestar:
    layer = web_layer(_settings(is_demo))
    return Litestar(
        route_handlers=[*layer.route_handlers, *handlers],
        guards=list(layer.guards),
        dependencies=dict(layer.dependencies),
        exception_handlers=dict(layer.exception_handlers),
        request_max_body_size=layer.request_max_body_size,
        plugins=[HTMXPlugin()],
        openapi_config=None,
        logging_config=None,
    )


def _settings(is_demo: bool) -> Settings:
    return Settings("sqlite:///nowhere.sqlite", "0123456789-abcdefghij-ABCDEFGHIJ-test-only", is_demo=is_demo)
