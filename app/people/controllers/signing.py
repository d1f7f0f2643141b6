"""Signing in and out."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people import signing_in
from app.people.addresses import normal_email
from app.people.controllers.cookies import (
    closed,
    known_as,
    own_token,
    user_agent,
    welcomed,
)
from app.people.forms import SignInForm
from app.web import limits
from app.web.pages import page, read_form, see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest


class SignInController(Controller):
    path = "/sign-in"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        wanted = request.query_params.get("next")
        if viewer.is_signed_in:
            return see_other(request, safe_path(wanted, home_of(viewer)))
        return page(request, "people/sign_in.html", form=SignInForm(), next=safe_path(wanted, ""))

    @post(opt={"access": Access.PUBLIC})
    async def sign_in(self, request: AnyRequest) -> Response[Any]:
        posted = await read_form(request)
        form = SignInForm.read(posted)
        wanted = safe_path((posted.get("next") or [""])[-1], "")
        if form.problems:
            return page(request, "people/sign_in.html", form=form, next=wanted, status=422)
        limited = limit_tries(request, form.email)
        try:
            opened = await signing_in.sign_in(
                form.email,
                form.password,
                at=now(),
                user_agent=user_agent(request),
                instead_of=own_token(request),
            )
        except Invalid as refusal:
            refused = SignInForm({"email": refusal.sentence}, form.typed)  # type: ignore[dict-item]
            return page(request, "people/sign_in.html", form=refused, next=wanted, status=422)
        limits.forget(request, "sign_in", email=limited)
        return welcomed(request, see_other(request, wanted or home_of(opened.viewer)), opened)


@post("/sign-out", opt={"access": Access.PUBLIC})
async def sign_out(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    token = own_token(request)
    if token:
        await signing_in.sign_out(token, by=viewer, at=now())
    return closed(request, see_other(request, "/sign-in", said=_("You are signed out.")))


@post("/sign-out-everywhere", opt={"access": Access.SIGNED_IN})
async def sign_out_everywhere(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    await signing_in.sign_out_everywhere(by=viewer, at=now())
    return closed(
        request,
        see_other(request, "/sign-in", said=_("You are signed out everywhere.")),
    )


def limit_tries(request: AnyRequest, email: str) -> str:
    """Count one try at a password; raises TooMany. Returns the name under which the account is counted.

    A browser that was signed in to this account before counts apart, so that a stranger who tries
    passwords cannot lock its owner out.
    """
    account = normal_email(email)
    # A line break stands in no address that anyone types, so nobody else can use up the owner's tries.
    counted = f"{account}\nknown" if known_as(request) == account else account
    limits.take(request, "sign_in", email=counted)
    return counted


def home_of(viewer: Viewer) -> str:
    """Where the day begins for this viewer."""
    if viewer.may_reach(Access.STAFF):
        return "/work"
    if viewer.may_reach(Access.OFFICE):
        return "/office/people"
    return "/"
