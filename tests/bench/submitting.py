"""Fifty people who send real forms at once: each form was fetched, has its own key and its own browser."""

import asyncio
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tests.bench.filling import SLUG
from tests.bench.load import connected, get, run
from tests.bench.themes import Asked, asked

SUBMITTERS, FORMS = 50, 40
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
COOKIE = re.compile(r"(?im)^set-cookie: ([^;]+)")
FORM_PAGE, TARGET = f"/events/{SLUG}/questions/new", f"/events/{SLUG}/questions"


def measure(port: int) -> dict[str, Any]:
    """Figures of SUBMITTERS x FORMS forms; every answer must be 303."""
    posts = asyncio.run(_forms(port))
    figures = run({"port": port, "posts": posts})
    if set(figures["statuses"]) != {"303"}:
        raise RuntimeError(f"not every form was taken: {figures['statuses']}")
    return figures


async def _forms(port: int) -> list[list[Any]]:
    import random

    chance = random.Random(50)
    client = await connected(port)
    found: list[list[Any]] = []
    for submitter in range(SUBMITTERS):
        mine = []
        for form in range(FORMS):
            _status, answer = await client.ask(get(FORM_PAGE, port, {}))
            mine.append(filled(answer, submitter * FORMS + form, asked(chance)))
        found.append(mine)
    return found


def filled(answer: bytes, number: int, what: Asked) -> list[Any]:
    """The form of a fetched page with what somebody asks, as [path, headers, body]."""
    head, _blank, body = answer.decode().partition("\r\n\r\n")
    cookie = COOKIE.search(head)
    fields = {name: unescape(value) for name, value in HIDDEN.findall(body)} | {
        "name": "Nguyễn Văn An",
        "address": "12 đường Bờ Sông, phường Bến Ninh",
        "phone": f"09{number + 10_000_000:08d}",
        "email": f"nguoi{number}@congty.example",
        "summary": what.summary,
        "detail": what.detail,
        "seen_similar": "1",  # as htmx left it while the summary was typed
    }
    return [TARGET, {"Cookie": cookie[1] if cookie else ""}, urlencode(fields)]
