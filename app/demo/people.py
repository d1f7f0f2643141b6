"""Putting units, fields and people of the demo city in, through the acts of the office."""

from dataclasses import dataclass
from datetime import date, datetime

from app.access import SYSTEM, Viewer
from app.demo.city import CITY, DOMAIN, FIELDS, PASSWORD, UNITS
from app.demo.staff import PEOPLE, DemoPerson, agency_people
from app.people.fields import create_field
from app.people.keeping import create_person, grant
from app.people.passwords import hashed
from app.people.sessions import viewer_for
from app.people.unit_keeping import create_unit

FOUNDED = date(2025, 7, 1)  # the two-level administration began


@dataclass(frozen=True)
class Cast:
    """Who and what there is: ids by unit code, field code and account name."""

    units: dict[str, int]
    fields: dict[str, int]
    people: dict[str, int]
    at: datetime

    async def viewer(self, account: str) -> Viewer:
        """A person of the demo as the rules see them."""
        return await viewer_for(self.people[account], self.at)


async def cast_the_city(since: date, at: datetime) -> Cast:
    """Everyone with one known password; roles count from `since`."""
    units: dict[str, int] = {}
    for unit in UNITS:
        units[unit.code] = await create_unit(
            unit.code,
            unit.name,
            unit.kind,
            by=SYSTEM,
            at=at,
            valid_from=FOUNDED,
            short_name=unit.short_name,
            parent_id=units.get(unit.parent),
            abbreviation=unit.abbreviation,
            place=unit.place,
            address=f"{unit.short_name}, thành phố Sông Hậu",
            phone="1022",
            email=f"{unit.code.lower()}@{DOMAIN}",
            head_title=unit.head_title,
        )
    fields = {
        code: await create_field(code, name, [units[agency] for agency in agencies])
        for code, (name, agencies) in FIELDS.items()
    }
    password_hash = await hashed(PASSWORD)
    people = {}
    for person in (*PEOPLE, *agency_people()):
        people[person.account] = await _person(person, units, password_hash, since, at)
    assert CITY in units
    return Cast(units, fields, people, at)


async def _person(
    person: DemoPerson,
    units: dict[str, int],
    password_hash: str,
    since: date,
    at: datetime,
) -> int:
    person_id = await create_person(
        f"{person.account}@{DOMAIN}",
        person.name,
        by=SYSTEM,
        at=at,
        title=person.title,
        password_hash=password_hash,
    )
    for code, role in person.roles:
        await grant(person_id, units[code], role, by=SYSTEM, at=at, since=since)
    return person_id
