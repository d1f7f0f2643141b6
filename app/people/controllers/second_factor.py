"""One's own second factors: a code app, recovery codes, passkeys. Changed only soon after signing in."""

from datetime import datetime
from typing import Any, cast

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid, NotAllowed
from app.i18n import Sentence as _
from app.people import code_app, codes, second_factors
from app.people.controllers.cookies import home_of, user_agent, welcomed
from app.people.controllers.qr import qr_code
from app.people.controllers.tries import limit_tries
from app.people.forms import CodeForm, Form
from app.people.policy import is_fresh, needs_second_factor
from app.people.relying import passkeys_work
from app.people.required import required_roles
from app.people.second_factors import Secured
from app.web import tokens
from app.web.pages import page, read_form, see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of

HERE = "/me/second-factor"


class SecondFactorController(Controller):
    path = HERE
    opt = {"access": Access.SIGNED_IN}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        return await factors_page(request, viewer, next=safe_path(request.query_params.get("next"), ""))

    @post()
    async def set_up(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        check_fresh(request)
        posted, key = await read_form(request), web_of(request).settings.secret_key
        form, wanted = CodeForm.read(posted), safe_path((posted.get("next") or [""])[-1], "")
        secret = tokens.unseal(key, own_purpose(viewer), (posted.get("secret") or [""])[-1])
        if form.problems or not secret:
            return await factors_page(request, viewer, form=form, secret=secret, next=wanted, status=422)
        await limit_tries(request, viewer.email, "second_step")
        try:
            secured = await code_app.set_up(
                secret, form.code, key=key, by=viewer, at=now(), user_agent=user_agent(request)
            )
        except Invalid as refusal:
            refused = CodeForm(dict(refusal.problems), {})  # type: ignore[arg-type]
            return await factors_page(request, viewer, form=refused, secret=secret, next=wanted, status=422)
        return secured_page(request, viewer, secured, wanted)

    @post("/remove")
    async def remove(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        check_fresh(request)
        await code_app.remove(is_required=await is_required(request, viewer), by=viewer, at=now())
        return see_other(request, HERE, said=_("The code app is removed."))

    @post("/codes")
    async def renew_codes(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        check_fresh(request)
        made = await second_factors.renew_codes(by=viewer, at=now())
        return secured_page(request, viewer, Secured(codes=made), "")


def secured_page(request: AnyRequest, viewer: Viewer, secured: Secured, wanted: str) -> Response[Any]:
    """The recovery codes, this one time; or back to where it began when there are none to show."""
    path = wanted or (home_of(viewer) if request.scope.get("must_set_up") else HERE)
    response: Response[Any]
    if secured.codes:
        response = page(request, "people/recovery_codes.html", codes=secured.codes, way_on=path)
    else:
        response = see_other(request, path, said=_("Saved."))
    return welcomed(request, response, secured.opened) if secured.opened else response


async def factors_page(
    request: AnyRequest,
    viewer: Viewer,
    *,
    form: Form | None = None,
    secret: str | None = None,
    next: str = "",  # noqa: A002
    status: int = 200,
) -> Response[Any]:
    settings, factors = web_of(request).settings, await second_factors.factors_of(viewer.person_id or 0)
    secret = secret or codes.new_secret()
    return page(
        request,
        "people/second_factor.html",
        status=status,
        factors=factors,
        form=form or CodeForm(),
        must=bool(request.scope.get("must_set_up")),
        fresh=is_fresh_here(request),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        sealed=tokens.seal(settings.secret_key, own_purpose(viewer), secret),
        qr=qr_code(codes.app_link(secret, viewer.email, settings.site_name)),
        passkeys_work=passkeys_work(settings.base_url),
        next=next,
    )


async def is_required(request: AnyRequest, viewer: Viewer) -> bool:
    return needs_second_factor(viewer, await required_roles(web_of(request).settings))


def is_fresh_here(request: AnyRequest) -> bool:
    since = cast("datetime | None", request.scope.get("session_since"))
    return since is not None and is_fresh(since, now())


def check_fresh(request: AnyRequest) -> None:
    """Raises NotAllowed in a browser that was signed in long ago."""
    if not is_fresh_here(request):
        raise NotAllowed(_("For your safety, please sign in again before you change how you sign in."))


def own_purpose(viewer: Viewer) -> str:
    """Binds the secret in the form to the person to whom it was shown."""
    return f"code app of {viewer.person_id}"
