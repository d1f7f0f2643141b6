"""Searching everywhere on both engines: what is found, and what is not even counted for whom."""

from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.database import Statement, atomic
from events.planning.queries import event_facts
from events.planning.states import EventState
from events.running.room import record_commitment
from exports.finding.codes import codes_meant
from exports.finding.desk import find_on_desk, thing_with_code
from exports.finding.public import find_in_public, public_thing_with_code
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from tests.support import AT, SYSTEM, Stage, an_ask, make_event, make_person, make_question, make_unit

ROWS = ["CH-2025", "CH-2026", "CK-2026"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CH-2026-0012", ["CH-2026-0012"]),
        ("ch 2026 12", ["CH-2026-0012"]),
        ("CH2026012", ["CH-2026-0012"]),
        ("ck12", ["CK-2026-0012"]),
        ("ch-12", ["CH-2025-0012", "CH-2026-0012"]),
        ("2026-12", ["CH-2026-0012", "CK-2026-0012"]),
        ("12", ["CH-2025-0012", "CH-2026-0012", "CK-2026-0012"]),
        ("0912345678", []),
        ("CH-2024-1", []),
        ("CH-0", []),
        ("giá đất 12", []),
        ("", []),
    ],
)
def test_a_code_may_be_said_in_short(typed: str, meant: list[str]) -> None:
    assert codes_meant(typed, ROWS) == meant


class City:
    """Two communes under a city, a department, one question each, a promise, and people in several roles."""

    async def build(self) -> "City":
        self.city = await make_unit("Ủy ban nhân dân thành phố")
        self.here = await make_unit("Phường Bến Ninh", parent_id=self.city)
        self.there = await make_unit("Xã Thạnh Quới", parent_id=self.city)
        self.agency = await make_unit("Sở Tài chính", parent_id=self.city)
        self.forum = await make_event(self.here, title="Đối thoại phường", starts_at=AT + timedelta(days=9))
        other = await make_event(self.there, title="Đối thoại xã", starts_at=AT + timedelta(days=9))
        self.draft = await make_event(self.there, EventState.DRAFT, title="Đối thoại kín đáo")
        self.mine = await self._asked(self.forum, "Hẻm ngập nước", "Nguyễn Thị Mận", "+84912345678", Stage.SUBMITTED)
        self.theirs = await self._asked(other, "Cầu ván ngập nước", "Trần Văn Mận", "+84912345679", Stage.APPROVED)
        self.public = await self._asked(other, "Chợ ngập nước", "Lê Văn Ổi", "+84912345670", Stage.PUBLISHED)
        return self

    async def _asked(self, forum, summary: str, name: str, phone: str, stage: Stage):
        ask = an_ask(summary=summary, detail="Xin trả lời giúp.", name=name, phone=phone)
        return await make_question(forum, stage, lead_unit_id=self.agency, ask=ask, answer="Sẽ nâng cống trong quý.")

    async def person(self, unit_id: int, *roles: Role) -> Viewer:
        return await make_person(unit_id, *roles)


@pytest.fixture
async def city(database: str) -> City:
    return await City().build()


async def found(viewer: Viewer, typed: str) -> dict[str, list[str]]:
    groups = await find_on_desk(viewer, typed)
    assert all(group.total.count == len(group.items) for group in groups)
    return {group.key: [hit.path.rpartition("/")[2] for hit in group.items] for group in groups}


async def test_a_coordinator_finds_the_questions_of_the_own_unit_and_no_other(city: City) -> None:
    here = await city.person(city.here, Role.COORDINATOR)
    for typed in ("ngập nước", "ngap nuoc", "NGẬP NƯƠ"):
        assert (await found(here, typed)).get("questions") == [city.mine.code]
    assert await found(here, "cau van") == {}
    assert await found(here, "nâng cống") == {}
    there = await city.person(city.there, Role.COORDINATOR)
    assert (await found(there, "ngap nuoc"))["questions"] == [city.public.code, city.theirs.code]


async def test_the_asker_is_found_by_those_who_may_reach_the_asker_and_by_nobody_else(city: City) -> None:
    clerk, coordinator = await city.person(city.here, Role.CLERK), await city.person(city.there, Role.COORDINATOR)
    drafter = await city.person(city.agency, Role.DRAFTER)
    others = [
        await city.person(unit_id, role)
        for unit_id, role in (
            (city.here, Role.SECRETARY),
            (city.here, Role.CHAIR),
            (city.city, Role.SUPERVISOR),
            (city.city, Role.COORDINATOR),
            (city.city, Role.ADMIN),
        )
    ]
    mine, theirs = {"askers": [city.mine.code]}, {"askers": [city.theirs.code]}
    nothing: dict[str, list[str]] = {}
    for typed, in_mine, in_theirs in (
        ("Mận", mine, theirs),
        ("man", mine, theirs),
        ("0912 345 678", mine, nothing),
        ("+84 912345678", mine, nothing),
        ("0912.345.679", nothing, theirs),
    ):
        assert await found(clerk, typed) == in_mine
        assert await found(coordinator, typed) == in_theirs
        # The agency that answers reaches the asker of what it was given.
        assert await found(drafter, typed) == in_theirs
        for viewer in others:
            assert await found(viewer, typed) == nothing


async def test_a_draft_is_found_by_those_who_may_read_it(city: City) -> None:
    for unit_id, role in ((city.there, Role.COORDINATOR), (city.city, Role.SUPERVISOR), (city.there, Role.SUPERVISOR)):
        viewer = await city.person(unit_id, role)
        [answers] = [group for group in await find_on_desk(viewer, "nang cong") if group.key == "answers"]
        assert answers.total.count == 2
    for unit_id, role in ((city.there, Role.CLERK), (city.there, Role.SECRETARY)):
        [answers] = await find_on_desk(await city.person(unit_id, role), "nang cong")
        assert [hit.path for hit in answers.items] == [f"/desk/questions/{city.public.code}"]
    for unit_id, role in ((city.here, Role.COORDINATOR), (city.here, Role.SUPERVISOR), (city.city, Role.COORDINATOR)):
        assert await found(await city.person(unit_id, role), "nang cong") == {}


async def test_a_code_leads_there_only_for_those_who_may_open_it(city: City) -> None:
    number = str(int(city.theirs.code[-4:]))
    there, here = await city.person(city.there, Role.COORDINATOR), await city.person(city.here, Role.COORDINATOR)
    for typed in (city.theirs.code, city.theirs.code.lower(), f"ch {number}", number):
        assert await thing_with_code(there, typed) == f"/desk/questions/{city.theirs.code}"
        assert await thing_with_code(here, typed) is None
    assert await thing_with_code(await city.person(city.city, Role.ADMIN), city.theirs.code) is None


async def test_a_short_code_that_means_two_things_opens_neither(city: City) -> None:
    promise = Promise(
        words="Giao Sở Tài chính rà soát cống.",
        promised_by="Chủ trì",
        owner_id=city.agency,
        product="Danh mục",
        due=Due(DueWording.WITHIN, days=10),
    )
    held = await make_event(city.here, EventState.HELD)
    code = await record_commitment(
        await event_facts(held.slug), promise, question=None, happened_at=AT, by=SYSTEM, at=AT
    )
    assert code.endswith("-0001")
    here = await city.person(city.here, Role.COORDINATOR)
    assert city.mine.code.endswith("-0001")
    assert await thing_with_code(here, "1") is None
    assert await thing_with_code(here, "ck 1") == f"/desk/commitments/{code}"
    assert (await found(here, "ra soat cong")) == {"promises": [code]}
    assert await public_thing_with_code("ck-1") == f"/commitments/{code}"
    assert [group.key for group in await find_in_public("ra soat", AT)] == ["promises"]


async def test_a_draft_of_a_forum_is_found_by_its_own_people_only(city: City) -> None:
    for unit_id, role, sees in (
        (city.there, Role.CLERK, True),
        (city.there, Role.SUPERVISOR, True),
        (city.city, Role.SUPERVISOR, True),
        (city.here, Role.COORDINATOR, False),
        (city.here, Role.SUPERVISOR, False),
        (city.agency, Role.APPROVER, False),
    ):
        viewer = await city.person(unit_id, role)
        assert await found(viewer, "kin dao") == ({"forums": [city.draft.slug]} if sees else {})
        assert len((await found(viewer, "doi thoai"))["forums"]) == (3 if sees else 2)
    assert await find_in_public("kin dao", AT) == []


async def test_everybody_finds_what_is_public_and_nothing_else(city: City) -> None:
    groups = {group.key: group for group in await find_in_public("ngap nuoc", AT)}
    assert [row.code for row in groups["questions"].items] == [city.public.code, city.theirs.code]
    assert [line.title for line in (await find_in_public("đối thoại xã", AT))[0].items] == ["Đối thoại xã"]
    assert await public_thing_with_code(city.public.code) == f"/questions/{city.public.code}"
    for typed in ("hem", "Mận", "0912345678", "Ổi", "!!!", ""):
        assert await find_in_public(typed, AT) == []
    assert await public_thing_with_code(city.mine.code) is None


async def test_people_and_units_are_found_by_administrators_only(city: City) -> None:
    admin = await city.person(city.city, Role.ADMIN)
    name = "Đỗ Thị Mận Em"
    await make_person(city.here, Role.CLERK, name=name, email="man.em@songhau.example")
    for typed in ("mận em", "Do thi man", "man.em@songhau.example"):
        [people] = await find_on_desk(admin, typed)
        assert [hit.title for hit in people.items] == [name]
    [units] = await find_on_desk(admin, "thanh quoi")
    assert [hit.title for hit in units.items] == ["Xã Thạnh Quới"]
    coordinator = await city.person(city.here, Role.COORDINATOR)
    assert await found(coordinator, "man em") == await found(coordinator, "thanh quoi") == {}


async def test_the_words_follow_the_rows(city: City) -> None:
    here = await city.person(city.here, Role.COORDINATOR)

    @atomic
    async def change(sql: str) -> None:
        await Statement(sql).run()

    await change("UPDATE question SET detail = 'Đường Bờ Kè bị sụt lún' WHERE summary = 'Hẻm ngập nước'")
    assert await found(here, "bo ke sut lun") == {"questions": [city.mine.code]}
    assert await found(here, "xin tra loi") == {}
    await change("UPDATE question SET name = 'Phạm Thị Ổi' WHERE summary = 'Hẻm ngập nước'")
    assert await found(here, "pham oi") == {"askers": [city.mine.code]}
    assert await found(here, "man") == {}
