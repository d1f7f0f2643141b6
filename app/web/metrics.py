"""Figures about requests for a scraper such as Prometheus: counted by the route's template, never by its address."""

import hmac
import time
from typing import TYPE_CHECKING

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from app.web.logs import route_of

if TYPE_CHECKING:
    pass

BOUNDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one process. The library is imported only where a token asks for figures."""

    def __init__(self, token: str) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._token = token
        self.registry: CollectorRegistry = CollectorRegistry()
        self._requests: Counter = Counter(
            "doithoai_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self._seconds: Histogram = Histogram(
            "doithoai_request_seconds", "Time to the last byte", ("route",), buckets=BOUNDS, registry=self.registry
        )
        self._under_way = Gauge("doithoai_requests_under_way", "Requests being answered", registry=self.registry)

    def opens_for(self, authorization: str) -> bool:
        """Whether the header is `Bearer` and the token."""
        return hmac.compare_digest(authorization.encode(), f"Bearer {self._token}".encode())

    def around(self, app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            status = 500

            async def send_watched(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            started = time.perf_counter()
            self._under_way.inc()
            try:
                await app(scope, receive, send_watched)
            finally:
                self._under_way.dec()
                route = route_of(scope)
                method = scope["method"] if scope["method"] in {"GET", "POST"} else "other"
                self._requests.labels(method, route, str(status)).inc()
                self._seconds.labels(route).observe(time.perf_counter() - started)

        return answer
