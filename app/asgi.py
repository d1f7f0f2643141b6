"""The application: every controller and every layer around them, listed by name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.plugins.htmx import HTMXPlugin
from litestar.types import ControllerRouterHandler

from app.database import connect, disconnect
from app.help.controllers import HANDLERS as HELP
from app.journal.controllers import HANDLERS as JOURNAL
from app.office.controllers import HANDLERS as OFFICE
from app.operations import health
from app.operations.backing import stop_backups
from app.operations.controllers import HANDLERS as OPERATIONS
from app.people.controllers import HANDLERS as PEOPLE
from app.people.session_middleware import sessions
from app.post import start_worker, stop_worker
from app.post.controllers import HANDLERS as POST
from app.settings import Settings
from app.timetable import SOON, timetable_of
from app.web.cache import byte_cache
from app.web.plugin import WebLayer, web_layer
from app.web.site import site_settings
from events.planning.controllers import HANDLERS as PLANNING
from events.planning.leaving import OFFICES
from events.running.controllers import ROOM
from events.running.controllers.public import HANDLERS as PUBLIC_FORUMS
from exports.controllers import HANDLERS as PAPERS
from questions.commitments.controllers.desk import CommitmentDesk
from questions.controllers import DESK as DESK_OF_QUESTIONS
from questions.controllers import PUBLIC as PUBLIC_QUESTIONS

# What passes on to a successor when a person leaves.
HAND_OVERS = (OFFICES,)
HANDLERS: tuple[ControllerRouterHandler, ...] = (
    health.healthz,
    health.readyz,
    *HELP,
    *PUBLIC_FORUMS,
    *PUBLIC_QUESTIONS,
    *PEOPLE,
    *OFFICE,
    *JOURNAL,
    *OPERATIONS,
    *POST,
    *PLANNING,
    *ROOM,
    *DESK_OF_QUESTIONS,
    CommitmentDesk,
    *PAPERS,
)


class Site(Litestar):
    """Litestar without its plugins for pydantic and attrs, which would cost 8 MB and a tenth of a second."""

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        return [*plugins, MsgspecDIPlugin()]


def create_app(settings: Settings) -> Litestar:
    """The whole site for these settings. The database opens with the server and closes with it."""
    web = web_layer(settings)
    return dressed(routed(web), web)


def routed(web: WebLayer) -> Litestar:
    """Every route behind its guards. Of the settings, only whether it is a demo matters here."""
    return Site(
        route_handlers=[*web.route_handlers, *HANDLERS],
        guards=list(web.guards),
        dependencies=dict(web.dependencies),
        exception_handlers=dict(web.exception_handlers),
        request_max_body_size=web.request_max_body_size,
        plugins=[HTMXPlugin()],
        lifespan=[_running],
        openapi_config=None,
        logging_config=None,
    )


def dressed(app: Litestar, web: WebLayer) -> Litestar:
    """`app` with the settings of `web` and every layer that stands around the routes."""
    settings = web.web.settings
    app.state.hand_overs = HAND_OVERS
    return web.dress(app, byte_cache(settings), site_settings(settings), sessions(settings))


@asynccontextmanager
async def _running(app: Litestar) -> AsyncIterator[None]:
    settings: Settings = app.state.web.settings
    await connect(settings)
    try:
        if settings.run_worker:
            await start_worker(settings, timetable_of(settings), SOON)
        yield
    finally:
        await stop_worker()
        await stop_backups()
        await disconnect()
