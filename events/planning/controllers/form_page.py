"""What the planner's form shows: its choices, what was typed, and the agencies proposed for its fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Response

from app.access import Role
from app.clock import day_of, now
from app.i18n import Sentence
from app.people.fields import fields
from app.people.kinds import KIND_NAMES
from app.people.units import directory
from app.web.pages import page
from app.web.posted import AnyRequest
from events.planning.choices import agencies_for_fields, last_edition, people_who, series_of_unit
from events.planning.forms import LABELS, MOST_CHAIRS, MOST_SECRETARIES, EventForm
from events.planning.kinds import offered_types
from events.planning.rows import EventView, PersonChoice

FORM, AGENCIES = "events/planning/form.html", "events/planning/_agencies.html"


async def form_page(
    request: AnyRequest,
    units: tuple[int, ...],
    *,
    typed: Mapping[str, str] | None = None,
    ticked: tuple[int, ...] = (),
    form: EventForm | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    event: EventView | None = None,
    part: str | None = None,
    status: int = 422,
) -> Response[Any]:
    """The form, new (`typed`) or come back (`form`); with `event` for a change, which leaves its agencies."""
    at = now()
    today = day_of(at)
    all_units = await directory()
    shown = dict(form.typed if form else typed or {})
    if not form and "co_organisers" in shown:  # those that are gone stand in the list as the units that do their work
        ids = (all_units.resolve(int(unit_id)) for unit_id in filter(None, shown["co_organisers"].split(",")))
        shown["co_organisers"] = ",".join(map(str, dict.fromkeys(ids)))
    field_ids = form.field_ids if form else tuple(map(int, filter(None, shown.get("fields", "").split(","))))
    proposals = await agencies_for_fields(field_ids)
    proposed = tuple(proposal.unit_id for proposal in proposals)
    invited = form.invited(proposed) if form else tuple(dict.fromkeys([*proposed, *ticked]))
    series = [each for unit_id in units for each in await series_of_unit(unit_id)]
    return page(
        request,
        FORM,
        part,
        status=status if problems else 200,
        event=event,
        typed=shown,
        problems=problems or {},
        labels=LABELS,
        kinds=(await offered_types(event.type if event else "")).values(),
        series=[(each, await last_edition(each.id) + 1) for each in series],
        organisers=[all_units[unit_id] for unit_id in units],
        fields=await fields(),
        unit_groups=[(KIND_NAMES[kind], group) for kind, group in all_units.by_kind(today).items()],
        proposals=proposals,
        proposed=",".join(map(str, proposed)),
        invited=frozenset(invited),
        chairs=await _people(Role.CHAIR, today, event),
        secretaries=await _people(Role.SECRETARY, today, event),
        most_chairs=MOST_CHAIRS,
        most_secretaries=MOST_SECRETARIES,
    )


async def _people(role: Role, today: date, event: EventView | None) -> list[PersonChoice]:
    """Those who hold the role today, and those who are named for this forum, though they may have left since."""
    people = await people_who(role, today)
    known = {person.id for person in people}
    named = [officer for officer in (event.officers if event else ()) if officer.role is role]
    return people + [PersonChoice(one.person_id, one.name, one.title) for one in named if one.person_id not in known]


async def proposals_part(request: AnyRequest, units: tuple[int, ...], form: EventForm) -> Response[Any]:
    """htmx exchanges the list of agencies alone; a plain browser gets the whole form with what was typed."""
    return await form_page(request, units, form=form, part=AGENCIES)
