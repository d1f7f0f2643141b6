"""Who is written to by the clock: people of the unit, climbing, and the coordinators; each once."""

from collections.abc import Iterable
from datetime import date, datetime

from app.access import Role
from app.clock import day_of
from app.people.queries import members, readers
from app.people.rows import Member


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
    day, told = day_of(at), list[Member]()
    if unit_id is not None and roles:
        told = await readers(unit_id, *roles, day=day) or await readers(unit_id, Role.APPROVER, day=day)
    told = await _but_for(reported_unit_id, [*told, *also], day)
    if is_organisers or not told:
        coordinators = await readers(organiser_id, Role.COORDINATOR, day=day)
        told += await _but_for(reported_unit_id, coordinators, day)
    return list({reader.id: reader for reader in told}.values())


async def _but_for(reported_unit_id: int | None, told: list[Member], day: date) -> list[Member]:
    """`seeing.is_of_reported` for letters."""
    if reported_unit_id is None:
        return told
    hidden_from = {member.id for member in await members(reported_unit_id, day=day)}
    return [reader for reader in told if reader.id not in hidden_from]
