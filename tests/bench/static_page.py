"""The list of questions drawn from data that is already there: the speed that a page drawn each time can reach.

`python -m tests.bench.static_page --host H --port P` serves it at /static-page, inside the same layers.
"""

import argparse
from datetime import UTC, datetime
from typing import Any

from litestar import Litestar, Response, get

from app.access import Access
from app.operations import health
from app.operations.serving import listen, run_application
from app.settings import Settings
from app.web.pages import page
from app.web.paging import Page, Total
from app.web.plugin import web_layer
from app.web.posted import AnyRequest
from events.planning.policy import EventFacts
from events.planning.states import EventState
from questions.public_lists import LOOKS, QuestionRow
from tests.bench.filling import SLUG

AT = datetime(2026, 9, 5, tzinfo=UTC)
EVENT = EventFacts(1, SLUG, EventState.COLLECTING, 1, "Cà phê doanh nhân đo tốc độ")
ROWS = [
    QuestionRow(
        f"CH-2025-{number:06d}",
        "Hồ sơ chuyển mục đích 120 m² đất tại phường Bến Ninh nộp từ tháng 5 chưa có thông báo giá đất?",
        "N.V.A.",
        "answered",
        "Sở Tài chính",
        "Đất đai",
        AT.date(),
        AT,
        AT,
    )
    for number in range(25)
]


@get("/static-page", opt={"access": Access.PUBLIC})
async def static_page(request: AnyRequest) -> Response[Any]:
    return page(
        request,
        "questions/public/index.html",
        "questions/public/_list.html",
        found=Page(ROWS, 1, 25, True, Total(1000, True)),
        looks=LOOKS,
        q="",
        event=EVENT,
        may_ask=True,
    )


def site(settings: Settings) -> Litestar:
    web = web_layer(settings)
    app = Litestar(
        [*web.route_handlers, health.healthz, static_page],
        guards=list(web.guards),
        dependencies=dict(web.dependencies),
        exception_handlers=dict(web.exception_handlers),
        openapi_config=None,
        logging_config=None,
    )
    return web.dress(app)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--host")
    parser.add_argument("--port", type=int)
    given = parser.parse_args()
    run_application(site(Settings.from_environment()), listen(given.host, given.port))  # type: ignore[arg-type]
