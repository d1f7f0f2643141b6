"""A small application of scratch routes, dressed in the real web layer."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from litestar import Litestar, Response, get, post
from litestar.params import FromPath
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from app.access import Access, Role, Viewer
from app.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany, Unavailable
from app.i18n import Sentence as _
from app.settings import Settings
from app.web import limits
from app.web.pages import page, read_files, read_form, see_other
from app.web.plugin import web_layer
from app.web.posted import AnyRequest
from app.web.templating import TEMPLATES

HOST = "dialogue.example"
HERE = {"Origin": f"http://{HOST}"}
CLERK = Viewer(7, "Lê Thị Ước", roles=frozenset({(1, Role.CLERK)}))
REFUSALS = {
    "403": NotAllowed(_("Only the author may do this.")),
    "404": NotFound(_("There is no such page.")),
    "409": Conflict(_("It was already approved.")),
    "422": Invalid(_("Something is missing"), {"name": _("Please fill this in.")}),
    "429": TooMany(_("Slowly."), 30),
    "503": Unavailable(_("The database is away.")),
}


@get("/form", opt={"access": Access.PUBLIC})
async def form(request: AnyRequest) -> Response[Any]:
    return page(request, "form.html", "_form.html", typed={})


@post("/form", opt={"access": Access.PUBLIC})
async def send(request: AnyRequest) -> Response[Any]:
    posted = await read_form(request)
    if not posted.get("name", [""])[0]:
        return page(request, "form.html", "_form.html", status=422, typed=posted)
    return see_other(request, "/form", said=f"<{posted['name'][0]}>")


@post("/echo", opt={"access": Access.PUBLIC})
async def echo(request: AnyRequest) -> dict[str, Any]:
    files = await read_files(request)
    names = {name: [file.filename for file in sent] for name, sent in files.items()}
    return {"fields": await read_form(request), "files": names}


@get("/kept", opt={"access": Access.PUBLIC})
async def kept(request: AnyRequest) -> Response[Any]:
    return page(request, "plain.html")


@get("/undeclared")
async def undeclared() -> str:
    return "secret"


@get("/desk", opt={"access": Access.DESK})
async def desk(request: AnyRequest) -> Response[Any]:
    return page(request, "plain.html")


@post("/desk", opt={"access": Access.DESK})
async def desk_act(request: AnyRequest) -> Response[Any]:
    return see_other(request, "/desk", said=_("Please fill this in."))


@get("/office", opt={"access": Access.OFFICE})
async def office() -> str:
    return "secret"


@get("/refuse/{status:str}", opt={"access": Access.PUBLIC})
async def refuse(status: FromPath[str]) -> str:
    raise REFUSALS[status]


@get("/fault", opt={"access": Access.PUBLIC})
async def fault() -> str:
    secret = "canary-of-the-fault"
    raise RuntimeError(secret)


@get("/number/{number:int}", opt={"access": Access.PUBLIC})
async def number(number: FromPath[int]) -> str:
    return str(number)


@post("/limited", opt={"access": Access.PUBLIC})
async def limited(request: AnyRequest) -> str:
    posted = await read_form(request)
    await limits.take(request, "sign_in", email=posted["email"][0])
    return "ok"


ROUTES = [form, send, echo, kept, undeclared, desk, desk_act, office, refuse, fault, number, limited]
PAGES = {
    "form.html": '{% extends "base.html" %}{% block title %}Form{% endblock %}'
    '{% block main %}<h1>Form</h1>{% include "_form.html" %}{% endblock %}',
    "_form.html": '<form id="form" method="post" action="/form">{{ csrf() }}'
    '<label>Name <input name="name"></label><button type="submit">Send</button></form>',
    "plain.html": '{% extends "base.html" %}{% block title %}Plain{% endblock %}'
    "{% block main %}<h1>Plain</h1>{% endblock %}",
}

Dress = Callable[..., Litestar]


def signed_in_by_cookie(app: ASGIApp) -> ASGIApp:
    """Stands for the sessions: the cookie `who=clerk` signs the clerk in."""

    async def sessions(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"]) if "headers" in scope else {}
        if b"who=clerk" in headers.get(b"cookie", b""):
            scope["viewer"] = CLERK  # type: ignore[typeddict-unknown-key]
            scope["session_key"] = "session-of-the-clerk"  # type: ignore[typeddict-unknown-key]
        if b"who=broken" in headers.get(b"cookie", b""):
            raise Unavailable(_("The database is away."))
        await app(scope, receive, send)

    return sessions


@pytest.fixture
def web_settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path}/none.sqlite",
        secret_key="0123456789-abcdefghij-ABCDEFGHIJ-test-only",
        base_url=f"http://{HOST}",
        data_dir=tmp_path,
        is_demo=True,
    )


@pytest.fixture
def dress(tmp_path: Path) -> Dress:
    """Makes the scratch application for some settings."""

    def make(settings: Settings) -> Litestar:
        layer = web_layer(settings)
        layer.web.templates.loader = ChoiceLoader([DictLoader(PAGES), FileSystemLoader(TEMPLATES)])
        return layer.dress(
            Litestar(
                [*layer.route_handlers, *ROUTES],
                guards=layer.guards,
                exception_handlers=layer.exception_handlers,
                dependencies=layer.dependencies,
                request_max_body_size=layer.request_max_body_size,
                logging_config=None,
                openapi_config=None,
            ),
            signed_in_by_cookie,
        )

    return make


@pytest.fixture
def app(dress: Dress, web_settings: Settings) -> Litestar:
    return dress(web_settings)


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, base_url=f"http://{HOST}") as one:
        one.follow_redirects = False
        yield one
