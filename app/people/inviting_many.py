"""Letting in, with one act, those who were taken in with a list and have no way in yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app import journal, post
from app.access import Role, Viewer
from app.database import Statement, atomic
from app.errors import NotAllowed
from app.people import queries
from app.people.inviting import ADD
from app.people.letters import invitation_letter
from app.people.policy import INVITATION_MOST, why_not_keep_people
from app.people.tokens import new_token, token_hash
from app.people.units import directory

# Written to, so that two who press at once wait here for one another.
LOCK = Statement(
    f"UPDATE person SET name = name WHERE id = {{}} AND {queries.WITHOUT_A_WAY_IN} RETURNING id, name, email, language"  # noqa: S608
)
NEWER = Statement(
    "SELECT id FROM staff_invitation WHERE email = {} AND accepted_at IS NULL AND created_at > {} LIMIT 1"
)
VOID_OLDER = Statement(
    "DELETE FROM staff_invitation WHERE email = {} AND unit = {} AND role = {} AND accepted_at IS NULL"
    " AND created_at <= {} RETURNING id"
)


@dataclass(frozen=True)
class InvitedPerson:
    """Who got a link, and its path, which is kept nowhere."""

    name: str
    email: str
    unit: str
    role: Role
    path: str = field(repr=False)


@atomic
async def invite_waiting(
    person_ids: Sequence[int], *, seen_at: datetime, is_mailed: bool, by: Viewer, at: datetime
) -> list[InvitedPerson]:
    """A new link for each of these people who has a role and no way in; links made before `seen_at` end.

    `seen_at` is when the list was looked at: pressed twice, no second letter goes out. Where no letters leave
    (`is_mailed` is false) everybody gets a link again, since the first list may never have been seen.
    """
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    held, units, until = await queries.open_memberships(), await directory(), at + INVITATION_MOST
    invited = []
    for person_id in dict.fromkeys(person_ids):
        roles = held.get(person_id)
        row = await LOCK.one(person_id) if roles else None
        if not roles or row is None or (is_mailed and await NEWER.one(row["email"], seen_at)):
            continue
        unit_id, role, token = roles[0].unit_id, roles[0].role, new_token()
        await VOID_OLDER.all(row["email"], unit_id, role, seen_at)
        invitation_id = await ADD(token_hash(token), row["email"], row["name"], unit_id, role, by.person_id, at, until)
        one = InvitedPerson(row["name"], row["email"], units.name(unit_id), role, f"/invitations/{token}")
        if is_mailed:
            letter = invitation_letter(one.email, one.name, one.unit, role, one.path, row["language"])
            await post.queue(letter, about=("invitation", invitation_id), at=at)
        await journal.record(
            "person.invited",
            by=by,
            at=at,
            about=("invitation", invitation_id),
            unit_id=unit_id,
            after={"email": one.email, "role": role, "person": person_id},
        )
        invited.append(one)
    return invited
