"""How long somebody who types a summary waits for questions like it, one browser after another."""

import asyncio
import random
import re
import time
from html import unescape
from urllib.parse import urlencode

from tests.bench.filling import SLUG
from tests.bench.load import connected, get, percentile, post
from tests.bench.submitting import COOKIE, FORM_PAGE
from tests.bench.themes import asked

LOOKS = 200
TARGET = f"/events/{SLUG}/similar-questions"
TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')


def measure(port: int) -> float:
    """p95 in milliseconds over summaries that are whole, or only begun."""
    return asyncio.run(_looks(port))


async def _looks(port: int) -> float:
    chance = random.Random(11)
    client = await connected(port)
    waits = []
    for number in range(LOOKS):
        words = asked(chance).summary.split()
        typed = " ".join(words[: chance.randrange(3, len(words))] if number % 2 else words)
        _status, form = await client.ask(get(FORM_PAGE, port, {}))
        page = form.decode()
        cookie, token = COOKIE.search(page), TOKEN.search(page)
        fields = urlencode({"csrf_token": unescape(token[1]) if token else "", "summary": typed})
        headers = {"Cookie": cookie[1] if cookie else "", "HX-Request": "true"}
        begun = time.perf_counter()
        status, _answer = await client.ask(post(TARGET, port, headers, fields))
        waits.append((time.perf_counter() - begun) * 1000)
        if status != 200:
            raise RuntimeError(f"looking for what is like {typed!r} answered {status}")
    return percentile(waits, 0.95)
