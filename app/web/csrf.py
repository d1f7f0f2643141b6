"""Only our own pages may change something: the request says where it comes from, and carries our token."""

from typing import cast

from litestar.handlers import BaseRouteHandler

from app.errors import NotAllowed
from app.i18n import Sentence as _
from app.web import tokens
from app.web.pages import SAFE
from app.web.posted import AnyRequest, read_form
from app.web.state import Connection, bound_to, web_of


class ForeignForm(NotAllowed):
    """The form was not ours, or its page was too old."""


def comes_from_here(connection: Connection) -> bool:
    """What the browser says of the sender: it must say something, and nothing foreign."""
    site = connection.headers.get("sec-fetch-site")
    origin = connection.headers.get("origin")
    if site is None and origin is None:
        return False
    if site is not None and site not in {"same-origin", "none"}:
        return False
    return origin is None or origin.partition("://")[2] == connection.headers.get("host")


async def is_one_click(connection: Connection) -> bool:
    """A mail program that stops a subscription for its reader (RFC 8058): no browser, and the secret is the address."""
    if "origin" in connection.headers or "sec-fetch-site" in connection.headers or connection.cookies:
        return False
    return (await read_form(cast(AnyRequest, connection))).get("List-Unsubscribe") == ["One-Click"]


async def csrf_guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Raises ForeignForm (403). The sender and a header token are judged before any body is read."""
    if connection.scope.get("method") in SAFE:
        return
    if not comes_from_here(connection):
        if handler.opt.get("one_click") and await is_one_click(connection):
            return
        raise ForeignForm(_("This form came from another site, so nothing was changed."))
    bound = bound_to(connection)
    token = connection.headers.get("x-csrf-token")
    if token is None and bound is not None:
        token = (await read_form(cast(AnyRequest, connection))).get("csrf_token", [""])[-1]
    if bound is None or not tokens.is_form_token(web_of(connection).settings.secret_key, bound, token or ""):
        raise ForeignForm(
            _("This page is too old to be sent. Please reload it and send again; what you typed is kept.")
        )
