"""Files on the desk: released by the coordinator, beside a draft, published with the answer, as evidence."""

from collections.abc import AsyncIterator
from io import BytesIO
from types import SimpleNamespace

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.clock import now
from app.database import atomic
from app.files.receiving import StoredFile, received
from questions.answers.approving import approve
from questions.answers.publishing import publish, record_delivery
from questions.attachments.attaching import attach, release
from questions.attachments.reading import Owner
from questions.attachments.tables import Attachment
from questions.facts import answer_of, question_facts
from questions.opinions.disputing import dispute, reopen
from questions.opinions.links import opinion_path
from questions.values import Delivery
from tests.commitments.test_following import a_promise, a_room
from tests.files import samples
from tests.questions.desk_browsing import SETTINGS, Desk, open_desk
from tests.support import Stage, make_event, make_person, make_question, make_unit

FILE = ("files", ("Bảng giá.pdf", samples.pdf()))
OTHER = ("files", ("Phụ lục.docx", samples.docx()))


@pytest.fixture
async def desk(sqlite_database: str) -> AsyncIterator[Desk]:
    async with open_desk() as desk:
        yield desk


async def newest() -> dict[str, object]:
    row = await Attachment.select().order_by(Attachment.id, ascending=False).first()
    assert row is not None
    return dict(row)


async def opened(desk: Desk, viewer: Viewer) -> int:
    return (await desk.get(f"/attachments/{(await newest())['id']}", viewer)).status_code


async def test_a_clerk_adds_files_and_the_coordinator_releases_them(desk: Desk) -> None:
    organiser = await make_unit()
    event = await make_event(organiser)
    clerk, coordinator = await make_person(organiser, Role.CLERK), await make_person(organiser, Role.COORDINATOR)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    page = f"/desk/events/{event.slug}/intake"
    told = {"channel": "phone", "happened_at": "2026-01-05T08:30", "phone": "0912 345 678"}
    told |= {"name": "Trần Thị Bé", "address": "Ấp 3", "summary": "Khi nào đường Ấp 3 được sửa?", "detail": "Đường hư."}
    refused = await desk.fill(page, clerk, told, files=[("files", ("a.exe", b"MZ"))])
    assert refused.status_code == 422
    assert "Đường hư." in refused.text
    taken = await desk.fill(page, clerk, told, files=[FILE])
    assert taken.status_code == 303, taken.text
    code = taken.headers["location"].rpartition("/")[2]
    shown = await desk.get(f"/desk/questions/{code}", coordinator)
    assert "Bảng giá.pdf" in shown.text
    assert [await opened(desk, each) for each in (clerk, coordinator, stranger, ANYONE)] == [200, 200, 404, 404]
    path = f"/desk/questions/{code}/attachments"
    assert (await desk.post(path, clerk, {"released": str((await newest())["id"])})).status_code == 403
    assert (await desk.post(path, coordinator, {"released": str((await newest())["id"])})).status_code == 303
    assert (await newest())["is_released"]
    assert (await desk.post(path, coordinator, {"released": "²"})).status_code == 303  # a digit, and no number
    assert (await desk.post(path, coordinator, {"released": str((await newest())["id"])})).status_code == 303
    assert await opened(desk, ANYONE) == 404, "the question itself is not public yet"


async def test_a_released_file_is_public_with_its_question(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    question = await make_question(await make_event(organiser), Stage.ADMITTED)

    @atomic
    async def add() -> None:
        await attach(Owner.QUESTION, question.id, await a_stored_file(), by=coordinator, at=now())

    await add()
    assert await opened(desk, ANYONE) == 404
    row = await newest()
    await release(question, {int(str(row["id"]))}, by=coordinator, at=now())
    got = await desk.get(f"/attachments/{row['id']}", ANYONE)
    assert (got.status_code, got.headers["cache-control"]) == (200, "public, no-cache")
    again = await desk.get(f"/attachments/{row['id']}", ANYONE, **{"if-none-match": got.headers["etag"]})
    assert again.status_code == 304
    assert "Bảng giá.pdf" in (await desk.get(f"/questions/{question.code}", ANYONE)).text
    await release(question, set(), by=coordinator, at=now())
    assert await opened(desk, ANYONE) == 404
    assert "Bảng giá.pdf" not in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def a_stored_file() -> list[StoredFile]:
    content = samples.pdf(b"/N 1 ")
    arrived = SimpleNamespace(filename="Bảng giá.pdf", file=BytesIO(content), size=len(content))
    async with received([arrived], SETTINGS.data_dir) as files:
        for file in files:
            file.take()
    return files


async def test_files_are_added_to_a_draft_taken_off_and_published_with_the_answer(desk: Desk) -> None:
    organiser, unit = await make_unit(), await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    drafter, leader = await make_person(unit, Role.DRAFTER), await make_person(unit, Role.APPROVER)
    await make_person(unit, Role.APPROVER)
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=unit)
    page = f"/desk/questions/{question.code}/answer"
    words = {"summary": "Giá đất đã có.", "body": "Theo Quyết định 12/QĐ-UBND ngày 01/9.", "outcome": "explained"}
    refused = await desk.fill(page, drafter, words, files=[FILE, ("files", ("b.pdf", b"<html>"))])
    assert refused.status_code == 422
    assert "Quyết định 12" in refused.text
    assert not await Attachment.exists()
    assert (await desk.fill(page, drafter, words, files=[FILE, OTHER])).status_code == 303
    first = await Attachment.select().order_by(Attachment.id).first()
    assert [await opened(desk, each) for each in (drafter, leader, coordinator, ANYONE)] == [200, 200, 404, 404]
    kept = await desk.fill(page, drafter, words | {"removed": "²", "then": ""})
    assert kept.status_code == 303
    taken_off = await desk.fill(page, drafter, words | {"removed": str(first["id"]), "then": "review"}, files=[OTHER])
    assert taken_off.status_code == 303
    assert [row["name"] for row in await Attachment.select()] == ["Phụ lục.docx"]
    answer = await answer_of(await question_facts(question.code))
    await approve(answer, by=leader, at=now())
    assert await opened(desk, coordinator) == 200
    assert await opened(desk, ANYONE) == 404
    await publish(await answer_of(await question_facts(question.code)), by=coordinator, at=now())
    assert await opened(desk, ANYONE) == 200
    assert "Phụ lục.docx" in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_whoever_writes_approves_or_publishes_reads_the_files_of_asker_and_answer(desk: Desk) -> None:
    organiser, unit = await make_unit(), await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    drafter, leader = await make_person(unit, Role.DRAFTER), await make_person(unit, Role.APPROVER)
    await make_person(unit, Role.APPROVER)
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=unit)

    @atomic
    async def add() -> None:
        await attach(Owner.QUESTION, question.id, await a_stored_file(), by=coordinator, at=now())

    await add()
    page = f"/desk/questions/{question.code}/answer"
    assert "Bảng giá.pdf" in (await desk.get(page, drafter)).text
    words = {"summary": "Giá đất đã có.", "body": "Theo Quyết định 12/QĐ-UBND ngày 01/9.", "outcome": "explained"}
    assert (await desk.fill(page, drafter, words | {"then": "review"}, files=[OTHER])).status_code == 303
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    judged_on = (await desk.get(f"/desk/answers/{answer.id}", leader)).text
    assert "Bảng giá.pdf" in judged_on
    assert "Phụ lục.docx" in judged_on
    await approve(answer, by=leader, at=now())
    published_from = (await desk.get(f"/desk/questions/{question.code}/publication", coordinator)).text
    assert "Phụ lục.docx" in published_from
    await publish(await answer_of(await question_facts(question.code)), by=coordinator, at=now())
    assert "Phụ lục.docx" in (await desk.get(opinion_path(SETTINGS.secret_key, question.code), ANYONE)).text


async def test_files_stay_with_the_first_answer_when_another_one_is_written(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    question = await make_question(await make_event(organiser), Stage.PUBLISHED)
    answer = await answer_of(question)
    assert answer is not None

    @atomic
    async def add() -> None:
        await attach(Owner.ANSWER, answer.id, await a_stored_file(), by=coordinator, at=now())

    await add()
    await record_delivery(question, Delivery.POST, "", delivered_at=now(), by=SYSTEM, at=now())
    question = await question_facts(question.code)
    await dispute(question, "Chưa trả lời đúng ý.", by=Viewer(asks=question.id), at=now())
    await reopen(await question_facts(question.code), "Cần làm rõ.", by=coordinator, at=now())
    assert (await newest())["answer"] is None
    assert await opened(desk, ANYONE) == 200
    assert "Bảng giá.pdf" in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_a_file_is_evidence_of_a_promise_for_everyone(desk: Desk) -> None:
    room = await a_room()
    code = await a_promise(room)
    path = f"/desk/commitments/{code}"
    assert (await desk.post(f"{path}/acts/confirm", room.leader)).status_code == 303
    refused = await desk.post(f"{path}/acts/claim", room.leader, {"body": "Đã xong."})
    assert refused.status_code == 422
    wrong = await desk.post(f"{path}/acts/claim", room.leader, {"body": "Đã xong."}, files=[("files", ("a.pdf", b"x"))])
    assert wrong.status_code == 422
    assert "Đã xong." in wrong.text
    done = await desk.post(f"{path}/acts/claim", room.leader, {"body": "Đã xong."}, files=[FILE])
    assert done.status_code == 303, done.text
    assert await opened(desk, ANYONE) == 200
    for page in (path, f"/commitments/{code}"):
        assert "Bảng giá.pdf" in (await desk.get(page, room.leader)).text
