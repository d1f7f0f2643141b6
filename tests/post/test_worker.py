import asyncio
from datetime import timedelta

import pytest

from app.access import Viewer
from app.clock import now
from app.database import Statement, atomic
from app.errors import Conflict
from app.journal.queries import history
from app.post import moving, start_worker, stop_worker
from app.post.states import MOST_ATTEMPTS
from app.post.worker import Worker
from app.settings import Settings
from tests.database.versions import writes_nothing

from .conftest import MailBox, all_letters, letter, put

pytestmark = pytest.mark.anyio

ADMIN = Viewer(person_id=1, name="Quản trị")


@atomic
async def make_due() -> None:
    """Let the pause or the lease of every letter run out."""
    past = now() - timedelta(minutes=2)
    await Statement("UPDATE outbox_letter SET next_try_at = {}").run(past)
    await Statement("UPDATE outbox_letter SET lease_until = {} WHERE lease_until IS NOT NULL").run(past)


async def test_a_letter_is_delivered_once_with_its_link(with_mail: Settings, mail_box: MailBox, database: str):
    await put(letter())
    worker = Worker(with_mail)
    assert (await worker.send_due(), await worker.send_due()) == (1, 0)
    (message,) = mail_box.messages
    assert message["Subject"] == "Câu hỏi CH-2026-0012 đã được trả lời"
    assert message["From"] == "Đối thoại <doithoai@songhau.vn>"
    assert message["To"] == "lan@example.vn"
    assert message["Content-Language"] == "vi"
    assert "http://testserver/questions/CH-2026-0012" in message.get_content()
    assert mail_box.readers == [["lan@example.vn"]]
    (row,) = await all_letters()
    assert (row["state"], row["attempts"], row["lease_until"], row["last_error"]) == ("sent", 1, None, "")
    assert row["sent_at"] is not None


async def test_a_refused_letter_is_tried_again_after_a_pause(with_mail: Settings, mail_box: MailBox, database: str):
    await put(letter())
    mail_box.refusals = ["451 come back later"]
    worker = Worker(with_mail)
    before = now()
    await worker.send_due()
    (row,) = await all_letters()
    assert (row["state"], row["attempts"]) == ("queued", 1)
    assert "come back later" in str(row["last_error"])
    assert before + timedelta(seconds=59) < row["next_try_at"] < now() + timedelta(seconds=61)  # type: ignore[operator]
    assert await worker.send_due() == 0
    await make_due()
    await worker.send_due()
    assert len(mail_box.messages) == 1
    assert [row["state"] for row in await all_letters()] == ["sent"]


async def test_one_refused_letter_does_not_hold_up_the_others(with_mail: Settings, mail_box: MailBox, database: str):
    for _each in range(3):
        await put(letter())
    mail_box.refusals = ["550 no such mail box"]
    await Worker(with_mail).send_due()
    assert [row["state"] for row in await all_letters()] == ["queued", "sent", "sent"]


async def test_the_sixth_failure_is_the_last_and_an_admin_sends_it_again(
    with_mail: Settings, mail_box: MailBox, database: str
):
    letter_id = await put(letter())
    assert letter_id
    mail_box.refusals = ["550 no such mail box"] * MOST_ATTEMPTS
    worker = Worker(with_mail)
    for _each in range(MOST_ATTEMPTS + 2):
        await worker.send_due()
        await make_due()
    (row,) = await all_letters()
    assert (row["state"], row["attempts"]) == ("dead", 6)
    assert "no such mail box" in str(row["last_error"])
    await moving.retry(letter_id, by=ADMIN, at=now())
    await worker.send_due()
    assert len(mail_box.messages) == 1
    assert [entry.act for entry in await history("letter", letter_id)] == ["letter.retry"]
    with pytest.raises(Conflict):
        await moving.retry(letter_id, by=ADMIN, at=now())


async def test_a_mail_server_that_is_away_costs_an_attempt_and_nothing_else(
    with_mail: Settings, mail_box: MailBox, database: str
):
    await put(letter())
    away = Settings(**{**vars(with_mail), "smtp_url": "smtp://127.0.0.1:1"})
    assert await Worker(away).send_due() == 1
    assert [(row["state"], row["attempts"]) for row in await all_letters()] == [("queued", 1)]
    await make_due()
    await Worker(with_mail).send_due()
    assert len(mail_box.messages) == 1


async def test_a_crash_between_sending_and_marking_repeats_the_same_message_id(
    with_mail: Settings, mail_box: MailBox, database: str, monkeypatch: pytest.MonkeyPatch
):
    await put(letter())

    async def die(*_arguments: object, **_more: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(moving, "delivered", die)
        with pytest.raises(asyncio.CancelledError):
            await Worker(with_mail).send_due()
    assert [row["state"] for row in await all_letters()] == ["sending"]
    assert await Worker(with_mail).send_due() == 0, "the lease still runs"
    await make_due()
    await Worker(with_mail).send_due()
    first, second = mail_box.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@songhau.vn>")
    assert [row["state"] for row in await all_letters()] == ["sent"]


async def test_a_worker_whose_lease_ran_out_does_not_mark_the_letter_of_another(
    with_mail: Settings, mail_box: MailBox, database: str
):
    await put(letter())
    (slow,) = await moving.claim(now(), most=10)
    await make_due()
    (quick,) = await moving.claim(now(), most=10)
    await moving.failed([slow], "too late", at=now())
    assert [(row["state"], row["attempts"]) for row in await all_letters()] == [("sending", 2)]
    await moving.delivered(quick, at=now())
    assert [row["state"] for row in await all_letters()] == ["sent"]


async def test_two_workers_never_take_the_same_letter(database: str):
    for _each in range(12):
        await put(letter())
    taken = await asyncio.gather(*(moving.claim(now(), most=5) for _worker in range(4)))
    ids = [each.id for letters in taken for each in letters]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) + len(await moving.claim(now(), most=50)) == 12


async def test_an_idle_worker_writes_nothing(with_mail: Settings, mail_box: MailBox, database: str):
    worker = Worker(with_mail)
    assert await worker.send_due() == 0
    assert await writes_nothing(worker.send_due)


async def test_a_held_letter_stays_until_it_is_let_go(with_mail: Settings, mail_box: MailBox, database: str):
    letter_id = await put(letter())
    assert letter_id
    await moving.hold(letter_id, by=ADMIN, at=now())
    assert await Worker(with_mail).send_due() == 0
    await moving.retry(letter_id, by=ADMIN, at=now())
    assert await Worker(with_mail).send_due() == 1


async def test_without_a_mail_server_letters_wait_visibly_as_unsent(database: str, settings: Settings):
    await put(letter())
    await put(letter(), not_before=now() + timedelta(days=1))
    worker = await start_worker(settings)
    for _each in range(100):
        if (await all_letters())[0]["state"] == "unsent":
            break
        await asyncio.sleep(0.02)
    await stop_worker(worker)
    assert [(row["state"], row["attempts"]) for row in await all_letters()] == [("unsent", 0), ("queued", 0)]


async def test_a_running_worker_is_woken_by_the_commit(with_mail: Settings, mail_box: MailBox, database: str):
    await start_worker(with_mail)
    await asyncio.sleep(0.1)
    await put(letter())
    for _each in range(100):
        if mail_box.messages:
            break
        await asyncio.sleep(0.02)
    await stop_worker()
    assert len(mail_box.messages) == 1
    assert [row["state"] for row in await all_letters()] == ["sent"]


async def test_a_timed_act_that_fails_stops_neither_the_others_nor_the_worker(database: str, settings: Settings):
    done = []

    async def fail(_at: object) -> None:
        raise ValueError

    async def act(at: object) -> None:
        done.append(at)

    await start_worker(settings, [fail, act])
    async with asyncio.timeout(10):
        while not done:
            await asyncio.sleep(0.01)
    await stop_worker()
    assert len(done) == 1


async def test_s11_a_letter_that_was_tampered_with_is_given_up_and_reaches_nobody(
    with_mail: Settings, mail_box: MailBox, database: str
):
    await put(letter())
    await put(letter())

    @atomic
    async def tamper() -> None:
        await Statement("UPDATE outbox_letter SET to_address = {} WHERE id = 1").run("lan@example.vn, all@example.vn")
        await Statement("UPDATE outbox_letter SET subject = {} WHERE id = 2").run("x\r\nBcc: all@example.vn")

    await tamper()
    await Worker(with_mail).send_due()
    assert [row["state"] for row in await all_letters()] == ["dead", "dead"]
    assert mail_box.messages == []
