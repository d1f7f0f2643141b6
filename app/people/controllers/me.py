"""One's own page: details, password, and where one is signed in."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.people import deputies, profile, queries, second_factors, sessions, signing_in
from app.people.controllers.cookies import own_session, user_agent, welcomed
from app.people.controllers.tries import limit_tries
from app.people.forms import PasswordForm, ProfileForm
from app.people.letters_wanted import LETTERS_NAMES
from app.people.policy import PASSWORD_LEAST
from app.people.roles import ROLE_NAMES
from app.people.units import directory
from app.post.daily import daily_kinds
from app.post.daily_kinds import DAILY_NAMES
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest

SIGNED_IN = {"access": Access.SIGNED_IN}


class MeController(Controller):
    path = "/me"
    opt = SIGNED_IN

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        return await my_page(request, viewer)

    @post()
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = ProfileForm.read(await read_form(request))
        if form.problems:
            return await my_page(request, viewer, form=form, status=422)
        await profile.change_profile(
            name=form.name,
            title=form.title,
            phone=form.phone,
            language=form.language,
            letters=form.letters,
            daily=form.daily,
            by=viewer,
            at=now(),
        )
        return see_other(request, "/me", said=_("Saved."))

    @post("/password")
    async def change_password(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = PasswordForm.read(await read_form(request))
        if form.problems:
            return await my_page(request, viewer, password_form=form, status=422)
        await limit_tries(request, viewer.email)
        try:
            opened = await signing_in.change_password(
                form.current,
                form.new,
                by=viewer,
                at=now(),
                user_agent=user_agent(request),
            )
        except Invalid as refusal:
            refused = PasswordForm(dict(refusal.problems), {})  # type: ignore[arg-type]
            return await my_page(request, viewer, password_form=refused, status=422)
        said = _("Your password is changed. All other browsers are signed out.")
        return welcomed(request, see_other(request, "/me", said=said), opened)

    @post("/sessions/{session_id:int}/end")
    async def end_session(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        session_id: FromPath[int],
    ) -> Response[Any]:
        await signing_in.revoke_session(session_id, by=viewer, at=now())
        return see_other(request, "/me", said=_("That browser is signed out."))


async def my_page(
    request: AnyRequest,
    viewer: Viewer,
    *,
    form: ProfileForm | None = None,
    password_form: PasswordForm | None = None,
    status: int = 200,
) -> Response[Any]:
    at = now()
    person = await queries.person(viewer.person_id or 0)
    if person is None:
        raise NotFound(_("There is no such person."))
    typed = {
        "name": person.name,
        "title": person.title,
        "phone": person.phone,
        "language": person.language,
        "letters": person.letters,
        "daily": ",".join(await daily_kinds(person.email)),
    }
    return page(
        request,
        "people/me.html",
        status=status,
        person=person,
        units=await directory(),
        memberships=[row for row in await queries.memberships(person.id) if row.until is None],
        role_names=ROLE_NAMES,
        letters_options=[(wanted.value, name) for wanted, name in LETTERS_NAMES.items()],
        daily_options=[(kind.value, name) for kind, name in DAILY_NAMES.items()],
        factors=await second_factors.factors_of(person.id),
        deputies=await deputies.deputies_about(person.id, day_of(at)),
        leads=bool(await deputies.led_units(person.id)),
        today=day_of(at),
        sessions=await sessions.sessions_of(person.id, at),
        here=own_session(request),
        form=form or ProfileForm(typed=typed),
        password_form=password_form or PasswordForm(),
        password_least=PASSWORD_LEAST,
    )
