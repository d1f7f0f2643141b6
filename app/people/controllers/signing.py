"""Signing in by password, and out."""

from typing import Any
from urllib.parse import quote

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people import signing_in
from app.people.controllers.cookies import closed, entered, home_of, own_token, user_agent
from app.people.controllers.tries import failed, limit_tries
from app.people.forms import SignInForm
from app.people.relying import passkeys_work
from app.web import limits
from app.web.pages import page, read_form, see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of


class SignInController(Controller):
    path = "/sign-in"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        wanted = request.query_params.get("next")
        if viewer.is_signed_in:
            return see_other(request, safe_path(wanted, home_of(viewer)))
        return sign_in_page(request, SignInForm(), safe_path(wanted, ""))

    @post(opt={"access": Access.PUBLIC})
    async def sign_in(self, request: AnyRequest) -> Response[Any]:
        posted = await read_form(request)
        form = SignInForm.read(posted)
        wanted = safe_path((posted.get("next") or [""])[-1], "")
        if form.problems:
            return sign_in_page(request, form, wanted, status=422)
        limited = await limit_tries(request, form.email)
        try:
            entry = await signing_in.sign_in(
                form.email,
                form.password,
                at=now(),
                user_agent=user_agent(request),
                instead_of=own_token(request),
            )
        except Invalid as refusal:
            refused = SignInForm({"email": refusal.sentence}, form.typed)  # type: ignore[dict-item]
            return failed(sign_in_page(request, refused, wanted, status=422), form.email)
        await limits.forget(request, "sign_in", email=limited)
        return entered(request, entry, wanted)


@post("/sign-out", opt={"access": Access.PUBLIC})
async def sign_out(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    """`next` in the form leads back there after signing in again."""
    wanted = safe_path(((await read_form(request)).get("next") or [""])[-1], "")
    token = own_token(request)
    if token:
        await signing_in.sign_out(token, by=viewer, at=now())
    path = f"/sign-in?next={quote(wanted, safe='/')}" if wanted else "/sign-in"
    said = _("Please sign in again.") if wanted else _("You are signed out.")
    return closed(request, see_other(request, path, said=said))


@post("/sign-out-everywhere", opt={"access": Access.SIGNED_IN})
async def sign_out_everywhere(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    await signing_in.sign_out_everywhere(by=viewer, at=now())
    return closed(
        request,
        see_other(request, "/sign-in", said=_("You are signed out everywhere.")),
    )


def sign_in_page(request: AnyRequest, form: SignInForm, wanted: str, status: int = 200) -> Response[Any]:
    settings = web_of(request).settings
    return page(
        request,
        "people/sign_in.html",
        status=status,
        form=form,
        next=wanted,
        has_mail=bool(settings.smtp_url),
        has_passkeys=passkeys_work(settings.base_url),
        provider=settings.oidc_name if settings.oidc_issuer else "",
    )
