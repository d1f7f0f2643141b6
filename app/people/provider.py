"""Coming in through the provider: only into an account that exists, found by an address that it has verified."""

from datetime import datetime

from app.database import Statement, atomic
from app.errors import NotAllowed
from app.i18n import Sentence as _
from app.people import queries
from app.people.addresses import normal_email
from app.people.openid import Identity
from app.people.policy import Way
from app.people.rows import PersonRow
from app.people.second_factors import changed
from app.people.sessions import viewer_for
from app.people.signing_in import Opened, SecondStep, let_in

LINKED = Statement("SELECT person AS person_id FROM provider_link WHERE issuer = {} AND subject = {}")
LINK = Statement(
    "INSERT INTO provider_link (person, issuer, subject, created_at) VALUES ({}, {}, {}, {})"
    " ON CONFLICT DO NOTHING RETURNING id"
)
NO_ADDRESS = _("The sign-in service has not verified your e-mail address, so nobody was signed in.")
NO_ACCOUNT = _("There is no account here for %(email)s. Please ask the administrator of your office.")
OTHER = _("This account is linked to somebody else at the sign-in service. Please ask the administrator.")


@atomic
async def come_in(
    identity: Identity, *, at: datetime, user_agent: str = "", instead_of: str | None = None
) -> Opened | SecondStep:
    """A session or a second step for whom the provider vouches; the first time links the account to them.

    From then on the subject counts, so that an address given to a new colleague opens no old account.
    Raises NotAllowed with the reason.
    """
    linked = await LINKED.one(identity.issuer, identity.subject)
    person = await queries.person(linked["person_id"]) if linked else await _by_email(identity)
    if person is None or not person.is_active:
        raise NotAllowed(_(NO_ACCOUNT.message, email=identity.email or "–"))
    if not linked:
        await _link(person, identity, at)
    return await let_in(person.id, Way.PROVIDER, at=at, user_agent=user_agent, instead_of=instead_of)


async def _by_email(identity: Identity) -> PersonRow | None:
    if not identity.email:
        raise NotAllowed(NO_ADDRESS)
    return await queries.person_by_email(normal_email(identity.email))


async def _link(person: PersonRow, identity: Identity, at: datetime) -> None:
    if not await LINK.one(person.id, identity.issuer, identity.subject, at):
        raise NotAllowed(OTHER)
    what = _("Your account is now linked to the sign-in service %(name)s.", name=identity.issuer)
    await changed("person.provider_linked", what, by=await viewer_for(person.id, at), at=at)
