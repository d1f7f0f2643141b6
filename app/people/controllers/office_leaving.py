"""A person leaves: what passes on, what ends, what stays, and the end of the account."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid, NotFound, Refusal
from app.i18n import Sentence as _
from app.people import keeping, leaving, queries
from app.people.controllers.office_people import person_page
from app.people.forms import LeaveForm, RoleForm
from app.people.leaving import HandOver
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest


class OfficeLeavingController(Controller):
    path = "/office/people/{person_id:int}"
    opt = {"access": Access.OFFICE}

    @get("/leave")
    async def show_leaving(self, request: AnyRequest, person_id: FromPath[int]) -> Response[Any]:
        return await leaving_page(request, person_id)

    @post("/deactivate")
    async def deactivate(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        person_id: FromPath[int],
    ) -> Response[Any]:
        form = LeaveForm.read(await read_form(request))
        if form.problems:
            return await leaving_page(request, person_id, form, status=422)
        try:
            await keeping.deactivate(
                person_id, successor_id=form.successor_id, hand_overs=hand_overs(request), by=viewer, at=now()
            )
        except Invalid as refusal:
            return await leaving_page(request, person_id, form, problems=refusal.problems, status=422)
        except Refusal as refusal:
            return await person_page(request, person_id, RoleForm(), refusal=refusal)
        return see_other(request, f"/office/people/{person_id}", said=_("The account is closed."))


def hand_overs(request: AnyRequest) -> Sequence[HandOver]:
    """What the rest of the program knows to be personal; the roof lists it."""
    return cast("Sequence[HandOver]", request.app.state.get("hand_overs", ()))


async def leaving_page(
    request: AnyRequest,
    person_id: int,
    form: LeaveForm | None = None,
    *,
    problems: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response[Any]:
    person, at, units = await queries.person(person_id), now(), await directory()
    if person is None or not person.is_active:
        raise NotFound(_("There is no such person."))
    form = form or LeaveForm()
    held = [row for row in await queries.memberships(person_id) if row.until is None]
    return page(
        request,
        "people/office/leave.html",
        status=status,
        person=person,
        passing=await leaving.passes_on(person_id, hand_overs(request)),
        ending=await leaving.ends_with(person_id, at),
        without_leader=await leaving.leaves_without_leader(person_id, at),
        unit_names=sorted({units.name(units.resolve(row.unit_id)) for row in held}),
        successors=[
            (one.id, f"{one.name}, {one.title}".rstrip(", ")) for one in await leaving.successors(person_id, at)
        ],
        typed=form.typed,
        problems=problems or form.problems,
    )
