"""Sending the asking form with files, and looking at what lies in the store."""

from pathlib import Path

import httpx

from app.files import store
from events.planning.policy import EventFacts
from tests.questions.conftest import Browser

GOOD = {
    "name": "Nguyễn Văn An",
    "address": "12 đường Bờ Sông",
    "phone": "0912 345 678",
    "summary": "Khi nào có giá đất?",
    "detail": "Xin cho biết giá đất năm nay.",
}
FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


def new(event: EventFacts) -> str:
    return f"/events/{event.slug}/questions/new"


async def ask(browser: Browser, event: EventFacts, *files: tuple[str, bytes], **changed: str) -> httpx.Response:
    fields = await browser.hidden(new(event)) | GOOD | changed
    return await send(browser, event, fields, *files)


async def send(
    browser: Browser, event: EventFacts, fields: dict[str, str], *files: tuple[str, bytes]
) -> httpx.Response:
    sent = [("files", file) for file in files]
    return await browser.client.post(f"/events/{event.slug}/questions", data=fields, files=sent, headers=FROM_HERE)


def stored(tmp_path: Path) -> list[Path]:
    return list(store.stored_files(tmp_path))


def left_behind(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "incoming").iterdir()) if (tmp_path / "incoming").exists() else []
