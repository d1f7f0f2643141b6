"""How long data about people is kept, and how much has been kept too long."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.database import atomic
from app.errors import Conflict
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.office.forms import RetentionForm
from app.office.policy import permit
from app.web.overtaken import stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions.askers.retention import RULES, Kept, due_now, periods, put_periods, version_of_periods

HERE = "/office/retention"


class RetentionController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        return await _page(request, await _present())

    @post()
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        posted = await read_form(request)
        form = RetentionForm.read(posted, [kind.value for kind in Kept])
        if form.problems:
            return await _page(request, form.typed, form.problems, status=422)
        months = {Kept(kind): number for kind, number in form.months.items()}

        @atomic
        async def put() -> None:
            permit(viewer)
            await put_periods(months, by=viewer, at=now(), version=version_in(posted))

        try:
            await put()
        except Conflict as refusal:
            return await _page(request, form.typed, refusal=refusal.sentence, status=409)
        return see_other(request, HERE, said=_("Saved."))


async def _present() -> dict[str, str]:
    return {kind.value: str(months) for kind, months in (await periods()).items()}


async def _page(
    request: AnyRequest,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    labels = {kind.value: rule.what for kind, rule in RULES.items()}
    return page(
        request,
        "office/retention.html",
        status=status,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(labels, typed, await _present()) if refusal else (),
        version=await version_for(request, await version_of_periods(), refusal),
        labels=labels,
        due=await due_now(now()),
        kinds=tuple(Kept),
    )
