"""Signing in by a link in a letter, and choosing a new password by one.

Asking for a letter is answered alike whether the address is known; what differs happens after the answer.
"""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.background_tasks import BackgroundTask
from litestar.params import FromPath

from app.access import Access
from app.clock import now
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.people import mailed_links
from app.people.controllers.cookies import entered, own_token, user_agent
from app.people.controllers.tries import limit_tries
from app.people.forms import AddressForm, NewPasswordForm
from app.people.one_time import Purpose
from app.people.policy import PASSWORD_LEAST
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of

PUBLIC = {"access": Access.PUBLIC}


class SignInLinkController(Controller):
    path = "/sign-in/link"
    opt = PUBLIC

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        return ask_page(request, Purpose.SIGN_IN, AddressForm())

    @post()
    async def send(self, request: AnyRequest) -> Response[Any]:
        return await sent(request, Purpose.SIGN_IN)

    @get("/{token:str}")
    async def show_link(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        try:
            person = await mailed_links.owner(token, Purpose.SIGN_IN, now())
        except Conflict as spent:
            return spent_page(request, Purpose.SIGN_IN, spent)
        return page(request, "people/sign_in_link.html", person=person)

    @post("/{token:str}")
    async def follow(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        try:
            entry = await mailed_links.follow(
                token, at=now(), user_agent=user_agent(request), instead_of=own_token(request)
            )
        except Conflict as spent:
            return spent_page(request, Purpose.SIGN_IN, spent)
        return entered(request, entry)


class PasswordLinkController(Controller):
    path = "/sign-in/password"
    opt = PUBLIC

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        return ask_page(request, Purpose.PASSWORD, AddressForm())

    @post()
    async def send(self, request: AnyRequest) -> Response[Any]:
        return await sent(request, Purpose.PASSWORD)

    @get("/{token:str}")
    async def show_link(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        return await password_page(request, token, NewPasswordForm())

    @post("/{token:str}")
    async def choose(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        form = NewPasswordForm.read(await read_form(request))
        if form.problems:
            return await password_page(request, token, form, status=422)
        try:
            entry = await mailed_links.choose_password(token, form.new, at=now(), user_agent=user_agent(request))
        except Invalid as refusal:
            refused = NewPasswordForm(dict(refusal.problems), {})  # type: ignore[arg-type]
            return await password_page(request, token, refused, status=422)
        except Conflict as spent:
            return spent_page(request, Purpose.PASSWORD, spent)
        return entered(request, entry, said=_("Your password is changed. All other browsers are signed out."))


@get("/sign-in/sent", opt=PUBLIC)
async def show_sent(request: AnyRequest) -> Response[Any]:
    return page(request, "people/letter_sent.html", has_mail=bool(web_of(request).settings.smtp_url))


async def sent(request: AnyRequest, purpose: Purpose) -> Response[Any]:
    form = AddressForm.read(await read_form(request))
    if form.problems:
        return ask_page(request, purpose, form, status=422)
    await limit_tries(request, form.email, "letter")
    response = see_other(request, "/sign-in/sent")
    response.background = BackgroundTask(mailed_links.send, form.email, purpose, at=now())
    return response


def ask_page(request: AnyRequest, purpose: Purpose, form: AddressForm, status: int = 200) -> Response[Any]:
    is_password = purpose is Purpose.PASSWORD
    return page(request, "people/ask_letter.html", status=status, form=form, is_password=is_password)


async def password_page(request: AnyRequest, token: str, form: NewPasswordForm, status: int = 200) -> Response[Any]:
    try:
        person = await mailed_links.owner(token, Purpose.PASSWORD, now())
    except Conflict as spent:
        return spent_page(request, Purpose.PASSWORD, spent)
    return page(
        request, "people/new_password.html", status=status, person=person, form=form, password_least=PASSWORD_LEAST
    )


def spent_page(request: AnyRequest, purpose: Purpose, spent: Conflict) -> Response[Any]:
    return page(
        request,
        "people/link_spent.html",
        status=spent.status,
        refusal=spent.sentence,
        again=mailed_links.PATHS[purpose],
    )
