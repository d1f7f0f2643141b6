"""Beginning a series and a forum."""

from datetime import UTC, datetime

from app import journal
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.database import Duplicate, Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import DEFAULT_LANGUAGE, speaking
from app.i18n import Sentence as _
from app.text import slugify
from events.planning.changing import needs
from events.planning.checking import refuse_unknown
from events.planning.choices import last_edition, series_by_id
from events.planning.kinds import offered_types
from events.planning.notice import default_cutoff
from events.planning.plan import EventPlan, problems_of_times
from events.planning.plan_rows import (
    write_agencies,
    write_co_organisers,
    write_fields,
    write_officers,
)
from events.planning.policy import may_plan
from events.planning.rows import SeriesRow
from events.planning.states import EVENT
from events.planning.tables import Event, Series

ADD_SERIES = Insert(Series, "slug", "name", "type", "organiser")
ADD_EVENT = Insert(
    Event, "slug", "series", "edition", "type", "title", "theme", "description", "agenda", "place",
    "online_url", "organiser", "state", "starts_at", "ends_at", "opens_at", "closes_at",
    "created_at", "changed_at",
)  # fmt: skip
SLUGS = Statement("SELECT slug FROM event WHERE slug = {} OR slug LIKE {}")
SERIES_SLUGS = Statement("SELECT slug FROM series WHERE slug = {} OR slug LIKE {}")
EDITION = Statement("SELECT id FROM event WHERE series = {} AND edition = {}")

# Addresses of pages beside those of forums.
NOT_SLUGS = frozenset({"new", "series", "proposals"})
TRIES = 4


async def create_event(plan: EventPlan, *, by: Viewer, at: datetime) -> str:
    """A draft; its slug, such as ca-phe-doanh-nhan-ky-9.

    Raises Conflict when the edition exists already. Two coordinators who leave the number open get two.
    """
    for _again in range(TRIES):
        try:
            return await _create_event(plan, by=by, at=at)
        except Duplicate:
            continue  # another forum took the address or the number in the same moment
    raise Conflict(_("Another forum was created in the same moment. Please try again."))


@atomic
async def create_series(name: str, type_code: str, organiser_id: int, *, by: Viewer, at: datetime) -> int:
    """A chain of numbered forums; its id."""
    if not may_plan(by, organiser_id):
        raise NotAllowed(_("Only a coordinator of the organising unit may do this."))
    if type_code not in await offered_types():
        raise not_in_list("type")
    return (await _begin_series(name, type_code, organiser_id, by=by, at=at)).id


async def _begin_series(name: str, type_code: str, organiser_id: int, *, by: Viewer, at: datetime) -> SeriesRow:
    slug = await _free_slug(SERIES_SLUGS, slugify(name) or "chuoi")
    series_id = await ADD_SERIES(slug, name, type_code, organiser_id)
    await journal.record(
        "series.create",
        by=by,
        at=at,
        about=("series", series_id),
        unit_id=organiser_id,
        after={"slug": slug, "name": name, "type": type_code},
    )
    return SeriesRow(series_id, slug, name, type_code, organiser_id)


@atomic
async def _create_event(plan: EventPlan, *, by: Viewer, at: datetime) -> str:
    if not may_plan(by, plan.organiser_id):
        raise NotAllowed(_("Only a coordinator of the organising unit may do this."))
    closes_at = plan.closes_at or default_cutoff(
        plan.starts_at, await load_calendar(), at, (await load_clocks())[Clock.QUESTIONS_CLOSE]
    )
    await _check(plan, closes_at, at)
    series = await _series_of(plan, by=by, at=at)
    edition = await _edition(plan, series)
    title = plan.title or _title(series, edition)
    slug = await _free_slug(SLUGS, f"{series.slug}-ky-{edition}" if series else slugify(title) or "dien-dan")
    event_id = await ADD_EVENT(
        slug, series.id if series else None, edition, plan.type, title, plan.theme, plan.description,
        plan.agenda, plan.place, plan.online_url, plan.organiser_id, EVENT.start,
        _utc(plan.starts_at), _utc(plan.ends_at), _utc(plan.opens_at), _utc(closes_at), at, at,
    )  # fmt: skip
    await write_fields(event_id, plan.field_ids)
    await write_co_organisers(event_id, plan.co_organiser_ids, plan.organiser_id)
    await write_officers(event_id, plan.officers)
    await write_agencies(event_id, plan.agency_ids)
    await journal.record(
        "event.create",
        by=by,
        at=at,
        about=("event", event_id),
        unit_id=plan.organiser_id,
        after={"slug": slug, "title": title, "starts_at": plan.starts_at, "place": plan.place},
    )
    return slug


async def _check(plan: EventPlan, closes_at: datetime, at: datetime) -> None:
    if plan.type not in await offered_types():
        raise not_in_list("type")
    problems = problems_of_times(plan.starts_at, plan.ends_at, plan.opens_at, closes_at)
    if problems:
        raise Invalid(_("Please check the times of the forum."), dict(problems))
    await refuse_unknown(plan)


async def _series_of(plan: EventPlan, *, by: Viewer, at: datetime) -> SeriesRow | None:
    if plan.series_id is not None:
        series = await series_by_id(plan.series_id)
        if series is None or series.organiser_id != plan.organiser_id:
            raise not_in_list("series")
        return series
    if plan.new_series:
        return await _begin_series(plan.new_series, plan.type, plan.organiser_id, by=by, at=at)
    if not plan.title:
        raise needs("title", _("Please give the forum a title, or choose a series."))
    return None


async def _edition(plan: EventPlan, series: SeriesRow | None) -> int | None:
    if series is None:
        return None
    if plan.edition is None:
        return await last_edition(series.id) + 1
    if await EDITION.one(series.id, plan.edition):
        raise Conflict(
            _("Edition %(edition)s of “%(series)s” exists already.", edition=plan.edition, series=series.name)
        )
    return plan.edition


def not_in_list(field: str) -> Invalid:
    return needs(field, _("Please choose one of the list."))


def _title(series: SeriesRow | None, edition: int | None) -> str:
    """The title is data of the office, so it is in its language whoever creates the forum."""
    with speaking(DEFAULT_LANGUAGE):
        name = series.name if series else ""
        return str(_("%(series)s, edition %(edition)s", series=name, edition=edition))


async def _free_slug(taken: Statement, wanted: str) -> str:
    rows = await taken.all(wanted, f"{wanted}-%")
    known = {row["slug"] for row in rows} | NOT_SLUGS
    number, slug = 1, wanted
    while slug in known:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
