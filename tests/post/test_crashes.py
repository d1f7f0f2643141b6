"""R9 and mail servers that misbehave: every letter leaves, once where nothing crashed, never lost."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from app.clock import now
from app.database import Statement, atomic
from app.post import mail, moving, worker
from app.post.worker import Worker
from app.settings import Settings

from .conftest import MailBox, all_letters, letter, put

pytestmark = pytest.mark.anyio

CRASHES = 100


@atomic
async def let_leases_run_out() -> None:
    past = now() - timedelta(minutes=2)
    await Statement("UPDATE outbox_letter SET lease_until = {} WHERE lease_until IS NOT NULL").run(past)


@pytest.mark.timeout(240)
async def test_r9_a_hundred_crashes_between_sending_and_marking_lose_nothing(
    with_mail: Settings, mail_box: MailBox, database: str, monkeypatch: pytest.MonkeyPatch
):
    """The worker dies at each place in turn: after taking a letter, before sending, after sending."""
    for number in range(CRASHES):
        await put(letter(key=f"r9 {number}"))
    deaths = Counter[str]()
    real_send, real_delivered = mail.MailServer.send, moving.delivered

    def dying(place: str, real):  # type: ignore[no-untyped-def]
        async def act(*given: object, **more: object) -> object:
            if sum(deaths.values()) < CRASHES and (len(mail_box.messages) + sum(deaths.values())) % 2:
                deaths[place] += 1
                raise asyncio.CancelledError
            return await real(*given, **more)

        return act

    monkeypatch.setattr(mail.MailServer, "send", dying("before", real_send))
    monkeypatch.setattr(moving, "delivered", dying("after", real_delivered))
    for _turn in range(6 * CRASHES):
        try:
            if not await Worker(with_mail).send_due():
                await let_leases_run_out()
                if all(row["state"] == "sent" for row in await all_letters()):
                    break
        except asyncio.CancelledError:
            await let_leases_run_out()
    assert sum(deaths.values()) == CRASHES
    assert {row["state"] for row in await all_letters()} == {"sent"}
    copies = Counter(message["Message-ID"] for message in mail_box.messages)
    assert len(copies) == CRASHES, "every letter left"
    assert sum(copies.values()) - CRASHES <= deaths["after"], "twice only where the worker died after sending"


@asynccontextmanager
async def server(talk) -> AsyncIterator[str]:  # type: ignore[no-untyped-def]
    """A mail server that does what `talk(reader, writer)` does; its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"smtp://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    listening.close()


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def refusing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"554 no service for lan@example.vn\r\n")
    await writer.drain()


async def dripping(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"2")
        await writer.drain()
        await asyncio.sleep(0.1)


async def hanging_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 hello\r\n")
    await writer.drain()


@pytest.mark.parametrize("talk", [silent, refusing, dripping, hanging_up])
async def test_a_mail_server_that_hangs_refuses_or_drips_costs_a_try_and_some_seconds(
    database: str, settings: Settings, talk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mail, "SECONDS", 1)
    monkeypatch.setattr(worker, "SECONDS_FOR_BATCH", 2.0, raising=False)
    await put(letter())
    async with server(talk) as address:
        begun = time.monotonic()
        await asyncio.wait_for(Worker(replace(settings, smtp_url=address)).send_due(), 10)
        assert time.monotonic() - begun < 8
    (row,) = await all_letters()
    assert (row["state"], row["attempts"]) == ("queued", 1)
    assert row["last_error"]
