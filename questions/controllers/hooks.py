"""The administrator's pages of webhooks."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.database import atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal import record
from app.web.overtaken import Shown, stands_now, ticked, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions.hooks import keeping
from questions.hooks.delivering import deliver, may_be_inside, queue_test
from questions.hooks.forms import KIND_NAMES, LABELS, HookForm
from questions.hooks.signing import HEADER, key_of

LIST = "/office/webhooks"
# Words, icon and tone of where a delivery stands.
STATES = {
    "waiting": (_("Waiting"), "clock", "quiet"),
    "delivered": (_("Taken by the receiver"), "circle-check", "ok"),
    "given_up": (_("Given up"), "circle-x", "late"),
}
SHOWN: dict[str, Shown] = {
    "kinds": lambda value: ", ".join(str(dict(KIND_NAMES)[kind]) for kind in value.split(",")),
    "is_on": ticked,
}


class HooksController(Controller):
    path = LIST
    opt = {"access": Access.OFFICE}

    @get()
    async def list_hooks(self, request: AnyRequest) -> Response[Any]:
        return await _list(request, HookForm(typed={"kinds": "question,commitment,event"}))

    @post()
    async def add(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = HookForm.read(await read_form(request))
        if form.problems:
            return await _list(request, form, dict(form.problems), status=422)
        inside = may_be_inside(web_of(request).settings)
        try:
            hook_id = await keeping.add_hook(form.name, form.url, form.kinds, may_be_inside=inside, by=viewer, at=now())
        except Invalid as invalid:
            return await _list(request, form, dict(invalid.problems), status=422)
        return see_other(request, f"{LIST}/{hook_id}", said=_("Added. Give its key to the receiver, then test it."))

    @get("/{hook_id:int}")
    async def show(self, request: AnyRequest, hook_id: FromPath[int]) -> Response[Any]:
        return await _page(request, hook_id)

    @post("/{hook_id:int}")
    async def change(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], hook_id: FromPath[int]
    ) -> Response[Any]:
        posted = await read_form(request)
        form = HookForm.read(posted)
        await keeping.hook_of(hook_id)
        if form.problems:
            return await _page(request, hook_id, form, dict(form.problems), status=422)
        try:
            await keeping.change_hook(
                hook_id,
                form.name,
                form.url,
                form.kinds,
                is_on=form.is_on,
                may_be_inside=may_be_inside(web_of(request).settings),
                by=viewer,
                at=now(),
                version=version_in(posted),
            )
        except Conflict as conflict:
            return await _page(request, hook_id, form, refusal=conflict.sentence, status=409)
        except Invalid as invalid:
            return await _page(request, hook_id, form, dict(invalid.problems), status=422)
        return see_other(request, f"{LIST}/{hook_id}", said=_("Saved."))

    @post("/{hook_id:int}/key")
    async def rotate(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], hook_id: FromPath[int]
    ) -> Response[Any]:
        try:
            await keeping.rotate_key(hook_id, by=viewer, at=now(), version=version_in(await read_form(request)))
        except Conflict as conflict:
            return await _page(request, hook_id, refusal=conflict.sentence, status=409)
        said = _("A new key is made. For one day the key before it signs too.")
        return see_other(request, f"{LIST}/{hook_id}", said=said)

    @post("/{hook_id:int}/test")
    async def test(self, request: AnyRequest, viewer: NamedDependency[Viewer], hook_id: FromPath[int]) -> Response[Any]:
        hook, settings, at = await keeping.hook_of(hook_id), web_of(request).settings, now()
        await _note_test(hook.id, viewer)
        answer = await deliver(await queue_test(hook.id, settings.base_url, at), settings, at=at)
        said = _("The receiver took the test.")
        if not answer.is_taken:
            said = _("The receiver did not take the test: %(error)s", error=(await keeping.log_of(hook.id))[0].told)
        return see_other(request, f"{LIST}/{hook_id}", said=said)


@atomic
async def _note_test(hook_id: int, viewer: Viewer) -> None:
    await record(keeping.TESTED, by=viewer, at=now(), about=("webhook", hook_id))


async def _list(
    request: AnyRequest, form: HookForm, problems: dict[str, Any] | None = None, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "hooks/list.html",
        status=status,
        hooks=await keeping.hooks(),
        typed=form.typed,
        problems=problems or {},
        labels=LABELS,
        kinds=KIND_NAMES,
    )


async def _page(
    request: AnyRequest,
    hook_id: int,
    form: HookForm | None = None,
    problems: dict[str, Any] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    hook = await keeping.hook_of(hook_id)
    typed = {"name": hook.name, "url": hook.url, "kinds": ",".join(hook.kinds), "is_on": "on" if hook.is_on else ""}
    shown = page(
        request,
        "hooks/show.html",
        status=status,
        hook=hook,
        key=key_of(web_of(request).settings.secret_key, hook.id, hook.generation),
        header=HEADER,
        log=await keeping.log_of(hook.id),
        states=STATES,
        typed=form.typed if form else typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, form.typed, typed, SHOWN) if refusal and form else (),
        version=await version_for(request, await keeping.version_of_hook(hook.id), refusal),
        labels=LABELS,
        kinds=KIND_NAMES,
    )
    shown.headers["Cache-Control"] = "no-store"
    return shown
