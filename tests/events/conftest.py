"""A small city: the promotion centre that organises, the association, three agencies, and their people."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.people.fields import create_field
from app.people.keeping import create_person, grant
from app.people.kinds import UnitKind
from app.people.sessions import viewer_for
from app.people.unit_keeping import create_unit
from app.people.units import forget
from events.planning import announcing, creating, holding
from events.planning.plan import EventPlan, OfficerPlan
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.running import room

# A Monday morning in Vietnam; the session is a Friday morning three and a half weeks later.
AT = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
STARTS = datetime(2026, 8, 28, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class City:
    centre_id: int
    association_id: int
    finance_id: int
    tax_id: int
    ward_id: int
    land_field_id: int
    tax_field_id: int
    coordinator: Viewer
    colleague: Viewer
    secretary: Viewer
    chair: Viewer
    supervisor: Viewer
    focal: Viewer
    stranger: Viewer
    series_id: int

    @property
    def plan(self) -> EventPlan:
        return EventPlan(
            organiser_id=self.centre_id,
            type="cafe",
            series_id=self.series_id,
            theme="Vốn và đất đai",
            place="Hội trường A, 01 đường Hòa Bình",
            online_url="https://hop.songhau.example/ky-9",
            starts_at=STARTS,
            ends_at=STARTS + timedelta(hours=3),
            agenda="08:00 Khai mạc\n08:15 Đối thoại",
            description="Gặp gỡ hằng quý.",
            field_ids=(self.land_field_id, self.tax_field_id),
            co_organiser_ids=(self.association_id,),
            officers=(
                OfficerPlan(self.chair.person_id or 0, Role.CHAIR, "Phó Chủ tịch UBND thành phố"),
                OfficerPlan(self.secretary.person_id or 0, Role.SECRETARY, "Chuyên viên"),
            ),
            agency_ids=(self.finance_id, self.tax_id),
        )


@pytest.fixture
async def city(database: str) -> AsyncIterator[City]:
    forget()
    yield await make_city()
    forget()


async def make_city() -> City:
    centre = await _unit("TTXT", "Trung tâm Xúc tiến đầu tư", UnitKind.OTHER, email="xuctien@songhau.example")
    association = await _unit("HHDN", "Hiệp hội Doanh nghiệp thành phố", UnitKind.ORGANISATION)
    finance = await _unit("STC", "Sở Tài chính", UnitKind.DEPARTMENT, email="stc@songhau.example")
    tax = await _unit("THUE", "Thuế thành phố", UnitKind.VERTICAL)
    ward = await _unit("UBP-BN", "UBND phường Bến Ninh", UnitKind.COMMUNE)
    land_field = await create_field("dat-dai", "Đất đai", [finance])
    tax_field = await create_field("thue", "Thuế", [tax, finance])
    coordinator = await _person("binh", "Trần Thị Bình", (centre, Role.COORDINATOR))
    return City(
        centre_id=centre,
        association_id=association,
        finance_id=finance,
        tax_id=tax,
        ward_id=ward,
        land_field_id=land_field,
        tax_field_id=tax_field,
        coordinator=coordinator,
        colleague=await _person("cuong", "Lê Quốc Cường", (centre, Role.COORDINATOR)),
        secretary=await _person("dung", "Phạm Mỹ Dung", (centre, Role.SECRETARY)),
        chair=await _person("hai", "Nguyễn Văn Hải", (ward, Role.CHAIR)),
        supervisor=await _person("lan", "Võ Thị Lan", (association, Role.SUPERVISOR)),
        focal=await _person("minh", "Đỗ Minh", (tax, Role.FOCAL)),
        stranger=await _person("nga", "Đặng Thị Nga", (ward, Role.COORDINATOR)),
        series_id=await creating.create_series("Cà phê doanh nhân", "cafe", centre, by=coordinator, at=AT),
    )


async def _unit(code: str, name: str, kind: UnitKind, email: str = "") -> int:
    return await create_unit(
        code, name, kind, short_name=code, email=email, valid_from=date(2025, 7, 1), by=SYSTEM, at=AT
    )


async def _person(box: str, name: str, *roles: tuple[int, Role]) -> Viewer:
    person_id = await create_person(f"{box}@songhau.example", name, by=SYSTEM, at=AT)
    for unit_id, role in roles:
        await grant(person_id, unit_id, role, by=SYSTEM, at=AT)
    return await viewer_for(person_id, AT)


Make = Callable[..., Awaitable[EventFacts]]


@pytest.fixture
def forum(city: City) -> Make:
    """Makes a forum of the city and takes it as far as a stage, through the real acts."""

    async def make(stage: str = "draft", **changes: object) -> EventFacts:
        plan = replace(city.plan, **changes)  # type: ignore[arg-type]
        event = await event_facts(await creating.create_event(plan, by=city.coordinator, at=AT))
        for name, act in STAGES.items():
            if stage == event.state:
                break
            event = await act(event, by=city.coordinator, at=STARTS if name in {"in_session", "held"} else AT)
        return event

    return make


STAGES: dict[str, Callable[..., Awaitable[EventFacts]]] = {
    "announced": announcing.announce,
    "collecting": announcing.open_questions,
    "preparing": announcing.close_questions,
    "in_session": holding.start_session,
    "held": room.end_session,
}
