"""The route table: no page is born without saying for whom it opens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from app.access import Access
from app.settings import Settings

ROOT = Path(__file__).parents[2]


def handlers(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Every route as (path template, method, handler), without the OPTIONS that the framework adds."""
    for route in app.routes:
        for method, (handler, _model) in getattr(route, "route_handler_map", {}).items():
            if method != "OPTIONS":
                yield route.path, method, handler


@pytest.fixture
def whole_app(settings: Settings) -> Litestar:
    from tests.apps import whole_site

    return whole_site(settings)


def test_every_route_declares_its_access(whole_app: Litestar) -> None:
    table = list(handlers(whole_app))
    assert len(table) > 10
    assert [f"{method} {path}" for path, method, one in table if not isinstance(one.opt.get("access"), Access)] == []


def test_only_public_pages_are_kept_for_everybody(whole_app: Litestar) -> None:
    kept = [(path, method, one) for path, method, one in handlers(whole_app) if one.opt.get("cache")]
    assert [f"{m} {p}" for p, m, one in kept if m != "GET" or one.opt["access"] is not Access.PUBLIC] == []


SECRETS = re.compile(r"{(?:token|sealed)[:}]")


def test_the_guide_keeps_the_secret_of_each_link_out_of_the_log_of_nginx(whole_app: Litestar) -> None:
    guide = (ROOT / "docs" / "operating.md").read_text()
    [pattern] = re.findall(r'"~(\^/\*\(\?<secret>.*)" "/\$secret', guide)
    kept_out = re.compile(pattern.replace("?<secret>", "?P<secret>"))
    secret = {path for path, _method, _one in handlers(whole_app) if SECRETS.search(path)}
    assert len(secret) > 5
    assert {path for path in secret if not kept_out.match(SECRETS.split(path)[0])} == set()


def test_every_route_has_both_guards(whole_app: Litestar) -> None:
    names = {"access_guard", "csrf_guard"}
    for path, method, one in handlers(whole_app):
        guards = {getattr(getattr(guard, "func", guard), "__name__", "") for guard in one.resolve_guards()}
        assert names <= guards, f"{method} {path}"


def test_staff_pages_are_not_public(whole_app: Litestar) -> None:
    staff = ("/work", "/desk", "/office")
    open_ = [
        f"{method} {path}"
        for path, method, one in handlers(whole_app)
        if path.startswith(staff) and one.opt["access"] is Access.PUBLIC
    ]
    assert open_ == []
