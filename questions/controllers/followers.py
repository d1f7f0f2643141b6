"""Following by e-mail: the form, and the page behind the link of one's letters."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import NotFound
from app.i18n import Sentence as _
from app.i18n import language
from app.web.limits import take
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions.controllers.tracking import PRIVATE
from questions.followers import keeping
from questions.followers.forms import LABELS, FollowForm
from questions.followers.things import NOTHING, choices, thing_named
from questions.news.words import FOLLOWED_NAMES


class FollowController(Controller):
    path = "/follow"
    opt = {"access": Access.PUBLIC}

    @get()
    async def ask(self, request: AnyRequest) -> Response[Any]:
        """`thing` in the address chooses what to follow; without it one chooses from a list."""
        given = request.query_params.get("thing", "")
        if given:
            await thing_named(given)
        return await _form(request, FollowForm(given, typed={"thing": given}))

    @post()
    async def follow(self, request: AnyRequest) -> Response[Any]:
        form = FollowForm.read(await read_form(request))
        if form.problems:
            return await _form(request, form, status=422)
        thing = await thing_named(form.thing)
        await take(request, "follow", email=form.email)
        secret = web_of(request).settings.secret_key
        await keeping.ask_to_follow(form.email, thing, secret_key=secret, language=language(), at=now())
        # The same words whether the address is new, waits, or follows it already.
        return page(request, "followers/asked.html", thing=thing, email=form.email)

    @get("/{token:str}")
    async def show(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        shown = page(
            request,
            "followers/show.html",
            token=token,
            followings=await keeping.followings(token),
            kinds=FOLLOWED_NAMES,
        )
        shown.headers |= PRIVATE
        return shown

    @post("/{token:str}/confirm")
    async def confirm(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], token: FromPath[str]
    ) -> Response[Any]:
        followings = await keeping.followings(token)
        chosen = _id(await read_form(request)) or followings[0].id
        await keeping.confirm(token, chosen, by=viewer, at=now())
        return see_other(request, f"/follow/{token}", said=_("Confirmed. We write to you when there is news."))

    @post("/{token:str}/leave", opt={"access": Access.PUBLIC, "one_click": True})
    async def leave(self, request: AnyRequest, viewer: NamedDependency[Viewer], token: FromPath[str]) -> Response[Any]:
        """By the button of the page, or by the mail program itself (RFC 8058); without an id everything is left."""
        await keeping.leave(token, _id(await read_form(request)), by=viewer, at=now())
        try:
            await keeping.followings(token)
        except NotFound:
            return page(request, "followers/left.html")
        return see_other(request, f"/follow/{token}", said=_("Stopped. We write no more about it."))


def _id(posted: Any) -> int | None:
    given = (posted.get("id") or [""])[-1]
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


async def _form(request: AnyRequest, form: FollowForm, *, status: int = 200) -> Response[Any]:
    chosen = None
    if form.thing:
        try:
            chosen = await thing_named(form.thing)
        except NotFound:
            form.problems.setdefault("thing", NOTHING)
    options = [
        (word, f"{FOLLOWED_NAMES[kind]}: {name}") for kind, things in (await choices()).items() for word, name in things
    ]
    return page(
        request,
        "followers/new.html",
        status=status,
        chosen=chosen,
        options=options,
        kinds=FOLLOWED_NAMES,
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
    )
