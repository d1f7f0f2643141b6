"""Who is written to by the clock: people of the unit, climbing, and the coordinators; each once."""

from collections.abc import Iterable
from datetime import datetime

from app.access import Role
from app.people.rows import Member
from questions.staff_readers import coordinators, staff


async def told_of(
    unit_id: int | None,
    roles: tuple[Role, ...],
    organiser_id: int,
    *,
    is_organisers: bool = False,
    also: Iterable[Member] = (),
    reported_unit_id: int | None = None,
    at: datetime,
) -> list[Member]:
    """Those of the unit (its leaders where nobody has these roles), `also`, and the coordinators.

    The coordinators are told too where nobody else is. Nobody of the unit whose officials are reported is told.
    """
    told = list[Member]()
    if unit_id is not None and roles:
        told = await staff(unit_id, *roles, reported_unit_id=reported_unit_id, at=at)
        told = told or await staff(unit_id, Role.APPROVER, reported_unit_id=reported_unit_id, at=at)
    told += also
    if is_organisers or not told:
        told += await coordinators(organiser_id, reported_unit_id=reported_unit_id, at=at)
    return list({reader.id: reader for reader in told}.values())
