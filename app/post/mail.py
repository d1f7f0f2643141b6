"""From a letter to a mail server: the message, and one connection to send it over."""

import re
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP

from app.clock import VIETNAM
from app.post.letter import MAIL_BOX, with_addresses
from app.post.moving import Claimed
from app.settings import Settings
from app.words import words

SECONDS = 15


class Unsendable(ValueError):
    """The letter itself is wrong, so trying again is useless."""


class MailPolicy(EmailPolicy):
    """Folds a long subject so that no space is lost: Python's own way drops the one at the end of a line."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() != "subject" or str(value).isascii():
            return str(super().fold(name, value))
        return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


# The reader's own page of what is followed; mail programs offer to leave by it (RFC 8058).
LEAVE_LINE = re.compile(r"(?m)^(/follow/[A-Za-z0-9_-]{20,})$")
# Seven bits pass through every mail server.
POLICY = MailPolicy(linesep="\r\n", cte_type="7bit")


def message_of(letter: Claimed, settings: Settings) -> EmailMessage:
    """The message as it goes over the wire; raises Unsendable for headers that could name other readers."""
    if not MAIL_BOX.fullmatch(letter.to_address):
        raise Unsendable(f"not one mail address: {letter.to_address!r}")
    domain = settings.mail_from.rpartition("@")[2]
    message = EmailMessage(policy=POLICY)
    try:
        message["From"] = Address(words().site_name or settings.site_name, addr_spec=settings.mail_from)
        message["To"] = Address(addr_spec=letter.to_address)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(letter.queued_at.astimezone(VIETNAM))
        message["Message-ID"] = f"<{letter.message_id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if leaving := LEAVE_LINE.search(letter.body):
            message["List-Unsubscribe"] = f"<{settings.base_url.rstrip('/')}{leaving[1]}/leave>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(with_addresses(letter.body, settings.base_url))
        message["Content-Language"] = letter.language
    except (ValueError, LookupError) as error:
        raise Unsendable(str(error)) from error
    return message


@dataclass
class MailServer:
    """One connection to the server of SMTP_URL; use as `async with MailServer(settings) as server`."""

    settings: Settings

    def __post_init__(self) -> None:
        url = urlsplit(self.settings.smtp_url)
        is_here = url.hostname in {"localhost", "127.0.0.1", "::1"}
        self._smtp = SMTP(
            hostname=url.hostname or "localhost",
            port=url.port or (465 if url.scheme == "smtps" else 587 if url.username else 25),
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            # A mail server on this very machine seldom has a certificate that anyone could check.
            start_tls=False if is_here or url.scheme == "smtps" else None,
            timeout=SECONDS,
        )

    async def __aenter__(self) -> Self:
        await self._smtp.connect()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._smtp.close()

    async def send(self, message: EmailMessage, to: str) -> None:
        """Hand over one message, to one reader whatever its headers say."""
        await self._smtp.sendmail(self.settings.mail_from, [to], message.as_bytes())
