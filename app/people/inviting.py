"""Letting somebody in: a link by e-mail, good for one week and for one use."""

from dataclasses import dataclass, field
from datetime import datetime

from app import journal, post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import DEFAULT_LANGUAGE
from app.i18n import Sentence as _
from app.people import one_time, passwords, queries
from app.people.addresses import checked_email
from app.people.keeping import OPEN_ROLE
from app.people.letters import invitation_letter, password_letter
from app.people.policy import (
    INVITATION_MOST,
    Way,
    keeps_people,
    why_not_accept,
    why_not_invite,
    why_not_keep_people,
    why_not_password,
)
from app.people.rows import InvitationRow
from app.people.sessions import viewer_for
from app.people.signing_in import CLOSE_ALL, CREDENTIALS, Opened, SecondStep, let_in
from app.people.tables import Invitation
from app.people.tokens import new_token, token_hash
from app.people.units import directory
from app.text import clean_line, person_sort_key

ADD = Insert(
    Invitation,
    "token_hash",
    "email",
    "name",
    "unit",
    "role",
    "invited_by",
    "created_at",
    "expires_at",
)
WITHDRAW = Statement(
    "DELETE FROM staff_invitation WHERE id = {} AND accepted_at IS NULL RETURNING id, email, unit AS unit_id"
)
REPLACE = Statement(
    "UPDATE staff_invitation SET token_hash = {}, expires_at = {} WHERE id = {} AND accepted_at IS NULL"
    " RETURNING id, email, name, unit AS unit_id, role"
)
CONSUME = Statement(
    "UPDATE staff_invitation SET accepted_at = {}"
    " WHERE id = {} AND accepted_at IS NULL AND expires_at > {} RETURNING id"
)
FORGET_PASSWORD = Statement("UPDATE person SET password_hash = NULL WHERE id = {} RETURNING id")
# An account that has a password keeps it, unless it is the very one just given.
LET_IN = Statement(
    "INSERT INTO person (email, name, title, phone, language, password_hash, is_active, created_at,"
    " last_signed_in_at, sort_key) VALUES ({}, {}, '', '', {}, {}, {}, {}, {}, {})"
    " ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash,"
    " is_active = excluded.is_active, last_signed_in_at = excluded.last_signed_in_at"
    " WHERE person.password_hash IS NULL OR NOT person.is_active"
    " OR person.password_hash = excluded.password_hash RETURNING id"
)
USED = _("This invitation has already been used. Please sign in.")


@dataclass(frozen=True)
class Invited:
    """The id of an invitation, and the path of its link, which is written nowhere else but in the letter."""

    id: int
    path: str = field(repr=False)


@atomic
async def invite(email: str, name: str, unit_id: int, role: Role, *, by: Viewer, at: datetime) -> Invited:
    """Send somebody a link with which to take up a role in a unit.

    Raises NotAllowed for those who do not keep people, Invalid for a bad address or a unit of the past.
    """
    email, name = checked_email(email), clean_line(name)[:100]
    unit = (await directory()).get(unit_id)
    if unit is None:
        raise NotFound(_("There is no such unit."))
    refusal = why_not_invite(by, unit.valid_until, day_of(at))
    if refusal:
        raise NotAllowed(refusal) if not keeps_people(by) else Invalid(refusal, {"unit": refusal})
    invited = await _add(email, name, unit_id, role, by, at)
    letter = invitation_letter(email, name, unit.name, role, invited.path, DEFAULT_LANGUAGE)
    await post.queue(letter, about=("invitation", invited.id), at=at)
    await journal.record(
        "person.invited",
        by=by,
        at=at,
        about=("invitation", invited.id),
        unit_id=unit_id,
        after={"email": email, "role": role, "unit": unit.code},
    )
    return invited


@atomic
async def renew(person_id: int, *, by: Viewer, at: datetime) -> Invited:
    """For a forgotten password: the old one and all sessions end, and a link lets choose a new one.

    Raises NotAllowed, NotFound, or Invalid for somebody without a role.
    """
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    person = await queries.person(person_id)
    if person is None or not person.is_active:
        raise NotFound(_("There is no such person."))
    held = [row for row in await queries.memberships(person_id) if row.until is None]
    if not held:
        raise Invalid(_("Please give this person a role first."))
    await FORGET_PASSWORD.one(person_id)
    await CLOSE_ALL.all(person_id)
    await one_time.void(person_id)
    invited = await _add(person.email, person.name, held[0].unit_id, held[0].role, by, at)
    letter = password_letter(person.email, person.name, invited.path, person.language)
    await post.queue(letter, about=("invitation", invited.id), at=at)
    await journal.record("person.password_renewed", by=by, at=at, about=("person", person_id))
    return invited


async def accept(token: str, name: str, password: str, *, at: datetime, user_agent: str = "") -> Opened | SecondStep:
    """Take up an invitation, once, and be let in.

    Somebody new chooses a password; who has an account gives its password, so that an old
    letter cannot take an account over. Raises NotFound, Conflict (used, expired) or Invalid.
    """
    invitation = await queries.invitation(token)
    if invitation is None:
        raise NotFound(_("There is no such invitation."))
    refusal = why_not_accept(invitation.facts, at)
    if refusal:
        raise Conflict(refusal)
    if not clean_line(name):
        problem = _("Please fill this in.")
        raise Invalid(problem, {"name": problem})
    return await _accept(
        invitation,
        clean_line(name)[:100],
        await _password_hash(invitation, password),
        at,
        user_agent,
    )


@atomic
async def invite_again(invitation_id: int, *, by: Viewer, at: datetime) -> tuple[str, Invited]:
    """A new letter with a new link, good for another week; the old link ends. The address, and the link.

    Raises NotAllowed, Conflict when it was used or withdrawn meanwhile, or Invalid for a unit of the past.
    """
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    token, until = new_token(), at + INVITATION_MOST
    row = await REPLACE.one(token_hash(token), until, invitation_id)
    if not row:
        raise Conflict(USED)
    unit = (await directory())[row["unit_id"]]
    refusal = why_not_invite(by, unit.valid_until, day_of(at))
    if refusal:
        raise Invalid(refusal, {"unit": refusal})
    invited = Invited(invitation_id, f"/invitations/{token}")
    letter = invitation_letter(row["email"], row["name"], unit.name, Role(row["role"]), invited.path, DEFAULT_LANGUAGE)
    await post.queue(letter, about=("invitation", invitation_id), at=at)
    await journal.record(
        "person.invited_again",
        by=by,
        at=at,
        about=("invitation", invitation_id),
        unit_id=unit.id,
        after={"email": row["email"]},
    )
    return row["email"], invited


@atomic
async def withdraw(invitation_id: int, *, by: Viewer, at: datetime) -> None:
    """Make an open invitation worthless; raises Conflict when it was used meanwhile."""
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    gone = await WITHDRAW.one(invitation_id)
    if not gone:
        raise Conflict(USED)
    await journal.record(
        "person.invitation_withdrawn",
        by=by,
        at=at,
        about=("invitation", invitation_id),
        unit_id=gone["unit_id"],
        before={"email": gone["email"]},
    )


async def _add(email: str, name: str, unit_id: int, role: Role, by: Viewer, at: datetime) -> Invited:
    token, until = new_token(), at + INVITATION_MOST
    invitation_id = await ADD(token_hash(token), email, name, unit_id, role, by.person_id, at, until)
    return Invited(invitation_id, f"/invitations/{token}")


async def _password_hash(invitation: InvitationRow, password: str) -> str:
    account = await CREDENTIALS.one(invitation.email)
    if account and account["is_active"] and account["password_hash"]:
        if not await passwords.fits(password, account["password_hash"]):
            problem = _("You already have an account here. Please enter its password.")
            raise Invalid(problem, {"password": problem})
        return str(account["password_hash"])
    problem_or_none = why_not_password(password, invitation.email)
    if problem_or_none:
        raise Invalid(problem_or_none, {"password": problem_or_none})
    return await passwords.hashed(password)


@atomic
async def _accept(
    invitation: InvitationRow,
    name: str,
    password_hash: str,
    at: datetime,
    user_agent: str,
) -> Opened | SecondStep:
    if not await CONSUME.one(at, invitation.id, at):
        raise Conflict(USED)
    person = await LET_IN.one(
        invitation.email,
        name,
        DEFAULT_LANGUAGE,
        password_hash,
        True,
        at,
        at,
        person_sort_key(name),
    )
    if person is None:
        raise Conflict(_("You already have an account here. Please enter its password."))
    await OPEN_ROLE.one(person["id"], invitation.unit_id, invitation.role, day_of(at))
    await journal.record(
        "person.accepted_invitation",
        by=await viewer_for(person["id"], at),
        at=at,
        about=("person", person["id"]),
        unit_id=invitation.unit_id,
        after={"role": invitation.role},
    )
    return await let_in(person["id"], Way.LINK, at=at, user_agent=user_agent)
