"""Taking up an invitation. Looking at the link uses nothing up: scanners of mail look at every link."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from app.access import Access
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence as _
from app.people import inviting, queries
from app.people.controllers.cookies import entered, user_agent
from app.people.controllers.tries import limit_tries
from app.people.forms import AcceptForm
from app.people.policy import PASSWORD_LEAST, why_not_accept
from app.people.roles import ROLE_NAMES, ROLE_TASKS
from app.people.rows import InvitationRow, PersonRow
from app.people.units import directory
from app.web.pages import page, read_form
from app.web.posted import AnyRequest


class InvitationController(Controller):
    path = "/invitations/{token:str}"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        invitation = await invitation_of(token)
        return await invitation_page(request, invitation, AcceptForm(typed={"name": invitation.name}))

    @post(opt={"access": Access.PUBLIC})
    async def accept(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        invitation = await invitation_of(token)
        person = await queries.person_by_email(invitation.email)
        posted, known_name = await read_form(request), person.name if person else ""
        form = AcceptForm.read(posted, known_name=known_name, has_account=has_account(person))
        if form.problems:
            return await invitation_page(request, invitation, form, status=422)
        await limit_tries(request, invitation.email)
        try:
            entry = await inviting.accept(
                token,
                form.name,
                form.password,
                at=now(),
                user_agent=user_agent(request),
            )
        except Invalid as refusal:
            refused = AcceptForm(dict(refusal.problems), form.typed)  # type: ignore[arg-type]
            return await invitation_page(request, invitation, refused, status=422)
        except Conflict:
            return await invitation_page(request, await invitation_of(token), form, status=409)
        return entered(request, entry, said=_("Welcome!"))


async def invitation_of(token: str) -> InvitationRow:
    found = await queries.invitation(token)
    if found is None:
        raise NotFound(_("There is no such invitation."))
    return found


def has_account(person: PersonRow | None) -> bool:
    return person is not None and person.is_active and person.has_password


async def invitation_page(
    request: AnyRequest, invitation: InvitationRow, form: AcceptForm, status: int = 200
) -> Response[Any]:
    refusal = why_not_accept(invitation.facts, now())
    person = await queries.person_by_email(invitation.email)
    return page(
        request,
        "people/invitation.html",
        status=409 if refusal else status,
        invitation=invitation,
        unit_name=(await directory()).name(invitation.unit_id),
        role_name=ROLE_NAMES[invitation.role],
        role_task=ROLE_TASKS[invitation.role],
        person=person,
        has_account=has_account(person),
        refusal=refusal,
        form=form,
        password_least=PASSWORD_LEAST,
    )
