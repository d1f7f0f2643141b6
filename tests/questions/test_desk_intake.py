"""What a clerk types in and what comes as a list: all of it or nothing, once, and unseen until the last row."""

import asyncio
import csv
import io
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid
from app.journal.queries import history
from app.people.fields import fields
from events.planning.policy import EventFacts
from events.planning.states import EventState
from questions.conditions import EVERYTHING
from questions.importing import taking
from questions.importing.reading import read_file
from questions.importing.staging import Batch, batch_of, stage
from questions.importing.taking import DEAD_AFTER, Taken, sweep, take
from questions.queries import desk_questions
from questions.submitting import submit
from questions.tables import ImportBatch, Question
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import SECRET, an_ask, make_event, make_person, make_unit

HEADINGS = ("Họ và tên", "Địa chỉ", "Số điện thoại", "Nội dung chi tiết", "Kênh tiếp nhận", "Số phiếu 1022")
VISIBLE = Statement("SELECT count(*) AS n FROM question WHERE state <> 'importing'")
ROWS = Statement("SELECT count(*) AS n FROM question")


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with open_desk() as desk:
        yield desk


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


@pytest.fixture
async def clerk(event: EventFacts) -> Viewer:
    return await make_person(event.organiser_id, Role.CLERK, name="Phạm Văn Tiếp")


def a_list(how_many: int, *, wrong: tuple[int, ...] = ()) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number in range(1, how_many + 1):
        phone = "12" if number in wrong else f"09{number:08d}"
        text = f"Câu hỏi số {number}: khi nào đường được sửa? Xin cho biết kế hoạch."
        writer.writerow((f"Nguyễn Văn {number}", "12 đường Bờ Sông", phone, text, "Tổng đài 1022", f"P{number}"))
    return out.getvalue().encode()


async def staged(event: EventFacts, content: bytes, folder: Path, by: Viewer = SYSTEM) -> Batch:
    path = folder / "list"
    path.write_bytes(content)
    known = {field.name: field.id for field in await fields()}
    sheet = await read_file(path, "danh-sach.csv", at=now(), fields=known)
    batch_id = await stage(sheet, event, file_name="danh-sach.csv", file_sha256="", by=by, at=now())
    return await batch_of(event, batch_id)


async def number_of(statement: Statement) -> int:
    row = await statement.one()
    assert row is not None
    return int(row["n"])


async def taken_in(batch: Batch, event: EventFacts, by: Viewer = SYSTEM) -> Taken:
    return await take(batch, event, secret_key=SECRET, by=by, at=now())


ENTERED = {
    "channel": "phone",
    "outside_ticket": "1022-778",
    "happened_at": "2026-01-05T08:30",
    "name": "Trần Thị Bé",
    "phone": "0912 345 678",
    "address": "Ấp 3, xã Tân Hòa",
    "summary": "Khi nào đường Ấp 3 được sửa?",
    "detail": "Đường hư từ mùa mưa, xin cho biết kế hoạch sửa.",
}


async def test_a_clerk_enters_what_came_by_phone_and_prints_the_slip(desk: Desk, event, clerk):
    page = f"/desk/events/{event.slug}/intake"
    sent = await desk.fill(page, clerk, ENTERED)
    assert sent.status_code == 303
    taken = await desk.get(sent.headers["location"], clerk)
    row = await Question.select().first()
    assert row["code"] in taken.text
    assert (row["channel"], row["outside_ticket"], row["phone"]) == ("phone", "1022-778", "+84912345678")
    assert row["happened_at"].isoformat() == "2026-01-05T01:30:00+00:00"
    assert row["entered_at"] > row["happened_at"] + timedelta(days=1)
    slip = taken.text.partition('href="/track/')[2].partition('"')[0]
    assert row["code"] in (await desk.get(f"/track/{slip}", Viewer())).text
    entry = (await history("question", row["id"]))[0]
    assert (entry.act, entry.person_id, entry.happened_at) == ("question.submit", clerk.person_id, row["happened_at"])
    assert row["code"] in (await desk.get("/work", clerk)).text


async def test_no_clerk_gets_the_secret_link_of_who_asked_alone(desk: Desk, event, clerk):
    asked = await submit(an_ask(), event, key="k" * 20, token="t" * 40, by=Viewer(), at=now())
    shown = await desk.get(f"/desk/events/{event.slug}/intake/{asked.code}", clerk)
    assert shown.status_code == 403
    assert "/track/" not in shown.text


async def test_a_clerks_form_sent_twice_is_one_question(desk: Desk, event, clerk):
    from tests.questions.conftest import hidden_fields

    page = f"/desk/events/{event.slug}/intake"
    hidden = hidden_fields((await desk.get(page, clerk)).text)
    first, second = [await desk.post(page, clerk, hidden | ENTERED) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    assert await number_of(ROWS) == 1


async def test_problems_of_a_clerks_form_stand_beside_their_fields(desk: Desk, event, clerk):
    page = f"/desk/events/{event.slug}/intake"
    sent = await desk.fill(page, clerk, ENTERED | {"phone": "12", "happened_at": "2999-01-01T00:00"})
    assert sent.status_code == 422
    assert 'href="#phone"' in sent.text
    assert 'id="happened_at-problem"' in sent.text
    assert ENTERED["detail"] in sent.text


@pytest.mark.parametrize("value", ["", "\x00", "ữ" * 9_000, "-1", "9" * 40, "🙂", "<b>x</b>", "32/13/2026"])
async def test_s7_no_form_of_a_clerk_answers_500(desk: Desk, event, clerk, value):
    names = (*ENTERED, "email", "tax_code", "field", "key", "publish_name")
    sent = await desk.post(f"/desk/events/{event.slug}/intake", clerk, dict.fromkeys(names, value))
    assert sent.status_code in (413, 422)
    sent = await desk.post(f"/desk/events/{event.slug}/import", clerk, {"channel": value, "file": value})
    assert sent.status_code == 422
    assert await number_of(ROWS) == 0


async def test_a_forum_that_takes_no_entries_says_so(desk: Desk, event, clerk):
    over = await make_event(event.organiser_id, EventState.PUBLISHED)
    assert (await desk.get(f"/desk/events/{over.slug}/intake", clerk)).status_code == 403
    assert (await desk.post(f"/desk/events/{over.slug}/intake", clerk, ENTERED)).status_code == 403


async def test_a_list_is_looked_over_and_then_taken_in(desk: Desk, event, clerk):
    page = f"/desk/events/{event.slug}/import"
    sent = await desk.post(page, clerk, {"channel": "phone"}, files={"file": ("danh-sach.csv", a_list(3))})
    assert sent.status_code == 303
    preview = sent.headers["location"]
    shown = await desk.get(preview, clerk)
    assert "Nguyễn Văn 2" in shown.text
    assert await number_of(ROWS) == 0
    confirmed = await desk.fill(preview, clerk, {})
    assert confirmed.status_code == 303
    rows = await Question.select().order_by(Question.id)
    assert [row["state"] for row in rows] == ["submitted"] * 3
    assert [row["outside_ticket"] for row in rows] == ["P1", "P2", "P3"]
    assert [row["code"][-4:] for row in rows] == ["0001", "0002", "0003"]
    for row in rows:
        assert [entry.act for entry in await history("question", row["id"])] == ["question.submit"]
    after = await desk.get(preview, clerk)
    assert "<form" not in after.text.partition("<main")[2].partition("</main")[0]


async def test_every_row_with_a_problem_is_shown_and_nothing_is_taken(desk: Desk, event, clerk):
    page = f"/desk/events/{event.slug}/import"
    sent = await desk.post(page, clerk, files={"file": ("danh-sach.csv", a_list(150, wrong=(7, 149)))})
    preview = sent.headers["location"]
    shown = (await desk.get(preview, clerk)).text
    assert "Nguyễn Văn 7<" in shown
    assert "Nguyễn Văn 149<" in shown
    assert 'class="big"' not in shown
    refused = await desk.post(preview, clerk)
    assert refused.status_code == 422
    assert await number_of(ROWS) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("danh-sach.xlsx", b"not a spreadsheet"),
        ("danh-sach.exe", b"MZ"),
        ("danh-sach.csv", b""),
        ("danh-sach.csv", b"\x00\xff\xfe"),
        ("danh-sach.csv", "chỉ một dòng chữ".encode()),
        ("../../etc/passwd.csv", b"a,b\n1,2\n"),
        ("\x00.csv", b"a"),
    ],
)
async def test_a_file_that_is_no_list_comes_back_with_a_sentence(desk: Desk, event, clerk, name, content):
    sent = await desk.post(f"/desk/events/{event.slug}/import", clerk, files={"file": (name, content)})
    assert sent.status_code in (400, 422)


async def test_no_file_and_a_file_too_large_come_back_with_a_sentence(desk: Desk, event, clerk):
    page = f"/desk/events/{event.slug}/import"
    assert (await desk.post(page, clerk)).status_code == 422
    large = await desk.post(page, clerk, files={"file": ("danh-sach.csv", b"x" * (11 * 1024 * 1024))})
    assert large.status_code == 413


async def test_the_same_list_again_adds_nothing_and_new_rows_of_it_are_added(event, tmp_path):
    assert await taken_in(await staged(event, a_list(5), tmp_path), event) == Taken(5, 0)
    assert await taken_in(await staged(event, a_list(5), tmp_path), event) == Taken(0, 5)
    assert await taken_in(await staged(event, a_list(7), tmp_path), event) == Taken(2, 5)
    assert await number_of(VISIBLE) == 7
    assert await taken_in(await staged(event, a_list(2) + a_list(2).split(b"\n", 1)[1], tmp_path), event) == Taken(0, 4)


async def test_two_who_confirm_one_list_have_one_winner(event, tmp_path):
    batch = await staged(event, a_list(300), tmp_path)
    results = await asyncio.gather(*(taken_in(batch, event) for _ in range(5)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Conflict"] * 4 + ["Taken"]
    assert await number_of(ROWS) == 300


async def test_two_lists_of_the_same_questions_at_once_add_them_once(event, tmp_path):
    batches = [await staged(event, a_list(300), tmp_path) for _ in range(2)]
    results = await asyncio.gather(*(taken_in(batch, event) for batch in batches), return_exceptions=True)
    assert {type(result) for result in results} <= {Taken, Conflict}
    assert Taken(300, 0) in results
    assert await number_of(VISIBLE) == await number_of(ROWS) == 300


class PowerCut(Exception):
    """The end of the process, in the middle of its work."""


@pytest.fixture
def dies_after_two_slices(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The third slice never comes, and nobody is there to clean up."""
    write, slices = taking._Writing._write, []

    async def dying(self, rows):  # type: ignore[no-untyped-def]
        slices.append(rows)
        if len(slices) > 2:
            raise PowerCut
        return await write(self, rows)

    async def nobody(batch_id, moved_at):  # type: ignore[no-untyped-def]
        pass

    monkeypatch.setattr(taking._Writing, "_write", dying)
    monkeypatch.setattr(taking, "_undo", nobody)
    monkeypatch.setattr(taking, "SLICE", 10)
    return monkeypatch


async def test_a_crash_in_between_leaves_nothing_to_see_and_the_next_run_sweeps_it_away(
    desk: Desk, event, clerk, tmp_path, dies_after_two_slices
):
    batch = await staged(event, a_list(35), tmp_path)
    with pytest.raises(PowerCut):
        await taken_in(batch, event)
    dies_after_two_slices.undo()
    assert (await number_of(ROWS), await number_of(VISIBLE)) == (20, 0)
    assert (await desk_questions(clerk, EVERYTHING)).items == []
    address = f"/desk/events/{event.slug}/import/{batch.id}"
    assert 'hx-trigger="every 1s"' in (await desk.get(address, clerk)).text
    with pytest.raises(Conflict):  # it might still be at work
        await taken_in(batch, event)
    old = now() - DEAD_AFTER - timedelta(seconds=1)
    await ImportBatch.update({ImportBatch.moved_at: old}).where(ImportBatch.id == batch.id)
    assert 'http-equiv="refresh"' not in (await desk.get(address, clerk)).text
    assert await taken_in(await batch_of(event, batch.id), event) == Taken(35, 0)
    assert (await number_of(ROWS), await number_of(VISIBLE)) == (35, 35)


async def test_a_fault_in_between_is_undone_at_once(event, tmp_path, monkeypatch):
    batch = await staged(event, a_list(35), tmp_path)
    monkeypatch.setattr(taking, "SLICE", 10)

    async def broken(self, known, new):  # type: ignore[no-untyped-def]
        raise OSError("no space left on device")

    monkeypatch.setattr(taking._Writing, "_end", broken)
    with pytest.raises(OSError, match="no space"):
        await taken_in(batch, event)
    monkeypatch.undo()
    assert await number_of(ROWS) == 0
    assert await taken_in(batch, event) == Taken(35, 0)


async def test_a_writer_that_was_taken_for_dead_gives_up(event, tmp_path, monkeypatch):
    batch = await staged(event, a_list(35), tmp_path)
    monkeypatch.setattr(taking, "SLICE", 10)
    write, swept = taking._Writing._write, []

    async def paused(self, rows):  # type: ignore[no-untyped-def]
        if not swept:
            swept.append(await sweep(now() + DEAD_AFTER + timedelta(minutes=1)))
        return await write(self, rows)

    monkeypatch.setattr(taking._Writing, "_write", paused)
    with pytest.raises(Conflict):
        await taken_in(batch, event)
    assert swept == [1]
    assert await number_of(ROWS) == 0


async def test_a_list_with_a_problem_is_refused_by_the_act_too(event, tmp_path):
    batch = await staged(event, a_list(3, wrong=(2,)), tmp_path)
    with pytest.raises(Invalid):
        await taken_in(batch, event)
    assert await number_of(ROWS) == 0


async def test_a_list_of_another_forum_is_not_found(desk: Desk, event, clerk, tmp_path):
    other = await make_event(event.organiser_id)
    batch = await staged(event, a_list(1), tmp_path)
    assert (await desk.get(f"/desk/events/{other.slug}/import/{batch.id}", clerk)).status_code == 404
    for number in ("0", "99999999999999999999"):
        assert (await desk.get(f"/desk/events/{event.slug}/import/{number}", clerk)).status_code == 404


async def test_five_thousand_rows_are_taken_in_while_others_go_on_working(event, tmp_path):
    batch = await staged(event, a_list(5000), tmp_path)
    longest, is_done = 0.0, False

    async def others() -> None:
        nonlocal longest
        while not is_done:
            began = time.perf_counter()
            await VISIBLE.one()
            await asyncio.sleep(0.002)
            longest = max(longest, time.perf_counter() - began)

    beside = asyncio.create_task(others())
    assert await taken_in(batch, event) == Taken(5000, 0)
    is_done = True
    await beside
    assert await number_of(VISIBLE) == 5000
    assert longest < 2  # some milliseconds on an idle machine
