"""Reading people: who works where, who may still come in, and the lists of the office."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

from app.access import Role
from app.database import Statement
from app.database.word_index import wanted
from app.people.letters_wanted import LettersWanted, wants
from app.people.rows import InvitationRow, Member, MembershipRow, PersonRow
from app.people.search import PERSON_WORDS
from app.people.tokens import token_hash
from app.people.units import directory
from app.text import search_words

PERSON = (
    "SELECT id, email, name, title, phone, language, is_active, password_hash, created_at, last_signed_in_at,"
    " letters FROM person"
)
PERSON_BY_ID = Statement(PERSON + " WHERE id = {}")
PERSON_BY_EMAIL = Statement(PERSON + " WHERE email = {}")
PEOPLE = Statement(PERSON + " ORDER BY sort_key, id LIMIT {} OFFSET {}")
# Whoever has a passkey comes in without a password.
WITHOUT_A_WAY_IN = (
    "is_active AND password_hash IS NULL AND NOT EXISTS (SELECT 1 FROM passkey WHERE passkey.person = person.id)"
)
WAITING = Statement(f"{PERSON} WHERE {WITHOUT_A_WAY_IN} ORDER BY sort_key, id LIMIT {{}} OFFSET {{}}")
COUNT_WAITING = Statement(f"SELECT count(*) AS number FROM person WHERE {WITHOUT_A_WAY_IN}", slow=True)  # noqa: S608
MEMBERSHIP = "SELECT id, person AS person_id, unit AS unit_id, role, since, until FROM membership"
MEMBERSHIPS = Statement(MEMBERSHIP + " WHERE person = {} ORDER BY until IS NOT NULL, id")
MEMBERSHIP_BY_ID = Statement(MEMBERSHIP + " WHERE id = {}")
OPEN_MEMBERSHIPS = Statement(MEMBERSHIP + " WHERE until IS NULL ORDER BY id")
MEMBERS = Statement(
    "SELECT person.id, person.name, person.email, person.title, person.language, person.letters,"
    " membership.role FROM membership JOIN person ON person.id = membership.person"
    " WHERE membership.unit = {} AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {}) AND person.is_active"
    " ORDER BY person.sort_key, person.id"
)
# A deputy approves as long as the leader does: whoever lost the role passes none on.
ACTING = Statement(
    "SELECT person.id, person.name, person.email, person.title, person.language, person.letters,"
    " 'approver' AS role FROM deputy JOIN person ON person.id = deputy.deputy"
    " JOIN person AS principal ON principal.id = deputy.principal"
    " JOIN membership ON membership.person = deputy.principal AND membership.unit = deputy.unit"
    " AND membership.role = 'approver' WHERE deputy.unit = {} AND deputy.ended_at IS NULL"
    " AND deputy.since <= {} AND deputy.until >= {} AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {}) AND person.is_active AND principal.is_active"
    " ORDER BY person.sort_key, person.id"
)
ADMINS = Statement(
    "SELECT DISTINCT person.id FROM membership JOIN person ON person.id = membership.person"
    " WHERE membership.role = 'admin' AND membership.until IS NULL AND person.is_active"
)
INVITED = "SELECT id, email, name, unit AS unit_id, role, expires_at, accepted_at FROM staff_invitation"
INVITATION = Statement(INVITED + " WHERE token_hash = {}")
OPEN_INVITATIONS = Statement(INVITED + " WHERE accepted_at IS NULL AND expires_at > {} ORDER BY id DESC LIMIT 200")


async def members(unit_id: int, *roles: Role, day: date) -> list[Member]:
    """The active people of a unit and of what was merged into it, with any of `roles` (or any role).

    Who stands in for a leader on that day counts as an approver.
    """
    found: dict[int, tuple[dict[str, Any], set[Role]]] = {}
    for same_id in sorted((await directory()).same_as(unit_id)):
        acting = await ACTING.all(same_id, day, day, day, day)
        for row in [*await MEMBERS.all(same_id, day, day), *acting]:
            held = Role(row.pop("role"))
            if not roles or held in roles:
                row["letters"] = LettersWanted(row["letters"])
                found.setdefault(row["id"], (row, set()))[1].add(held)
    return [Member(**row, roles=frozenset(held)) for row, held in found.values()]


async def readers(
    unit_id: int, *roles: Role, day: date, is_important: bool = True, but_for: Collection[int] = ()
) -> list[Member]:
    """The members who want letters of this kind; where nobody does, an important one goes to all of them.

    Those in `but_for` (ids) count as not there.
    """
    everybody = [member for member in await members(unit_id, *roles, day=day) if member.id not in but_for]
    wanting = [member for member in everybody if wants(member.letters, is_important=is_important)]
    return wanting or (everybody if is_important else [])


async def person(person_id: int) -> PersonRow | None:
    row = await PERSON_BY_ID.one(person_id)
    return _person(row) if row else None


async def person_by_email(email: str) -> PersonRow | None:
    row = await PERSON_BY_EMAIL.one(email.strip().lower())
    return _person(row) if row else None


async def people(*, limit: int = 200, offset: int = 0) -> list[PersonRow]:
    """People in the order of their given names."""
    return [_person(row) for row in await PEOPLE.all(limit, offset)]


async def people_waiting(*, limit: int, offset: int = 0) -> list[PersonRow]:
    """Those who have an account and no way into it, in the order of their given names."""
    return [_person(row) for row in await WAITING.all(limit, offset)]


async def count_waiting() -> int:
    return int((await COUNT_WAITING.one() or {"number": 0})["number"])


async def find_people(typed: str, *, limit: int, offset: int = 0) -> tuple[list[PersonRow], int]:
    """The people whose name, address, title or telephone holds what was typed, by their names; how many."""
    words, digits = search_words(typed[:300])[:8], "".join(filter(str.isdigit, typed))
    if not words:
        return [], 0
    # Numbers stand as people wrote them, so they are compared without their gaps; too few digits are no number.
    sought = (wanted(words), f"%{digits}%" if len(digits) >= 6 else "-")
    find, count = _finding(PERSON_WORDS.condition)
    counted = await count.one(*sought)
    return [_person(row) for row in await find.all(*sought, limit, offset)], counted["number"] if counted else 0


@cache
def _finding(holds: str) -> tuple[Statement, Statement]:
    where = f" WHERE ({holds}) OR replace(replace(replace(phone, ' ', ''), '.', ''), '-', '') LIKE {{}}"
    return (
        Statement(f"{PERSON}{where} ORDER BY sort_key, id LIMIT {{}} OFFSET {{}}", slow=True),
        Statement(f"SELECT count(*) AS number FROM person{where}", slow=True),  # noqa: S608
    )


async def memberships(person_id: int) -> list[MembershipRow]:
    """All roles of a person, the open ones first."""
    return [_membership(row) for row in await MEMBERSHIPS.all(person_id)]


async def open_memberships() -> dict[int, list[MembershipRow]]:
    """Person id -> the roles held now."""
    held: dict[int, list[MembershipRow]] = {}
    for row in await OPEN_MEMBERSHIPS.all():
        held.setdefault(row["person_id"], []).append(_membership(row))
    return held


async def membership(membership_id: int) -> MembershipRow | None:
    row = await MEMBERSHIP_BY_ID.one(membership_id)
    return _membership(row) if row else None


async def admins() -> frozenset[int]:
    """The ids of the active people who are administrators."""
    return frozenset(row["id"] for row in await ADMINS.all())


async def invitation(token: str) -> InvitationRow | None:
    row = await INVITATION.one(token_hash(token))
    return _invitation(row) if row else None


async def open_invitations(at: datetime) -> list[InvitationRow]:
    return [_invitation(row) for row in await OPEN_INVITATIONS.all(at)]


def _person(row: dict[str, Any]) -> PersonRow:
    plain = {
        **row,
        "has_password": row["password_hash"] is not None,
        "is_active": bool(row["is_active"]),
        "letters": LettersWanted(row["letters"]),
    }
    del plain["password_hash"]
    return PersonRow(**plain)


def _membership(row: dict[str, Any]) -> MembershipRow:
    return MembershipRow(**{**row, "role": Role(row["role"])})


def _invitation(row: dict[str, Any]) -> InvitationRow:
    return InvitationRow(**{**row, "role": Role(row["role"])})
