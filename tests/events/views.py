"""A forum as it is read, made by hand for tests of pure code."""

from dataclasses import replace
from datetime import UTC, datetime

from app.access import Role
from events.planning.rows import AgencyRow, EventView, FieldName, OfficerRow, UnitCard
from events.planning.states import EventState
from events.planning.types import EVENT_TYPES

VIEW = EventView(
    id=9,
    slug="ca-phe-doanh-nhan-ky-9",
    type="cafe",
    kind=EVENT_TYPES["cafe"],
    title="Cà phê doanh nhân, kỳ thứ 9",
    edition=9,
    series_name="Cà phê doanh nhân",
    series_slug="ca-phe-doanh-nhan",
    theme="Vốn; đất đai, và \\ mặt bằng",
    place="Hội trường A, 01 đường Hòa Bình, phường Ninh Kiều; tầng 2",
    online_url="https://hop.songhau.example/ky-9",
    organiser=UnitCard(1, "Trung tâm Xúc tiến đầu tư", "TTXT", email="xuctien@songhau.example"),
    starts_at=datetime(2026, 8, 28, 1, 0, tzinfo=UTC),
    ends_at=datetime(2026, 8, 28, 4, 0, tzinfo=UTC),
    opens_at=None,
    closes_at=None,
    state=EventState.ANNOUNCED,
    postponed_from=None,
    change_reason="",
    announced_at=datetime(2026, 8, 3, 2, 0, tzinfo=UTC),
    started_at=None,
    ended_at=None,
    results_at=None,
    series_id=1,
    description="Gặp gỡ hằng quý.\nMời doanh nghiệp gửi câu hỏi trước.",
    agenda="",
    co_organisers=(UnitCard(2, "Hiệp hội Doanh nghiệp thành phố", "HHDN"),),
    officers=(OfficerRow(5, "Nguyễn Văn Hải", "Phó Chủ tịch", Role.CHAIR),),
    fields=(FieldName(1, "Đất đai"),),
    agencies=(AgencyRow(3, "STC", "Sở Tài chính", None, "", ""),),
    short_notice_reason="",
    sequence=0,
    version=1,
    changed_at=datetime(2026, 8, 3, 2, 0, 0, 123456, tzinfo=UTC),
)


def make_view(**changes: object) -> EventView:
    return replace(VIEW, **changes)  # type: ignore[arg-type]
