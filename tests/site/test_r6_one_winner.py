"""R6: fifty people at once assign one question, or approve one answer: one of them does, the others read who."""

import asyncio
import re

import httpx
import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of, local, now
from app.database import Statement, atomic
from app.people import keeping
from app.people.sessions import viewer_for
from app.people.signing_in import open_session
from tests.site.places import ADMITTED, IN_REVIEW, places_of
from tests.site.site import Site

MANY = 50
UNIT = Statement("SELECT id FROM unit WHERE code = {}")
ACTS = Statement("SELECT count(*) AS n FROM journal_entry WHERE act = {} AND about_kind = 'question' AND about_id = {}")
QUESTION = Statement("SELECT id, organiser FROM question WHERE code = {}")
ANSWERED_BY = Statement(
    "SELECT answer.unit, answer.version, question.code FROM answer"
    " JOIN question ON question.id = answer.question WHERE answer.id = {}"
)


async def fifty(role: Role, unit_id: int) -> list[tuple[Viewer, str]]:
    """That many people with one role in a unit, each with a live session."""
    at = now()
    people = []
    for number in range(MANY):
        person_id = await keeping.create_person(
            f"r6.{number}@songhau.example", f"Người Thứ {number + 1:02}", by=SYSTEM, at=at
        )
        await keeping.grant(person_id, unit_id, role, by=SYSTEM, at=at, since=day_of(at))
        token = await atomic(open_session)(person_id, at, "")
        people.append((await viewer_for(person_id, at), token.token))
    return people


async def all_at_once(
    site: Site, people: list[tuple[Viewer, str]], address: str, **fields: object
) -> list[httpx.Response]:
    """The same form of everybody, sent when all of them have it before them."""

    async def send(session: str) -> httpx.Response:
        async with site.visitor() as browser:
            browser.cookies.set("session", session)
            await browser.act("/nowhere")
            ready.append(session)
            if len(ready) == MANY:
                gate.set()
            await gate.wait()
            return await browser.act(address, dict(fields))

    ready: list[str] = []
    gate = asyncio.Event()
    return list(await asyncio.gather(*(send(session) for _viewer, session in people)))


def one_of(people: list[tuple[Viewer, str]], answers: list[httpx.Response]) -> str:
    """The name of the one who did it; all others were told that they came too late."""
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (MANY - 1)
    return next(
        viewer.name for (viewer, _session), answer in zip(people, answers, strict=True) if answer.status_code == 303
    )


def read_who_and_when(answers: list[httpx.Response], winner: str) -> None:
    today = f"{local(now()):%d/%m/%Y}"
    for answer in answers:
        if answer.status_code == 409:
            words = " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
            assert winner in words
            assert today in words


@pytest.mark.timeout(120)
async def test_r6_fifty_coordinators_assign_one_question_and_one_of_them_does(site_on_each: Site) -> None:
    site = site_on_each
    code = (await places_of(site)).codes[ADMITTED]
    question, unit = await QUESTION.one(code), await UNIT.one("STC")
    assert question
    assert unit
    people = await fifty(Role.COORDINATOR, question["organiser"])
    answers = await all_at_once(
        site, people, f"/desk/questions/{code}/assignment", lead_unit=unit["id"], weight="plain", note="Gấp"
    )
    read_who_and_when(answers, one_of(people, answers))
    assert await ACTS.one("question.offer", question["id"]) == {"n": 1}


@pytest.mark.timeout(120)
async def test_r6_fifty_leaders_approve_one_answer_and_one_of_them_does(site_on_each: Site) -> None:
    site = site_on_each
    answer_id = (await places_of(site)).answers[IN_REVIEW]
    answer = await ANSWERED_BY.one(answer_id)
    assert answer
    question = await QUESTION.one(answer["code"])
    assert question
    people = await fifty(Role.APPROVER, answer["unit"])
    answers = await all_at_once(site, people, f"/desk/answers/{answer_id}/approval", version=answer["version"])
    read_who_and_when(answers, one_of(people, answers))
    assert await ACTS.one("answer.approve", question["id"]) == {"n": 1}
