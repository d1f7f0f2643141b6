"""A person leaves: what is personal passes on to a successor or ends; the work itself is the unit's and stays.

Higher packages know of more that is personal (who chairs a coming forum). They bring a `HandOver`, which the roof
passes in, so that no arrow points upward.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.access import Role, Viewer
from app.clock import day_of
from app.errors import Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people import deputies, queries
from app.people.rows import Member
from app.people.units import directory


@dataclass(frozen=True)
class HandOver:
    """Something that hangs on a person. `held` names it, one sentence each; `move` gives it to the successor."""

    held: Callable[[int], Awaitable[list[Sentence]]]
    move: Callable[[int, int, Viewer, datetime], Awaitable[int]]


async def passes_on(person_id: int, hand_overs: Sequence[HandOver]) -> list[Sentence]:
    """What needs a successor."""
    return [sentence for one in hand_overs for sentence in await one.held(person_id)]


async def ends_with(person_id: int, at: datetime) -> list[Sentence]:
    """What ends with the account: standing in for somebody, and being stood in for."""
    found = []
    for row in await deputies.deputies_about(person_id, day_of(at)):
        if row.principal_id == person_id:
            found.append(_("%(name)s no longer stands in for this person.", name=row.deputy_name))
        else:
            found.append(_("%(name)s loses this deputy and should name another.", name=row.principal_name))
    return found


async def leaves_without_leader(person_id: int, at: datetime) -> list[Sentence]:
    """What becomes of the answers of each unit in which nobody else may approve."""
    units, found, day = await directory(), list[Sentence](), day_of(at)
    for row in await queries.memberships(person_id):
        if row.until is not None or row.role is not Role.APPROVER:
            continue
        unit_id = units.resolve(row.unit_id)
        if {member.id for member in await queries.members(unit_id, Role.APPROVER, day=day)} - {person_id}:
            continue
        above = units.parents.get(unit_id)
        if above is not None and await queries.members(above, Role.APPROVER, day=day):
            words = _(
                "Nobody else approves answers in %(unit)s: until another leader is named there, those of %(above)s do.",
                unit=units.name(unit_id),
                above=units.name(above),
            )
        else:
            words = _(
                "Nobody else approves answers in %(unit)s, and nobody in a unit above it: what waits there stays until"
                " another leader is named.",
                unit=units.name(unit_id),
            )
        if str(words) not in {str(each) for each in found}:
            found.append(words)
    return found


async def successors(person_id: int, at: datetime) -> list[Member]:
    """The colleagues to whom something can be handed: everybody of the person's units."""
    units, found = await directory(), dict[int, Member]()
    held = [row.unit_id for row in await queries.memberships(person_id) if row.until is None]
    for unit_id in dict.fromkeys(units.resolve(unit_id) for unit_id in held):
        for member in await queries.members(unit_id, day=day_of(at)):
            found.setdefault(member.id, member)
    found.pop(person_id, None)
    return list(found.values())


async def hand_over(
    person_id: int, successor_id: int | None, hand_overs: Sequence[HandOver], *, by: Viewer, at: datetime
) -> dict[str, object]:
    """Inside the act that closes the account; what was done, for the journal. Raises Invalid beside `successor`."""
    if successor_id is not None and successor_id not in {member.id for member in await successors(person_id, at)}:
        wrong = _("Please choose a colleague of the same unit.")
        raise Invalid(wrong, {"successor": wrong})
    if successor_id is None and await passes_on(person_id, hand_overs):
        missing = _("Something needs a successor. Please choose who takes it over.")
        raise Invalid(missing, {"successor": missing})
    moved = 0
    if successor_id is not None:
        moved = sum([await one.move(person_id, successor_id, by, at) for one in hand_overs])
    ended = await deputies.end_all_of(person_id, at)
    return {"successor": successor_id, "handed_over": moved, "deputies_ended": ended}
