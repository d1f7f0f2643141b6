"""Coming in and going out. A new session has a new secret each time, so a planted cookie opens nothing.

Every way in ends in `let_in`: it opens a session, or asks who has a second factor for it first.
"""

from dataclasses import dataclass, field
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.people import one_time, passwords
from app.people.addresses import normal_email
from app.people.one_time import Purpose
from app.people.policy import SESSION_MOST, Way, why_not_password
from app.people.sessions import viewer_for
from app.people.tables import Session
from app.people.tokens import new_token, token_hash

CREDENTIALS = Statement("SELECT id, password_hash, is_active FROM person WHERE email = {}")
OWN_CREDENTIALS = Statement("SELECT id, email, password_hash FROM person WHERE id = {} AND is_active")
# Compare-and-set: a password changed while this one was being checked must not let it in.
SIGN_IN = Statement(
    "UPDATE person SET password_hash = {} WHERE id = {} AND password_hash = {} AND is_active RETURNING id"
)
OPEN = Insert(
    Session,
    "token_hash",
    "person",
    "created_at",
    "seen_at",
    "expires_at",
    "csrf_secret",
    "user_agent",
    "is_strong",
)
CAME_IN = Statement(
    "UPDATE person SET last_signed_in_at = {}, failed_tries = 0 WHERE id = {} AND is_active RETURNING id"
)
HAS_FACTOR = Statement(
    "SELECT id FROM totp_key WHERE person = {} UNION ALL SELECT id FROM passkey WHERE person = {} LIMIT 1"
)
CLOSE = Statement("DELETE FROM session WHERE token_hash = {} RETURNING person AS person_id")
CLOSE_ONE = Statement("DELETE FROM session WHERE id = {} AND person = {} RETURNING id")
CLOSE_ALL = Statement("DELETE FROM session WHERE person = {} RETURNING id")
CLOSE_OLD = Statement("DELETE FROM session WHERE expires_at <= {} RETURNING id")

WRONG = _("That e-mail address and that password do not belong together.")


@dataclass(frozen=True)
class Opened:
    """A session just opened. The token goes into the cookie and is stored nowhere."""

    token: str = field(repr=False)
    viewer: Viewer


@dataclass(frozen=True)
class SecondStep:
    """The first step is done and nobody is signed in yet: the token stands for a second one that is due soon."""

    token: str = field(repr=False)


async def sign_in(
    email: str,
    password: str,
    *,
    at: datetime,
    user_agent: str = "",
    instead_of: str | None = None,
) -> Opened | SecondStep:
    """Let in for whom the password fits; `instead_of` is the session that the browser held before.

    Raises Invalid, with the same words and after the same work, for an unknown address, a closed
    account and a wrong password. Tries are limited by the caller, who knows browser and address.
    """
    found = await CREDENTIALS.one(normal_email(email))
    stored = found["password_hash"] if found and found["is_active"] else None
    fits = await passwords.fits(password, stored)
    if not fits or not found or not stored:
        raise Invalid(WRONG)
    renewed = await passwords.hashed(password) if passwords.is_outdated(stored) else stored
    return await _sign_in(found["id"], stored, renewed, at, user_agent, instead_of)


@atomic
async def sign_out(token: str, *, by: Viewer, at: datetime) -> None:
    """End the session of this browser; a second time does nothing."""
    gone = await CLOSE.one(token_hash(token))
    if gone:
        await journal.record("person.signed_out", by=by, at=at, about=("person", gone["person_id"]))


@atomic
async def sign_out_everywhere(*, by: Viewer, at: datetime) -> int:
    """End every session of the person; returns how many there were."""
    gone = await CLOSE_ALL.all(by.person_id)
    await journal.record(
        "person.signed_out_everywhere",
        by=by,
        at=at,
        about=("person", _own_id(by)),
        after={"sessions": len(gone)},
    )
    return len(gone)


@atomic
async def revoke_session(session_id: int, *, by: Viewer, at: datetime) -> None:
    """End one of one's own sessions; raises NotFound for anybody else's."""
    if not await CLOSE_ONE.one(session_id, by.person_id):
        raise NotFound(_("This session has already ended."))
    await journal.record("person.session_revoked", by=by, at=at, about=("person", _own_id(by)))


async def change_password(current: str, new: str, *, by: Viewer, at: datetime, user_agent: str = "") -> Opened:
    """Set a new password, end all sessions, and open one for this browser.

    Raises Invalid with the problem beside `current_password` or `new_password`.
    """
    found = await OWN_CREDENTIALS.one(_own_id(by))
    stored = found["password_hash"] if found else None
    if not await passwords.fits(current, stored) or not stored or not found:
        wrong = _("This is not your present password.")
        raise Invalid(wrong, {"current_password": wrong})
    problem = why_not_password(new, found["email"])
    if problem:
        raise Invalid(problem, {"new_password": problem})
    return await _change_password(found["id"], stored, await passwords.hashed(new), at, user_agent)


async def has_factor(person_id: int) -> bool:
    """Whether a password alone does not let this person in."""
    return await HAS_FACTOR.one(person_id, person_id) is not None


async def let_in(
    person_id: int, way: Way, *, at: datetime, user_agent: str, instead_of: str | None = None
) -> Opened | SecondStep:
    """Inside the act that found out who it is: a session, or a second step for whom has a second factor."""
    if await has_factor(person_id):
        return SecondStep(await one_time.issue(Purpose.SECOND_STEP, person_id, at))
    return await welcome(person_id, (way,), at=at, user_agent=user_agent, instead_of=instead_of)


async def welcome(
    person_id: int,
    ways: tuple[Way, ...],
    *,
    at: datetime,
    user_agent: str,
    instead_of: str | None = None,
    is_strong: bool = False,
) -> Opened:
    """Inside the act that has seen enough: a session; the one that the browser held before ends."""
    if not await CAME_IN.one(at, person_id):
        raise Invalid(WRONG)
    if instead_of:
        await CLOSE.one(token_hash(instead_of))
    opened = await open_session(person_id, at, user_agent, is_strong=is_strong)
    await journal.record(
        "person.signed_in", by=opened.viewer, at=at, about=("person", person_id), after={"ways": list(ways)}
    )
    return opened


async def open_session(person_id: int, at: datetime, user_agent: str, *, is_strong: bool = False) -> Opened:
    """A fresh session, inside the transaction of the act that earned it."""
    await CLOSE_OLD.all(at)
    token = new_token()
    await OPEN(
        token_hash(token),
        person_id,
        at,
        at,
        at + SESSION_MOST,
        new_token(),
        user_agent[:300],
        is_strong,
    )
    return Opened(token, await viewer_for(person_id, at))


@atomic
async def _sign_in(
    person_id: int,
    stored: str,
    renewed: str,
    at: datetime,
    user_agent: str,
    instead_of: str | None,
) -> Opened | SecondStep:
    if not await SIGN_IN.one(renewed, person_id, stored):
        raise Invalid(WRONG)
    return await let_in(person_id, Way.PASSWORD, at=at, user_agent=user_agent, instead_of=instead_of)


@atomic
async def _change_password(person_id: int, stored: str, new: str, at: datetime, user_agent: str) -> Opened:
    if not await SIGN_IN.one(new, person_id, stored):
        raise Invalid(_("This is not your present password."))
    await CLOSE_ALL.all(person_id)
    await one_time.void(person_id)
    opened = await open_session(person_id, at, user_agent, is_strong=await has_factor(person_id))
    await journal.record("person.password_changed", by=opened.viewer, at=at, about=("person", person_id))
    return opened


def _own_id(viewer: Viewer) -> int:
    if viewer.person_id is None:
        raise NotFound(_("Please sign in first."))
    return viewer.person_id
