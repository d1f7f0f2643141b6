"""The real server as its own process on a copy of the demo city, with a mail server that keeps every letter."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.browser import free_port
from tests.cli.running import ROOT, command, environment
from tests.told import SECRET, Told

PATIENCE_SECONDS = 60


class Letters:
    """What the mail server was given, oldest first."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        parsed = BytesParser(policy=policy.default).parsebytes(envelope.content)
        assert isinstance(parsed, EmailMessage)
        self.kept.append(parsed)
        return "250 kept"

    def to(self, address: str, about: str) -> EmailMessage:
        """The newest letter to this address that holds `about`; waits for it."""

        def newest() -> EmailMessage | None:
            own = (one for one in reversed(self.kept) if one["To"] == address)
            return next(
                (one for one in own if about in f"{one['Subject']} {' '.join(one.get_content().split())}"), None
            )

        return self._awaited(newest, address, about)

    def _awaited(self, find: Callable[[], EmailMessage | None], address: str, about: str) -> EmailMessage:
        until = time.monotonic() + PATIENCE_SECONDS
        while (found := find()) is None:
            told = [f"{one['Subject']} {one.get_content()}" for one in self.kept if one["To"] == address]
            assert time.monotonic() < until, f"no letter to {address} about {about!r} among {told}"
            time.sleep(0.1)
        return found


def link_in(letter: EmailMessage, containing: str) -> str:
    """The address in a letter that holds `containing`."""
    found = [link for link in re.findall(r"https?://\S+", letter.get_content()) if containing in link]
    assert found, letter.get_content()
    return found[0]


class Served:
    """A running site: its address, the letters that left it, and a live session of each account."""

    def __init__(self, address: str, letters: Letters, sessions: dict[str, str]) -> None:
        self.address, self.letters, self.sessions = address, letters, sessions


@contextmanager
def served(told: Told, folder: Path) -> Iterator[Served]:
    letters = Letters()
    mail = Controller(letters, hostname="127.0.0.1", port=free_port())
    mail.start()
    port = free_port()
    settings = environment(
        DATABASE_URL=told.copy_to(folder / "served.sqlite"),
        SECRET_KEY=SECRET,
        BASE_URL=f"http://127.0.0.1:{port}",
        SMTP_URL=f"smtp://127.0.0.1:{mail.port}",
        MAIL_FROM="doithoai@songhau.example",
        DATA_DIR=str(folder),
    )
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        command("serve", "--port", port), stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT, env=settings
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert line.strip(), (folder / "server.log").read_text()
        yield Served(f"http://127.0.0.1:{port}", letters, told.sessions)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        mail.stop()
        log.close()
    faults = [line for line in (folder / "server.log").read_text().splitlines() if "Traceback" in line]
    assert not faults, (folder / "server.log").read_text()
