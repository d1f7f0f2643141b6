"""Coming in by a link in a letter, with or without choosing a new password.

Looking at a link uses nothing up: scanners of mail look at every link. Only the form on its page does.
"""

from datetime import datetime

from app import journal, post
from app.database import Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.people import one_time, passwords, queries
from app.people.addresses import normal_email
from app.people.letters import changed_letter, new_password_letter, sign_in_letter
from app.people.one_time import Purpose
from app.people.policy import Way, why_not_password
from app.people.rows import PersonRow
from app.people.sessions import viewer_for
from app.people.signing_in import CLOSE_ALL, Opened, SecondStep, let_in

PATHS = {Purpose.SIGN_IN: "/sign-in/link", Purpose.PASSWORD: "/sign-in/password"}
SET_PASSWORD = Statement("UPDATE person SET password_hash = {} WHERE id = {} AND is_active RETURNING id")
SPENT = _("This link has been used, or its quarter of an hour is over. Please ask for a new one.")


@atomic
async def send(email: str, purpose: Purpose, *, at: datetime) -> None:
    """Queue a letter with a link, if the address belongs to an open account; nobody learns whether it does."""
    person = await queries.person_by_email(normal_email(email))
    if person is None or not person.is_active:
        return
    token = await one_time.issue(purpose, person.id, at)
    written = sign_in_letter if purpose is Purpose.SIGN_IN else new_password_letter
    letter = written(person.email, person.name, f"{PATHS[purpose]}/{token}", person.language)
    await post.queue(letter, about=("person", person.id), at=at)
    by = await viewer_for(person.id, at)
    await journal.record(f"person.{purpose}_link_sent", by=by, at=at, about=("person", person.id))


async def owner(token: str, purpose: Purpose, at: datetime) -> PersonRow:
    """Whose link it is; raises Conflict for one that is spent, late or made up."""
    secret = await one_time.look(token, purpose, at)
    person = await queries.person(secret.person_id) if secret and secret.person_id else None
    if person is None or not person.is_active:
        raise Conflict(SPENT)
    return person


@atomic
async def follow(
    token: str, *, at: datetime, user_agent: str = "", instead_of: str | None = None
) -> Opened | SecondStep:
    """Come in by a link, once; raises Conflict."""
    secret = await one_time.take(token, Purpose.SIGN_IN, at)
    if secret is None or secret.person_id is None:
        raise Conflict(SPENT)
    return await let_in(secret.person_id, Way.LINK, at=at, user_agent=user_agent, instead_of=instead_of)


async def choose_password(token: str, new: str, *, at: datetime, user_agent: str = "") -> Opened | SecondStep:
    """Set a new password by a link, once: all sessions and open links end. Raises Conflict or Invalid."""
    person = await owner(token, Purpose.PASSWORD, at)
    problem = why_not_password(new, person.email)
    if problem:
        raise Invalid(problem, {"new_password": problem})
    return await _choose_password(token, await passwords.hashed(new), at, user_agent)


@atomic
async def _choose_password(token: str, password_hash: str, at: datetime, user_agent: str) -> Opened | SecondStep:
    secret = await one_time.take(token, Purpose.PASSWORD, at)
    if secret is None or secret.person_id is None:
        raise Conflict(SPENT)
    if not await SET_PASSWORD.one(password_hash, secret.person_id):
        raise Conflict(SPENT)
    await CLOSE_ALL.all(secret.person_id)
    await one_time.void(secret.person_id)
    by = await viewer_for(secret.person_id, at)
    await journal.record("person.password_chosen", by=by, at=at, about=("person", secret.person_id))
    letter = changed_letter(
        by.email, by.name, _("Your password was changed by a link in a letter to you."), by.language
    )
    await post.queue(letter, about=("person", secret.person_id), at=at)
    return await let_in(secret.person_id, Way.LINK, at=at, user_agent=user_agent)
