"""The scanner: asked of every file over TCP or a socket, believed only when it answers, and closed when it does not."""

import asyncio
import struct
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.files import store
from app.files.receiving import NoRoom, NotTaken, received
from app.files.scanning import NoScanner, answers, is_infected
from tests.files import samples


class Clamd:
    """Speaks INSTREAM as clamd does; `reply` overrides what it answers."""

    def __init__(self) -> None:
        self.reply: bytes | None = None
        self.asked = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        if command == b"zPING\0":
            writer.write(b"PONG\0")
        elif command == b"zINSTREAM\0":
            self.asked += 1
            content = b""
            while size := struct.unpack(">I", await reader.readexactly(4))[0]:
                content += await reader.readexactly(size)
            verdict = b"stream: Eicar-Test-Signature FOUND\0" if samples.EICAR in content else b"stream: OK\0"
            writer.write(verdict if self.reply is None else self.reply)
        writer.close()


@pytest.fixture(params=["tcp", "unix"])
async def clamd(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Clamd, str]]:
    fake = Clamd()
    if request.param == "tcp":
        server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
        url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    else:
        server = await asyncio.start_unix_server(fake.serve, tmp_path / "clamd.ctl")
        url = f"unix://{tmp_path}/clamd.ctl"
    async with server:
        yield fake, url


def sent(content: bytes, name: str = "don.pdf") -> SimpleNamespace:
    return SimpleNamespace(filename=name, file=BytesIO(content), size=len(content))


async def test_s8_eicar_is_refused_by_the_scanner_and_gone(clamd, tmp_path):
    fake, url = clamd
    await answers(url)
    with pytest.raises(NotTaken, match="quét mã độc"):
        async with received([sent(samples.pdf()), sent(samples.pdf(samples.EICAR), "b.pdf")], tmp_path, clamd_url=url):
            raise AssertionError("taken")
    assert fake.asked == 2
    assert not list(store.stored_files(tmp_path))
    assert not list((tmp_path / "incoming").iterdir())
    async with received([sent(samples.pdf())], tmp_path, clamd_url=url) as files:
        files[0].take()
    assert len(list(store.stored_files(tmp_path))) == 1


@pytest.mark.parametrize("reply", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but no end"])
async def test_without_a_plain_answer_no_file_is_taken(clamd, tmp_path, reply):
    fake, url = clamd
    fake.reply = reply
    with pytest.raises(NoRoom) as refusal:
        async with received([sent(samples.pdf())], tmp_path, clamd_url=url):
            raise AssertionError("taken")
    assert refusal.value.status == 503
    assert not list(store.stored_files(tmp_path))


async def test_a_scanner_that_is_away_closes_the_door(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x")
    for url in (f"unix://{tmp_path}/nobody.ctl", "tcp://127.0.0.1:1"):
        with pytest.raises(NoScanner):
            await is_infected(url, path)
        with pytest.raises(NoScanner):
            await answers(url)
