"""How long data about people is kept, and how much has been kept too long."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.database import atomic
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.office.forms import RetentionForm
from app.office.policy import permit
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions.askers.retention import RULES, Kept, due_now, periods, put_periods

HERE = "/office/retention"


class RetentionController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        typed = {kind.value: str(months) for kind, months in (await periods()).items()}
        return await _page(request, typed)

    @post()
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = RetentionForm.read(await read_form(request), [kind.value for kind in Kept])
        if form.problems:
            return await _page(request, form.typed, form.problems, status=422)
        months = {Kept(kind): number for kind, number in form.months.items()}

        @atomic
        async def put() -> None:
            permit(viewer)
            await put_periods(months, by=viewer, at=now())

        await put()
        return see_other(request, HERE, said=_("Saved."))


async def _page(
    request: AnyRequest,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "office/retention.html",
        status=status,
        typed=typed,
        problems=problems or {},
        labels={kind.value: rule.what for kind, rule in RULES.items()},
        due=await due_now(now()),
        kinds=tuple(Kept),
    )
