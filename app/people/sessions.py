"""Who is signed in: from the secret in a cookie to a viewer, and the list of one's own browsers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.access import ANYONE, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.people.browsers import browser_name
from app.people.policy import SEEN_EVERY, is_live
from app.people.tokens import token_hash
from app.people.units import directory

# One question for everything a request must know of its sender: a row for each role held on the day.
SIGNED_IN = Statement(
    "SELECT session.id AS session_id, session.csrf_secret, session.created_at, session.seen_at, session.expires_at,"
    " session.is_strong, person.id AS person_id, person.name, person.email, person.language,"
    " EXISTS (SELECT 1 FROM totp_key WHERE totp_key.person = person.id)"
    " OR EXISTS (SELECT 1 FROM passkey WHERE passkey.person = person.id) AS has_factor,"
    " membership.unit AS unit_id, membership.role"
    " FROM session JOIN person ON person.id = session.person"
    " LEFT JOIN membership ON membership.person = person.id"
    " AND membership.since <= {} AND (membership.until IS NULL OR membership.until > {})"
    " WHERE session.token_hash = {} AND person.is_active"
)
ROLES = Statement(
    "SELECT unit AS unit_id, role FROM membership"
    " WHERE person = {} AND since <= {} AND (until IS NULL OR until > {}) ORDER BY id"
)
# Where this person stands in for a leader who still leads there.
DEPUTISES = Statement(
    "SELECT deputy.unit AS unit_id, 'approver' AS role FROM deputy"
    " JOIN person ON person.id = deputy.principal AND person.is_active"
    " JOIN membership ON membership.person = deputy.principal AND membership.unit = deputy.unit"
    " AND membership.role = 'approver' AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {})"
    " WHERE deputy.deputy = {} AND deputy.ended_at IS NULL AND deputy.since <= {} AND deputy.until >= {}"
)
PERSON = Statement("SELECT name, email, language FROM person WHERE id = {} AND is_active")
SEEN = Statement("UPDATE session SET seen_at = {} WHERE id = {} AND seen_at < {}")
SESSIONS = Statement(
    "SELECT id, created_at, seen_at, expires_at, user_agent FROM session"
    " WHERE person = {} AND expires_at > {} ORDER BY seen_at DESC, id DESC LIMIT 50"
)


@dataclass(frozen=True)
class SignedIn:
    """A live session and the person behind it."""

    session_id: int
    csrf_secret: str
    created_at: datetime
    seen_at: datetime
    viewer: Viewer
    has_factor: bool = False


@dataclass(frozen=True)
class SessionRow:
    id: int
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    user_agent: str

    @property
    def browser(self) -> str:
        return browser_name(self.user_agent)


async def signed_in(token: str, at: datetime) -> SignedIn | None:
    """The session behind a cookie, or None when there is none, it is over, or the account is closed.

    A session from before somebody had a second factor does not count either.
    """
    today = day_of(at)
    rows = await SIGNED_IN.all(today, today, token_hash(token))
    if not rows or not is_live(rows[0]["seen_at"], rows[0]["expires_at"], at):
        return None
    first = rows[0]
    has_factor = bool(first["has_factor"])
    if has_factor and not first["is_strong"]:
        return None
    viewer = (await directory()).viewer(
        first["person_id"],
        first["name"],
        first["email"],
        first["language"],
        _roles([*rows, *await DEPUTISES.all(today, today, first["person_id"], today, today)]),
    )
    return SignedIn(
        first["session_id"], first["csrf_secret"], first["created_at"], first["seen_at"], viewer, has_factor
    )


async def viewer_for(person_id: int, at: datetime) -> Viewer:
    """A person as rules see them, without a session: for commands, jobs and the demo."""
    today = day_of(at)
    person = await PERSON.one(person_id)
    if person is None:
        return ANYONE
    acting = await DEPUTISES.all(today, today, person_id, today, today)
    roles = _roles([*await ROLES.all(person_id, today, today), *acting])
    return (await directory()).viewer(person_id, person["name"], person["email"], person["language"], roles)


async def note_seen(session: SignedIn, at: datetime) -> None:
    """Keep an idle session alive. A session signed out meanwhile has no row, so this cannot bring it back."""
    if at - session.seen_at >= SEEN_EVERY:
        await SEEN.run(at, session.session_id, at)


async def sessions_of(person_id: int, at: datetime) -> list[SessionRow]:
    """A person's live sessions, the one used last first."""
    rows = [SessionRow(**row) for row in await SESSIONS.all(person_id, at)]
    return [row for row in rows if is_live(row.seen_at, row.expires_at, at)]


def _roles(rows: Iterable[dict[str, Any]]) -> list[tuple[int, Role]]:
    return [(row["unit_id"], Role(row["role"])) for row in rows if row["unit_id"] is not None]
