"""What the installation calls itself, its colour, its emblem and where to reach it."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Role, Viewer
from app.clock import now
from app.errors import Conflict, Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import version_of
from app.office.forms import SiteForm
from app.office.pictures import MOST_BYTES
from app.office.site_keeping import SITE_ID, change_site, put_emblem
from app.people.roles import ROLE_NAMES
from app.site.queries import load_site
from app.web.colours import darkened
from app.web.overtaken import stands_now, ticked, version_for, version_in
from app.web.pages import page, read_files, see_other
from app.web.pages import read_form as posted_form
from app.web.posted import AnyRequest
from app.web.state import web_of

HERE = "/office/site"
LABELS: dict[str, Sentence] = {
    "name": _("Name of the site"),
    "colour": _("Colour"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "email": _("E-mail address"),
    "emblem": _("Emblem"),
}
NEEDS_SECOND = _("Administrators and coordinators need a second factor")
SHOWN = {name: words for name, words in LABELS.items() if name != "emblem"} | {"second_factor_required": NEEDS_SECOND}


class LookController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        return await _page(request)

    @post()
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        posted = await posted_form(request)
        form = SiteForm.read(posted)
        if form.problems:
            return await _page(request, form, status=422)
        try:
            await change_site(form.values, by=viewer, at=now(), version=version_in(posted))
        except Conflict as refusal:
            return await _page(request, form, refusal=refusal.sentence, status=409)
        return see_other(request, HERE, said=_("Saved."))

    @post("/emblem", request_max_body_size=2 * MOST_BYTES)
    async def change_emblem(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        files = (await read_files(request)).get("emblem", [])
        if not files:
            return await _page(request, problems={"emblem": _("Please choose a file.")}, status=422)
        try:
            version = version_in(await posted_form(request))
            await put_emblem(await files[0].read(MOST_BYTES + 1), by=viewer, at=now(), version=version)
        except Conflict as refusal:
            return await _page(request, refusal=refusal.sentence, status=409)
        except Invalid as refusal:
            return await _page(request, problems=dict(refusal.problems), status=422)
        return see_other(request, HERE, said=_("Saved."))

    @post("/emblem/remove")
    async def remove_emblem(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        try:
            await put_emblem(b"", by=viewer, at=now(), version=version_in(await posted_form(request)))
        except Conflict as refusal:
            return await _page(request, refusal=refusal.sentence, status=409)
        return see_other(request, HERE, said=_("The emblem of the program is shown again."))


async def _page(
    request: AnyRequest,
    form: SiteForm | None = None,
    *,
    problems: dict[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    site = await load_site()
    settings = web_of(request).settings
    name = site.name or settings.site_name
    typed = {"name": name, "colour": site.colour, "address": site.address, "phone": site.phone, "email": site.email}
    typed["second_factor_required"] = "on" if site.second_factor_required else ""
    return page(
        request,
        "office/site.html",
        status=status,
        site=site,
        typed=form.typed if form else typed,
        problems=problems or (form.problems if form else {}),
        refusal=refusal,
        stands=stands_now(SHOWN, form.typed, typed, {"second_factor_required": ticked}) if refusal and form else (),
        labels=LABELS,
        version=await version_for(request, await version_of("site", SITE_ID), refusal),
        shown_colour=darkened(site.colour) if site.colour else "",
        required_roles=[ROLE_NAMES[role] for role in Role if role in settings.require_second_factor],
        most_kilobytes=MOST_BYTES // 1024,
    )
