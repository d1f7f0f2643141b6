"""Naming who signs for oneself, and seeing for whom one signs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people import deputies
from app.people.deputy_policy import FORM_NAMES
from app.people.forms import DeputyForm, Form
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest

HERE = "/me/deputies"


class DeputiesController(Controller):
    path = HERE
    opt = {"access": Access.SIGNED_IN}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        return await deputies_page(request, viewer, Form())

    @post()
    async def name_deputy(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = DeputyForm.read(await read_form(request))
        if form.problems or form.since is None or form.until is None:
            return await deputies_page(request, viewer, form, status=422)
        try:
            await deputies.name_deputy(
                viewer.person_id or 0,
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
            return await deputies_page(request, viewer, form, problems=refusal.problems, status=422)
        return see_other(request, HERE, said=_("Saved. Your deputy is told by letter."))

    @post("/{row_id:int}/end")
    async def end(self, request: AnyRequest, viewer: NamedDependency[Viewer], row_id: FromPath[int]) -> Response[Any]:
        await deputies.end_deputy(row_id, by=viewer, at=now())
        return see_other(request, HERE, said=_("Ended."))


async def deputies_page(
    request: AnyRequest,
    viewer: Viewer,
    form: Form,
    *,
    problems: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response[Any]:
    return page(request, "people/deputies.html", status=status, **await naming(viewer.person_id or 0, form, problems))


async def naming(principal_id: int, form: Form, problems: Mapping[str, object] | None) -> dict[str, Any]:
    """What a page needs that shows a leader's deputies and names another."""
    today = day_of(now())
    units, led = await directory(), await deputies.led_units(principal_id)
    return {
        "rows": await deputies.deputies_about(principal_id, today),
        "today": today,
        "units": units,
        "led": [(unit_id, units.name(unit_id)) for unit_id in led],
        "groups": [await _group(unit_id, principal_id, units.name(unit_id), today) for unit_id in led],
        "form_options": [(form_.value, name) for form_, name in FORM_NAMES.items()],
        "typed": {"since": today.isoformat()} | form.typed,
        "problems": problems or form.problems,
    }


async def _group(unit_id: int, own: int, name: str, today: date) -> dict[str, Any]:
    people = await deputies.candidates(unit_id, own, today)
    return {"group": name, "options": [(one.id, one.shown) for one in people]}
