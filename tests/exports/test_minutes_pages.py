"""The page of the minutes: who may, writing at the same time, issuing, correcting, fetching."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from app.access import Role, Viewer
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.planning.states import EventState
from exports.issuing import issued_minutes
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import make_event, make_person, make_unit

pytestmark = pytest.mark.anyio


@dataclass
class Papers:
    desk: Desk
    event: EventFacts
    coordinator: Viewer
    secretary: Viewer
    stranger: Viewer

    @property
    def path(self) -> str:
        return f"/desk/events/{self.event.slug}/minutes"


@pytest.fixture
async def papers(sqlite_database: str) -> AsyncIterator[Papers]:
    unit = await make_unit("Trung tâm Xúc tiến đầu tư")
    event = await make_event(unit, EventState.HELD)
    async with open_desk() as desk:
        yield Papers(
            desk,
            event,
            coordinator=await make_person(unit, Role.COORDINATOR),
            secretary=await make_person(unit, Role.SECRETARY),
            stranger=await make_person(await make_unit(), Role.COORDINATOR),
        )


async def test_the_minutes_are_for_those_who_run_or_oversee_the_forum(papers: Papers) -> None:
    overseer = await make_person(await make_unit(), Role.SUPERVISOR)
    for path in (papers.path, f"{papers.path}/draft/pdf"):
        assert (await papers.desk.get(path, papers.stranger)).status_code == 403, path
        assert (await papers.desk.get(path, papers.secretary)).status_code == 200, path
    shown = (await papers.desk.get(papers.path, overseer)).text
    assert 'name="conclusion"' not in shown
    answer = await papers.desk.post(papers.path, overseer, {"conclusion": "x", "version": "0"})
    assert answer.status_code == 403


async def test_the_page_leads_to_the_room_the_questions_and_the_commitments(papers: Papers) -> None:
    shown = (await papers.desk.get(papers.path, papers.secretary)).text
    slug = papers.event.slug
    for way in (f"/desk/events/{slug}/room", f"/desk/questions?event={slug}", f"/desk/commitments?event={slug}"):
        assert f'href="{way}' in shown, way
    assert "chưa soạn" in shown


async def test_r7_two_who_write_at_once_lose_nothing_and_see_both(papers: Papers) -> None:
    first = await papers.desk.post(papers.path, papers.secretary, {"conclusion": "Kết luận thứ nhất.", "version": "0"})
    assert first.status_code == 303
    late = await papers.desk.post(papers.path, papers.coordinator, {"conclusion": "Kết luận thứ hai.", "version": "0"})
    assert late.status_code == 409
    assert "Kết luận thứ nhất." in late.text
    assert "Kết luận thứ hai." in late.text
    version = re.search(r'name="version" value="(\d+)"', late.text)
    assert version
    again = {"conclusion": "Kết luận chung.", "version": version[1]}
    assert (await papers.desk.post(papers.path, papers.coordinator, again)).status_code == 303
    assert "Kết luận chung." in (await papers.desk.get(papers.path, papers.secretary)).text


async def test_the_minutes_are_issued_corrected_and_published(papers: Papers) -> None:
    wrong = await papers.desk.post(f"{papers.path}/issue", papers.coordinator, {"number": "không"})
    assert wrong.status_code == 422
    assert 'value="không"' in wrong.text
    for version in (1, 2):
        assert (await papers.desk.post(f"{papers.path}/issue", papers.coordinator, {"number": "7"})).status_code == 303
        assert len(await issued_minutes(papers.event.id)) == version
    shown = (await papers.desk.get(papers.path, papers.coordinator)).text
    assert f'action="/desk/events/{papers.event.slug}/acts/publish"' in shown  # the next step stands here
    sha256 = (await issued_minutes(papers.event.id))[1].pdf_sha256
    file = await papers.desk.get(f"/documents/pdf/{sha256}", papers.secretary)
    assert file.content.startswith(b"%PDF")
    assert (await papers.desk.get(f"/documents/pdf/{sha256}", papers.stranger)).status_code == 404
    assert (await event_facts(papers.event.slug)).state is EventState.MINUTES_APPROVED


async def test_the_secretary_does_not_issue_and_reads_why(papers: Papers) -> None:
    assert (await papers.desk.post(f"{papers.path}/issue", papers.secretary, {"number": "1"})).status_code == 403
    shown = (await papers.desk.get(papers.path, papers.secretary)).text
    assert "/minutes/issue" not in shown
    assert "Chỉ chủ trì hoặc" in shown


@pytest.mark.parametrize("kind", ["exe", "PDF", "docx%00", "..%2Fpdf"])
async def test_other_kinds_of_drafts_do_not_exist(papers: Papers, kind: str) -> None:
    answer = await papers.desk.get(f"{papers.path}/draft/{kind}", papers.secretary)
    assert answer.status_code in (403, 404)


async def test_before_the_session_there_is_a_page_that_says_so(papers: Papers) -> None:
    early = await make_event(papers.event.organiser_id, EventState.PREPARING)
    path = f"/desk/events/{early.slug}/minutes"
    assert (await papers.desk.get(path, papers.coordinator)).status_code == 200
    assert (await papers.desk.post(f"{path}/issue", papers.coordinator, {"number": "1"})).status_code == 409
    answer = await papers.desk.post(path, papers.coordinator, {"conclusion": "Sớm quá.", "version": "0"})
    assert answer.status_code in (403, 409)
