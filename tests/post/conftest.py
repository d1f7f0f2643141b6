"""A real SMTP server, and an outbox to fill."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.clock import now
from app.database import Statement, atomic
from app.post import Letter, queue
from app.settings import Settings


@dataclass
class MailBox:
    """What the server took. Each of `refusals` is answered once, to a message, before any is taken."""

    messages: list[EmailMessage] = field(default_factory=list)
    readers: list[list[str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        content = cast(bytes, envelope.content)
        self.messages.append(message_from_bytes(content, policy=policy.default))
        self.readers.append(list(envelope.rcpt_tos))
        return "250 taken"


@pytest.fixture
def mail_box() -> MailBox:
    return MailBox()


@pytest.fixture
def with_mail(mail_box: MailBox, settings_for: Callable[[str], Settings], new_database: str) -> Iterator[Settings]:
    """Settings whose mail server is a real one that fills `mail_box`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(mail_box, hostname="127.0.0.1", port=port)
    controller.start()
    yield replace(settings_for(new_database), smtp_url=f"smtp://127.0.0.1:{port}", mail_from="doithoai@songhau.vn")
    controller.stop()


def letter(key: str = "", body: str = "Câu hỏi đã được trả lời.\n\n/questions/CH-2026-0012\n") -> Letter:
    return Letter("lan@example.vn", "Câu hỏi CH-2026-0012 đã được trả lời", body, key=key)


@atomic
async def put(
    each: Letter,
    at: datetime | None = None,
    not_before: datetime | None = None,
    about: tuple[str, int] = ("question", 12),
) -> int | None:
    return await queue(each, about=about, at=at or now(), not_before=not_before)


async def all_letters() -> list[dict[str, object]]:
    return await Statement("SELECT * FROM outbox_letter ORDER BY id").all()
