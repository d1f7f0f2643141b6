"""The administrator names who signs for a leader, as the leader could."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.people import deputies, queries
from app.people.controllers.deputies import naming
from app.people.forms import DeputyForm, Form
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest


class OfficeDeputiesController(Controller):
    path = "/office/people/{person_id:int}/deputies"
    opt = {"access": Access.OFFICE}

    @get()
    async def show(self, request: AnyRequest, person_id: FromPath[int]) -> Response[Any]:
        return await _page(request, person_id, Form())

    @post()
    async def name_deputy(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], person_id: FromPath[int]
    ) -> Response[Any]:
        form = DeputyForm.read(await read_form(request))
        if form.problems or form.since is None or form.until is None:
            return await _page(request, person_id, form, status=422)
        try:
            await deputies.name_deputy(
                person_id,
                form.deputy_id,
                form.unit_id,
                form.form,
                since=form.since,
                until=form.until,
                document=form.document,
                by=viewer,
                at=now(),
            )
        except Invalid as refusal:
            return await _page(request, person_id, form, problems=refusal.problems, status=422)
        return see_other(
            request, f"/office/people/{person_id}", said=_("Saved. The leader and the deputy are told by letter.")
        )

    @post("/{row_id:int}/end")
    async def end(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], person_id: FromPath[int], row_id: FromPath[int]
    ) -> Response[Any]:
        await deputies.end_deputy(row_id, by=viewer, at=now())
        return see_other(request, f"/office/people/{person_id}", said=_("Ended."))


async def _page(
    request: AnyRequest, person_id: int, form: Form, *, problems: Any = None, status: int = 200
) -> Response[Any]:
    person = await queries.person(person_id)
    if person is None:
        raise NotFound(_("There is no such person."))
    return page(
        request,
        "people/office/deputies.html",
        status=status,
        person=person,
        **await naming(person_id, form, problems),
    )
