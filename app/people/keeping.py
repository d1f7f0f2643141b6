"""Keeping the lists: people, their roles, and when both end."""

from collections.abc import Sequence
from datetime import date, datetime

from app import journal
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people import deputies, one_time, queries, second_factors
from app.people.addresses import checked_email
from app.people.leaving import HandOver, hand_over
from app.people.policy import (
    MembershipFacts,
    PersonFacts,
    why_not_deactivate,
    why_not_end,
    why_not_keep_people,
)
from app.people.signing_in import CLOSE_ALL
from app.people.units import directory
from app.text import clean_line, person_sort_key

ADD_PERSON = Statement(
    "INSERT INTO person (email, name, title, phone, language, password_hash, is_active, created_at, sort_key)"
    " VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT (email) DO NOTHING RETURNING id"
)
OPEN_ROLE = Statement(
    "INSERT INTO membership (person, unit, role, since) VALUES ({}, {}, {}, {})"
    " ON CONFLICT (person, unit, role) WHERE until IS NULL DO NOTHING RETURNING id"
)
END_ROLE = Statement("UPDATE membership SET until = {} WHERE id = {} AND until IS NULL RETURNING id")
END_ROLES = Statement("UPDATE membership SET until = {} WHERE person = {} AND until IS NULL RETURNING id")
# Links that are still on their way would bring back what ends here.
VOID_LINKS = Statement("DELETE FROM staff_invitation WHERE email = {} AND accepted_at IS NULL RETURNING id")
VOID_LINKS_TO = Statement(
    "DELETE FROM staff_invitation WHERE email = (SELECT email FROM person WHERE id = {}) AND unit = {} AND role = {}"
    " AND accepted_at IS NULL RETURNING id"
)
CLOSE_ACCOUNT = Statement("UPDATE person SET is_active = {} WHERE id = {} AND is_active RETURNING id")
# Two administrators who end each other's role at once wait here for one another.
LOCK_ADMINS = Statement("UPDATE membership SET role = role WHERE role = 'admin' AND until IS NULL RETURNING id")


@atomic
async def create_person(
    email: str,
    name: str,
    *,
    by: Viewer,
    at: datetime,
    title: str = "",
    phone: str = "",
    language: str = "vi",
    password_hash: str | None = None,
) -> int:
    """A person without the detour of an invitation; returns the id.

    `password_hash` comes from `passwords.hashed`, made before, so that hashing holds up no transaction.
    """
    _refuse(why_not_keep_people(by))
    email, name = checked_email(email), clean_line(name)[:100]
    added = await ADD_PERSON.one(
        email,
        name,
        clean_line(title)[:100],
        phone,
        language,
        password_hash,
        True,
        at,
        person_sort_key(name),
    )
    if added is None:
        taken = _("There is already an account with this e-mail address.")
        raise Invalid(taken, {"email": taken})
    await journal.record(
        "person.created",
        by=by,
        at=at,
        about=("person", added["id"]),
        after={"email": email, "name": name},
    )
    return int(added["id"])


@atomic
async def grant(
    person_id: int,
    unit_id: int,
    role: Role,
    *,
    by: Viewer,
    at: datetime,
    since: date | None = None,
) -> None:
    """Give a person a role in a unit, from today or from `since`; a role already held stays as it is."""
    _refuse(why_not_keep_people(by))
    if (await directory()).get(unit_id) is None:
        raise NotFound(_("There is no such unit."))
    if await OPEN_ROLE.one(person_id, unit_id, role, since or day_of(at)):
        await journal.record(
            "person.role_granted",
            by=by,
            at=at,
            about=("person", person_id),
            unit_id=unit_id,
            after={"role": role},
        )


@atomic
async def end_membership(membership_id: int, *, by: Viewer, at: datetime) -> None:
    """End a role at once, with every open link to it; the last administrator's cannot be ended."""
    await LOCK_ADMINS.all()
    held = await queries.membership(membership_id)
    if held is None:
        raise NotFound(_("There is no such role."))
    others = await queries.admins() - {held.person_id}
    facts = MembershipFacts(
        held.id,
        held.person_id,
        held.unit_id,
        held.role,
        held.until is None,
        len(others),
    )
    _refuse(why_not_end(by, facts))
    if not await END_ROLE.one(day_of(at), membership_id):
        raise Conflict(_("This role has already ended."))
    await VOID_LINKS_TO.all(held.person_id, held.unit_id, held.role)
    await journal.record(
        "person.role_ended",
        by=by,
        at=at,
        about=("person", held.person_id),
        unit_id=held.unit_id,
        before={"role": held.role, "since": held.since},
    )
    await deputies.end_where_gone(held.person_id, by=by, at=at)


@atomic
async def deactivate(
    person_id: int,
    *,
    successor_id: int | None = None,
    hand_overs: Sequence[HandOver] = (),
    by: Viewer,
    at: datetime,
) -> None:
    """Close an account at once: roles end, sessions and open links die, the name stays on what the person did.

    What is personal passes on to the successor or ends; drafts keep their author and open work stays with the unit.
    Raises Invalid beside `successor` when one is needed or cannot be.
    """
    await LOCK_ADMINS.all()
    found = await queries.person(person_id)
    if found is None:
        raise NotFound(_("There is no such person."))
    admins = await queries.admins()
    facts = PersonFacts(person_id, found.is_active, person_id in admins, len(admins - {person_id}))
    _refuse(why_not_deactivate(by, facts))
    handed = await hand_over(person_id, successor_id, hand_overs, by=by, at=at)
    await CLOSE_ACCOUNT.one(False, person_id)
    ended = await END_ROLES.all(day_of(at), person_id)
    await CLOSE_ALL.all(person_id)
    await one_time.void(person_id)
    await second_factors.end_all(person_id)
    await VOID_LINKS.all(found.email)
    await journal.record(
        "person.deactivated",
        by=by,
        at=at,
        about=("person", person_id),
        after={"roles_ended": len(ended), **handed},
    )


def _refuse(sentence: Sentence | None) -> None:
    if sentence:
        raise NotAllowed(sentence)
