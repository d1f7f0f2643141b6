"""The rows that hang on a forum: its fields, co-organisers, officers and first invitations."""

from collections.abc import Iterable

from app.database import Insert
from app.people.tables import Person
from events.planning.plan import OfficerPlan
from events.planning.tables import CoOrganiser, EventField, InvitedAgency, Officer

ADD_FIELD = Insert(EventField, "event", "field")
ADD_CO_ORGANISER = Insert(CoOrganiser, "event", "unit")
ADD_OFFICER = Insert(Officer, "event", "person", "role", "title", "position")
ADD_AGENCY = Insert(InvitedAgency, "event", "unit")


async def write_fields(event_id: int, field_ids: Iterable[int]) -> None:
    await EventField.delete().where(EventField.event == event_id)
    await ADD_FIELD.many([(event_id, field_id) for field_id in dict.fromkeys(field_ids)])


async def write_co_organisers(event_id: int, unit_ids: Iterable[int], organiser_id: int) -> None:
    await CoOrganiser.delete().where(CoOrganiser.event == event_id)
    units = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id != organiser_id]
    await ADD_CO_ORGANISER.many([(event_id, unit_id) for unit_id in units])


async def write_officers(event_id: int, officers: Iterable[OfficerPlan]) -> None:
    """In the order given, each once in a role; no title means that of the person today."""
    await Officer.delete().where(Officer.event == event_id)
    once = {(officer.person_id, officer.role): officer for officer in officers}
    if not once:
        return
    people = await Person.select(Person.id, Person.title).where(
        Person.id.is_in([officer.person_id for officer in once.values()])
    )
    titles = {person["id"]: person["title"] for person in people}
    await ADD_OFFICER.many(
        [
            (event_id, officer.person_id, officer.role, officer.title or titles.get(officer.person_id, ""), position)
            for position, officer in enumerate(once.values())
        ]
    )


async def write_agencies(event_id: int, unit_ids: Iterable[int]) -> None:
    await ADD_AGENCY.many([(event_id, unit_id) for unit_id in dict.fromkeys(unit_ids)])
