"""To the site's OpenID Connect provider and back. What the browser must bring back travels in a signed cookie."""

import json
from dataclasses import asdict
from typing import Any

from litestar import Response, get

from app.access import Access
from app.clock import now
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence as _
from app.people import openid, provider
from app.people.controllers.cookies import entered, own_token, user_agent
from app.people.openid import WRONG, Handshake, Provider
from app.web import limits, tokens
from app.web.pages import see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of

COOKIE = "provider"
SECONDS = 600
PUBLIC = {"access": Access.PUBLIC}


@get("/sign-in/provider", opt=PUBLIC)
async def go_to_provider(request: AnyRequest) -> Response[Any]:
    """A link, not a form: browsers hold `form-action 'self'` against the way to the provider as well."""
    await limits.take(request, "provider")
    web, asked = web_of(request), provider_of(request)
    address, handshake = await openid.begin(asked)
    wanted = safe_path(request.query_params.get("next"), "")
    kept = json.dumps({**asdict(handshake), "next": wanted, "until": int(now().timestamp()) + SECONDS})
    response = see_other(request, address)
    response.cookies.append(web.cookie(COOKIE, tokens.seal(web.settings.secret_key, COOKIE, kept), SECONDS))
    return response


@get("/sign-in/provider/callback", opt=PUBLIC)
async def come_back(request: AnyRequest) -> Response[Any]:
    await limits.take(request, "provider")
    web, asked = web_of(request), provider_of(request)
    handshake, wanted = _kept(request)
    identity = await openid.identify(asked, handshake, dict(request.query_params))
    entry = await provider.come_in(identity, at=now(), user_agent=user_agent(request), instead_of=own_token(request))
    response = entered(request, entry, wanted)
    response.cookies.append(web.cookie(COOKIE, "", 0))
    return response


def provider_of(request: AnyRequest) -> Provider:
    """Raises NotFound at a site without one."""
    settings = web_of(request).settings
    if not settings.oidc_issuer:
        raise NotFound(_("This site has no other sign-in service."))
    callback = f"{settings.base_url}/sign-in/provider/callback"
    return Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, callback)


def _kept(request: AnyRequest) -> tuple[Handshake, str]:
    """What this browser was given on its way out; raises NotAllowed for another browser or a late return."""
    web = web_of(request)
    sealed = request.cookies.get(web.cookie_name(COOKIE), "")
    kept = tokens.unseal(web.settings.secret_key, COOKIE, sealed) if sealed else None
    read: dict[str, Any] = json.loads(kept) if kept else {"until": 0}
    if read["until"] < now().timestamp():
        raise NotAllowed(WRONG["nonce"])
    return Handshake(read["state"], read["nonce"], read["verifier"]), read["next"]
