"""Inviting everybody shown who has no way in yet; without a mail server their links stand here once, to be printed."""

from datetime import UTC, datetime
from typing import Any

from litestar import Controller, Response, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people.inviting_many import invite_waiting
from app.people.roles import ROLE_NAMES
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of

WAITING = "/office/people?waiting=1"


class OfficeWaitingController(Controller):
    path = "/office/people/invitations"
    opt = {"access": Access.OFFICE}

    @post()
    async def invite_all(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form, settings = await read_form(request), web_of(request).settings
        ids = [int(each) for each in form.get("person", ()) if each.isascii() and each.isdigit() and len(each) < 10]
        invited = await invite_waiting(
            ids, seen_at=_moment(form.get("seen_at", [""])[0]), is_mailed=bool(settings.smtp_url), by=viewer, at=now()
        )
        if not invited:
            return see_other(request, WAITING, said=_("Nobody was invited now: whoever was shown has a link already."))
        if settings.smtp_url:
            said = _("Letters on their way: %(count)s.", count=len(invited))
            return see_other(request, WAITING, said=said)
        shown = page(
            request,
            "people/office/invited.html",
            invited=invited,
            role_names=ROLE_NAMES,
            link_base=settings.base_url,
        )
        shown.headers["Cache-Control"] = "no-store"
        return shown


def _moment(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(_("Please open the list again.")) from None
