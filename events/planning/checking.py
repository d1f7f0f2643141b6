"""Whether everything that a plan names is there: units, fields and people are chosen from lists that may be old."""

from app.errors import Invalid
from app.i18n import Sentence as _
from app.people.tables import Field, Person
from app.people.units import directory
from events.planning.plan import EventPlan


async def refuse_unknown(plan: EventPlan) -> None:
    """Raises Invalid naming the field of the form whose choice is not, or no longer, there."""
    units, problem = await directory(), _("Please choose one of the list.")
    people = {officer.person_id: officer.role for officer in plan.officers}
    known_fields = await Field.select(Field.id).where(Field.id.is_in(list(plan.field_ids))) if plan.field_ids else []
    known_people = await Person.select(Person.id).where(Person.id.is_in(list(people))) if people else []
    unknown = people.keys() - {row["id"] for row in known_people}
    problems = {f"{role}_1": problem for person_id, role in people.items() if person_id in unknown}
    if len(known_fields) < len(set(plan.field_ids)):
        problems["fields"] = problem
    for name, unit_ids in (("co_organisers", plan.co_organiser_ids), ("agencies", plan.agency_ids)):
        if any(units.get(unit_id) is None for unit_id in unit_ids):
            problems[name] = problem
    if problems:
        raise Invalid(problem, problems)
