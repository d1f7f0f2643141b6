"""The page between the password and the work: a code of the app, a recovery code, or a passkey."""

from typing import Any

from litestar import Controller, Response, get, post

from app.access import Access
from app.clock import now
from app.errors import Conflict, Invalid
from app.people import second_factors, second_step
from app.people.controllers.cookies import entered, half_token, own_token, user_agent
from app.people.controllers.tries import failed, limit_tries
from app.people.forms import CodeForm
from app.people.relying import passkeys_work
from app.people.rows import PersonRow
from app.web import limits
from app.web.pages import page, read_form, see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of


class SecondStepController(Controller):
    path = "/sign-in/second"
    opt = {"access": Access.PUBLIC}

    @get()
    async def show(self, request: AnyRequest) -> Response[Any]:
        try:
            person = await second_step.who(half_token(request), now())
        except Conflict as over:
            return see_other(request, "/sign-in", said=over.sentence)
        return await step_page(request, person, CodeForm(), safe_path(request.query_params.get("next"), ""))

    @post()
    async def give_code(self, request: AnyRequest) -> Response[Any]:
        posted, token = await read_form(request), half_token(request)
        form, wanted = CodeForm.read(posted), safe_path((posted.get("next") or [""])[-1], "")
        try:
            person = await second_step.who(token, now())
            if form.problems:
                return await step_page(request, person, form, wanted, status=422)
            limited = await limit_tries(request, person.email, "second_step")
            opened = await second_step.give_code(
                token,
                form.code,
                key=web_of(request).settings.secret_key,
                at=now(),
                user_agent=user_agent(request),
                instead_of=own_token(request),
            )
        except Conflict as over:
            return see_other(request, "/sign-in", said=over.sentence)
        except Invalid as refusal:
            refused = CodeForm(dict(refusal.problems), {})  # type: ignore[arg-type]
            return failed(await step_page(request, person, refused, wanted, status=422), person.email)
        await limits.forget(request, "second_step", email=limited)
        return entered(request, opened, wanted)


async def step_page(
    request: AnyRequest, person: PersonRow, form: CodeForm, wanted: str, status: int = 200
) -> Response[Any]:
    factors = await second_factors.factors_of(person.id)
    return page(
        request,
        "people/second_step.html",
        status=status,
        form=form,
        next=wanted,
        has_code_app=factors.code_app_since is not None,
        has_passkeys=bool(factors.passkeys) and passkeys_work(web_of(request).settings.base_url),
    )
