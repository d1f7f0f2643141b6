"""Everything of the web layer that the application lists, in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ASGIApp, ExceptionHandlersMap, Guard

from app.access import Viewer
from app.settings import Settings
from app.web import errors
from app.web.csrf import csrf_guard
from app.web.guards import access_guard
from app.web.i18n import choose_language, speaks
from app.web.late import late_guard
from app.web.logs import identified, set_up_logs
from app.web.metrics import Metrics
from app.web.rates import Limits
from app.web.security import guarded
from app.web.shared_rates import PostgresBuckets
from app.web.site import brand_style, emblem
from app.web.state import Web, viewer_of
from app.web.static import ROOT, StaticFiles, static_file
from app.web.styleguide import styleguide, styleguide_desk
from app.web.templating import TEMPLATES, environment

BODY_LIMIT = 256 * 1024
log = structlog.get_logger("doithoai.web")


@dataclass(frozen=True)
class WebLayer:
    """The pieces: pass them to Litestar, then `dress` the application."""

    web: Web
    guards: Sequence[Guard]
    exception_handlers: ExceptionHandlersMap
    dependencies: dict[str, Provide]
    route_handlers: Sequence[Any]
    request_max_body_size: int = BODY_LIMIT

    def dress(self, app: Litestar, *inner: Any) -> Litestar:
        """Puts the protection around all of `app`, unmatched addresses included.

        `inner` are wrappers `(ASGIApp) -> ASGIApp`, outermost first, that stand inside
        it: the byte cache, then the sessions.
        """
        app.state.web = self.web
        handler: ASGIApp = app.asgi_handler
        for wrap in reversed(inner):
            handler = wrap(handler)
        handler = speaks(errors.shown(handler, app))
        if self.web.metrics:
            handler = self.web.metrics.around(handler)
        app.asgi_handler = guarded(identified(handler), self.web.settings)
        return app


def web_layer(settings: Settings, static_root: Path = ROOT, templates: Path = TEMPLATES) -> WebLayer:
    set_up_logs()
    static = StaticFiles(static_root)
    if static.missing:
        log.warning("assets are missing, pages work plainly without them; run: make setup", files=static.missing)
    web = Web(
        settings,
        static,
        environment(settings, static, templates),
        Limits(settings.limit_per_address, shared=None if settings.sqlite_path else PostgresBuckets()),
        Metrics(settings.metrics_token) if settings.metrics_token else None,
    )
    return WebLayer(
        web=web,
        guards=[access_guard, csrf_guard, late_guard],
        exception_handlers=errors.handlers(),
        dependencies={"viewer": Provide(viewer, sync_to_thread=False)},
        route_handlers=[
            static_file,
            choose_language,
            brand_style,
            emblem,
            *([styleguide, styleguide_desk] if settings.is_demo else []),
        ],
    )


def viewer(request: ASGIConnection[Any, Any, Any, State]) -> Viewer:
    return viewer_of(request)
