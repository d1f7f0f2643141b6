"""The door of every route: closed unless `opt["access"]` opens it to this viewer."""

from litestar.handlers import BaseRouteHandler

from app.access import Access
from app.errors import NotAllowed, NotFound, Refusal
from app.i18n import Sentence as _
from app.web.csrf import ForeignForm, comes_from_here
from app.web.pages import SAFE, address_of
from app.web.state import Connection, viewer_of

MOST_ID = 2**31 - 1  # no row has a greater one, and PostgreSQL refuses to look for it


class SignInFirst(Refusal):
    """Nobody is signed in. A page sends the reader to sign in and back to `next_path`."""

    status = 401

    def __init__(self, next_path: str) -> None:
        super().__init__(_("Please sign in first."))
        self.next_path = next_path


async def access_guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Raises SignInFirst, NotAllowed or, for another site's form, ForeignForm; undeclared means closed."""
    if any(isinstance(value, int) and value > MOST_ID for value in connection.path_params.values()):
        raise NotFound(_("The address may be mistyped, or the page is no longer public."))
    access = handler.opt.get("access")
    if not isinstance(access, Access):
        raise NotAllowed(_("This page is closed."))
    viewer = viewer_of(connection)
    if viewer.may_reach(access):
        return
    if viewer.is_signed_in:
        raise NotAllowed(_("Your role does not open this page. Ask the administrator of your office if it should."))
    if connection.scope.get("method") in SAFE:
        raise SignInFirst(address_of(connection))
    if not comes_from_here(connection):
        raise ForeignForm(_("This form came from another site, so nothing was changed."))
    raise NotAllowed(_("You were signed out, so nothing was changed. Sign in and send again; what you typed is kept."))
