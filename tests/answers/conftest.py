"""A desk, a forum and a unit that writes an answer."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from app.access import Role, Viewer
from questions.facts import answer_of, question_facts
from questions.policy import QuestionFacts
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import Stage, make_event, make_person, make_question, make_unit

WORDS = {
    "summary": "Giá đất được thông báo trong tháng này.",
    "body": "Sở đã trình giá đất ngày 01/9; công ty nhận thông báo trong tháng này.",
    "legal_basis": "Luật Đất đai 2024",
    "outcome": "explained",
}


class Writing(NamedTuple):
    """A question that a unit has taken on, and who writes, approves and publishes its answer."""

    question: QuestionFacts
    drafter: Viewer
    leader: Viewer
    coordinator: Viewer

    @property
    def path(self) -> str:
        return f"/desk/questions/{self.question.code}"

    @property
    def editor(self) -> str:
        return f"{self.path}/answer"

    async def answer_path(self) -> str:
        answer = await answer_of(await question_facts(self.question.code))
        assert answer is not None
        return f"/desk/answers/{answer.id}"


@pytest.fixture
async def desk(sqlite_database: str) -> AsyncIterator[Desk]:
    async with open_desk() as opened:
        yield opened


@pytest.fixture
async def writing(sqlite_database: str) -> Writing:
    return await begin_writing()


async def begin_writing() -> Writing:
    organiser, unit = await make_unit("Trung tâm Xúc tiến đầu tư"), await make_unit("Sở Tài chính")
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=unit)
    drafter = await make_person(unit, Role.DRAFTER, name="Lê Thị Soạn")
    leader = await make_person(unit, Role.APPROVER, name="Trần Thị Bình")
    await make_person(unit, Role.APPROVER)
    return Writing(question, drafter, leader, await make_person(organiser, Role.COORDINATOR))
