"""The administrator's list of people: invite, give a role, end one, close an account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Role, Viewer
from app.clock import day_of, now
from app.errors import Invalid, NotFound, Refusal
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people import deputies, inviting, keeping, queries, second_factors
from app.people.controllers.second_factor import check_fresh
from app.people.forms import Form, InviteForm, RoleForm
from app.people.kinds import KIND_NAMES
from app.people.roles import ROLE_NAMES, ROLE_TASKS
from app.people.units import directory
from app.text import clean_line
from app.web.pages import page, read_form, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from app.web.state import web_of

OFFICE = {"access": Access.OFFICE}
PAGE_SIZE = 100


class OfficePeopleController(Controller):
    path = "/office"
    opt = OFFICE

    @get("/people")
    async def list_people(self, request: AnyRequest) -> Response[Any]:
        return await people_page(request, InviteForm())

    @post("/invitations")
    async def invite(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = InviteForm.read(await read_form(request))
        if form.problems:
            return await people_page(request, form, status=422)
        try:
            invited = await inviting.invite(form.email, form.name, form.unit_id, form.role, by=viewer, at=now())
        except Invalid as refusal:
            return await people_page(request, form, problems=refusal.problems, status=422)
        return see_other(request, "/office/people", said=sent(request, form.email, invited))

    @post("/invitations/{invitation_id:int}/again")
    async def invite_again(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], invitation_id: FromPath[int]
    ) -> Response[Any]:
        email, invited = await inviting.invite_again(invitation_id, by=viewer, at=now())
        return see_other(request, "/office/people", said=sent(request, email, invited))

    @post("/invitations/{invitation_id:int}/withdraw")
    async def withdraw(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        invitation_id: FromPath[int],
    ) -> Response[Any]:
        await inviting.withdraw(invitation_id, by=viewer, at=now())
        return see_other(request, "/office/people", said=_("The invitation is withdrawn."))

    @get("/people/{person_id:int}")
    async def show(self, request: AnyRequest, person_id: FromPath[int]) -> Response[Any]:
        return await person_page(request, person_id, RoleForm())

    @post("/people/{person_id:int}/roles")
    async def grant(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        person_id: FromPath[int],
    ) -> Response[Any]:
        form = RoleForm.read(await read_form(request))
        if form.problems:
            return await person_page(request, person_id, form, status=422)
        await keeping.grant(person_id, form.unit_id, form.role, by=viewer, at=now())
        return see_other(request, f"/office/people/{person_id}", said=_("Saved."))

    @post("/people/{person_id:int}/roles/{membership_id:int}/end")
    async def end_role(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        person_id: FromPath[int],
        membership_id: FromPath[int],
    ) -> Response[Any]:
        try:
            await keeping.end_membership(membership_id, by=viewer, at=now())
        except Refusal as refusal:
            return await person_page(request, person_id, RoleForm(), refusal=refusal)
        return see_other(request, f"/office/people/{person_id}", said=_("The role has ended."))

    @post("/people/{person_id:int}/password")
    async def renew(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], person_id: FromPath[int]
    ) -> Response[Any]:
        person = await queries.person(person_id)
        try:
            invited = await inviting.renew(person_id, by=viewer, at=now())
        except Invalid as refusal:
            return await person_page(request, person_id, RoleForm(), refusal=refusal)
        said = sent(request, person.email if person else "", invited)
        return see_other(request, f"/office/people/{person_id}", said=said)

    @post("/people/{person_id:int}/second-factor/remove")
    async def remove_second_factors(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], person_id: FromPath[int]
    ) -> Response[Any]:
        if person_id == viewer.person_id:
            check_fresh(request)
        await second_factors.remove_all(person_id, by=viewer, at=now())
        said = _("The second factors are removed. The person is told by letter.")
        return see_other(request, f"/office/people/{person_id}", said=said)


def sent(request: AnyRequest, email: str, invited: inviting.Invited) -> Sentence:
    """What became of a link: on its way by mail, or to be passed on by hand."""
    settings = web_of(request).settings
    if settings.smtp_url:
        return _("The letter to %(email)s is on its way.", email=email)
    link = settings.base_url + invited.path
    return _("No mail server is set, so please pass this link on to %(email)s: %(link)s", email=email, link=link)


async def people_page(
    request: AnyRequest,
    form: Form,
    *,
    problems: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response[Any]:
    at = now()
    number = page_number(request.query_params.get("page"))
    typed = clean_line(request.query_params.get("q") or "")[:200]
    place: dict[str, int] = {"limit": PAGE_SIZE + 1, "offset": (number - 1) * PAGE_SIZE}
    waiting = not typed and request.query_params.get("waiting") == "1"
    if typed:
        found = (await queries.find_people(typed, **place))[0]
    else:
        found = await (queries.people_waiting(**place) if waiting else queries.people(**place))
    return page(
        request,
        "people/office/people.html",
        status=status,
        q=typed,
        waiting=waiting,
        seen_at=at.isoformat(),
        is_mailed=bool(web_of(request).settings.smtp_url),
        people=Page.cut(found, number, PAGE_SIZE),
        held=await queries.open_memberships(),
        deputies=await deputies.open_deputies(day_of(at)),
        today=day_of(at),
        invitations=await queries.open_invitations(at),
        form=form,
        problems=problems or form.problems,
        **await choices(at),
    )


async def person_page(
    request: AnyRequest,
    person_id: int,
    form: RoleForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response[Any]:
    person = await queries.person(person_id)
    if person is None:
        raise NotFound(_("There is no such person."))
    return page(
        request,
        "people/office/person.html",
        status=refusal.status if refusal else status,
        person=person,
        memberships=await queries.memberships(person_id),
        factors=await second_factors.factors_of(person_id),
        deputies=await deputies.deputies_about(person_id, day_of(now())),
        leads=bool(await deputies.led_units(person_id)),
        refusal=refusal.sentence if refusal else None,
        form=form,
        problems=form.problems,
        **await choices(now()),
    )


async def choices(at: datetime) -> dict[str, Any]:
    """What both pages need to name and to choose units and roles."""
    units = await directory()
    return {
        "units": units,
        "groups": units.by_kind(day_of(at)),
        "kind_names": KIND_NAMES,
        "roles": tuple(Role),
        "role_names": ROLE_NAMES,
        "role_tasks": ROLE_TASKS,
    }
