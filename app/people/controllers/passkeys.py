"""Passkeys: the questions that a browser's script asks, and the forms that carry the answers."""

from typing import Any

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence as _
from app.people import passkeys
from app.people.browsers import browser_name
from app.people.controllers.cookies import entered, half_token, own_token, user_agent
from app.people.controllers.second_factor import HERE, check_fresh, factors_page, is_required, secured_page
from app.people.controllers.signing import sign_in_page
from app.people.forms import Form, SignInForm
from app.people.passkeys import RelyingSite
from app.people.relying import passkeys_work, site_id, site_origin
from app.text import clean_line
from app.web import limits
from app.web.pages import read_form, see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of

JSON = "application/json"


class PasskeySignInController(Controller):
    path = "/sign-in/passkey"
    opt = {"access": Access.PUBLIC}

    @post("/challenge")
    async def challenge(self, request: AnyRequest) -> Response[str]:
        await limits.take(request, "passkey")
        return _json(await passkeys.options_to_sign_in(site_of(request), at=now()))

    @post("/second")
    async def second_challenge(self, request: AnyRequest) -> Response[str]:
        await limits.take(request, "passkey")
        return _json(await passkeys.options_for_second_step(half_token(request), site_of(request), at=now()))

    @post()
    async def sign_in(self, request: AnyRequest) -> Response[Any]:
        await limits.take(request, "passkey")
        posted = await read_form(request)
        wanted = safe_path((posted.get("next") or [""])[-1], "")
        try:
            opened = await passkeys.sign_in(
                (posted.get("credential") or [""])[-1],
                site_of(request),
                half=half_token(request),
                at=now(),
                user_agent=user_agent(request),
                instead_of=own_token(request),
            )
        except Invalid as refusal:
            refused = SignInForm({"email": refusal.sentence})  # type: ignore[dict-item]
            return sign_in_page(request, refused, wanted, status=422)
        except Conflict as over:
            return see_other(request, "/sign-in", said=over.sentence)
        return entered(request, opened, wanted)


class OwnPasskeysController(Controller):
    path = "/me/passkeys"
    opt = {"access": Access.SIGNED_IN}

    @post("/challenge")
    async def challenge(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[str]:
        check_fresh(request)
        await limits.take(request, "passkey")
        return _json(await passkeys.creation_options(site_of(request), by=viewer, at=now()))

    @post()
    async def add(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        check_fresh(request)
        posted = await read_form(request)
        wanted = safe_path((posted.get("next") or [""])[-1], "")
        name = clean_line((posted.get("passkey_name") or [""])[-1])[:100]
        try:
            secured = await passkeys.add(
                (posted.get("credential") or [""])[-1],
                name or browser_name(user_agent(request)) or str(_("Passkey")),
                site_of(request),
                by=viewer,
                at=now(),
                user_agent=user_agent(request),
            )
        except Invalid as refusal:
            refused = Form(dict(refusal.problems), {"passkey_name": name})  # type: ignore[arg-type]
            return await factors_page(request, viewer, form=refused, next=wanted, status=422)
        return secured_page(request, viewer, secured, wanted)

    @post("/{passkey_id:int}/remove")
    async def remove(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], passkey_id: FromPath[int]
    ) -> Response[Any]:
        check_fresh(request)
        await passkeys.remove(passkey_id, is_required=await is_required(request, viewer), by=viewer, at=now())
        return see_other(request, HERE, said=_("The passkey is removed."))


def site_of(request: AnyRequest) -> RelyingSite:
    """Raises NotFound where browsers would refuse passkeys anyway."""
    settings = web_of(request).settings
    if not passkeys_work(settings.base_url):
        raise NotFound(_("Passkeys need the site to be reached by its name and over https."))
    return RelyingSite(site_id(settings.base_url), site_origin(settings.base_url), settings.site_name)


def _json(text: str) -> Response[str]:
    return Response(text, media_type=JSON, headers={"Cache-Control": "no-store"})
