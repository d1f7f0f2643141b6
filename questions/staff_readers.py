"""The one door for letters to staff about a question: who of a unit is written to.

Nobody of the unit whose officials it reports on, nor of those merged into it, whatever else one is: what
`seeing.is_of_reported` says of pages.
"""

from datetime import date, datetime

from app.access import Role
from app.clock import day_of
from app.people import queries
from app.people.rows import Member, PersonRow
from app.people.units import directory


async def staff(unit_id: int | None, *roles: Role, reported_unit_id: int | None, at: datetime) -> list[Member]:
    """Those of a unit with any of `roles` who take letters; where nobody does, all of them."""
    if unit_id is None:
        return []
    day = day_of(at)
    return await queries.readers(unit_id, *roles, day=day, but_for=await hidden_from(reported_unit_id, day))


async def speakers(unit_id: int | None, *, reported_unit_id: int | None, at: datetime) -> list[Member]:
    """Those who take in what is sent to a unit: its focal points, or its leaders."""
    focal_points = await staff(unit_id, Role.FOCAL, reported_unit_id=reported_unit_id, at=at)
    return focal_points or await staff(unit_id, Role.APPROVER, reported_unit_id=reported_unit_id, at=at)


async def coordinators(organiser_id: int, *, reported_unit_id: int | None, at: datetime) -> list[Member]:
    """The coordinators of the organising unit; where it is hidden from all of them, those above (`desk_above`)."""
    told = await staff(organiser_id, Role.COORDINATOR, reported_unit_id=reported_unit_id, at=at)
    if told or reported_unit_id is None:
        return told
    above = await desk_above(organiser_id, reported_unit_id=reported_unit_id, at=at)
    return await staff(above, Role.COORDINATOR, reported_unit_id=reported_unit_id, at=at)


async def desk_above(organiser_id: int, *, reported_unit_id: int, at: datetime) -> int | None:
    """The nearest unit above the organiser with a coordinator who may see a report that is hidden from all coordinators
    of the organiser; None where one of them may see it, or nobody above may."""
    units, day = await directory(), day_of(at)
    hidden = await hidden_from(reported_unit_id, day)
    own = await queries.members(organiser_id, Role.COORDINATOR, day=day)
    is_of_organiser = reported_unit_id in units.same_as(organiser_id)
    if any(member.id not in hidden for member in own) or not (own or is_of_organiser):
        return None
    for unit_id in units.above(units.resolve(organiser_id)):
        if any(member.id not in hidden for member in await queries.members(unit_id, Role.COORDINATOR, day=day)):
            return unit_id
    return None


async def colleague(person_id: int | None, *, reported_unit_id: int | None, at: datetime) -> PersonRow | None:
    """This person, where still here and not of the reported unit."""
    found = await queries.person(person_id) if person_id is not None else None
    if found is None or not found.is_active or person_id in await hidden_from(reported_unit_id, day_of(at)):
        return None
    return found


async def members(unit_id: int, *roles: Role, reported_unit_id: int | None, at: datetime) -> list[Member]:
    """As `staff`, whatever letters they want: those who work on the thing itself."""
    day = day_of(at)
    hidden = await hidden_from(reported_unit_id, day)
    return [member for member in await queries.members(unit_id, *roles, day=day) if member.id not in hidden]


async def hidden_from(reported_unit_id: int | None, day: date) -> frozenset[int]:
    """The people (ids) who work in the reported unit on that day, or in what was merged into it."""
    if reported_unit_id is None:
        return frozenset()
    return frozenset(member.id for member in await queries.members(reported_unit_id, day=day))
