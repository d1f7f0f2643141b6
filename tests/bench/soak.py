"""`python -m tests.bench.soak [MINUTES]`: half load for half an hour; memory, files and threads must stay flat (R14).

First it is measured how much the server bears of a mix of pages, searches and questions sent, then half of that is
asked of it for the minutes given. The result is printed and kept in var/soak.json; it ends with 1 when something grew.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.bench.filling import SLUG, fill
from tests.bench.load import connected, get, percentile, post
from tests.bench.server import Server, server
from tests.bench.submitting import FORM_PAGE, filled
from tests.bench.themes import asked

RESULT = Path("var/soak.json")
MINUTES, QUESTIONS, CONNECTIONS, ASKERS = 30.0, 2_000, 8, 3
MEASURED_SECONDS = 5.0
MOST_GROWTH = 0.10
WORDS = ("thuế", "giấy phép", "mặt bằng", "vay vốn", "điện", "đất", "lao động", "bến ninh")
NUMBERS = count()


def main(minutes: float) -> int:
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        database = Path(folder) / "doithoai.sqlite"
        asyncio.run(fill(f"sqlite:///{database}", QUESTIONS))
        with server(database) as one:
            result = asyncio.run(soak(one, minutes * 60))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
    return 0 if result["is_flat"] else 1


async def soak(one: Server, seconds: float) -> dict[str, object]:
    """Measure, then load, watching the process of the server from outside."""
    full = await _ask(one, MEASURED_SECONDS, pause=0)
    per_second = sum(full.statuses.values()) / MEASURED_SECONDS
    watching = asyncio.create_task(_watch(one, seconds))
    half = await _ask(one, seconds, pause=2 * CONNECTIONS / per_second)
    seen = await watching
    # What the first tenth of the time warms up (pages kept, pools, the allocator) is not growth.
    early, late = seen[len(seen) // 10 : len(seen) // 5 + 1], seen[-max(1, len(seen) // 10) :]
    growth = statistics.median(rss for rss, *_ in late) / statistics.median(rss for rss, *_ in early) - 1
    files, threads = ([row[column] for row in seen[len(seen) // 10 :]] for column in (1, 2))
    faults = sum(number for status, number in half.statuses.items() if status >= 500)
    return {
        "minutes": round(seconds / 60, 1),
        "full_per_second": round(per_second),
        "half_per_second": round(sum(half.statuses.values()) / seconds),
        "p95_ms": round(percentile(half.waits, 0.95) * 1000, 1),
        "statuses": dict(half.statuses),
        "rss_mb": [round(seen[0][0], 1), round(early[0][0], 1), round(late[-1][0], 1)],
        "rss_growth": round(growth, 4),
        "files": [min(files), max(files)],
        "threads": [min(threads), max(threads)],
        # A file or thread is opened and closed in between; what leaks goes on.
        "is_flat": growth <= MOST_GROWTH
        and statistics.median(files[-5:]) <= statistics.median(files[:5]) + 3
        and statistics.median(threads[-5:]) <= statistics.median(threads[:5]) + 2
        and not faults,
    }


class Answers:
    """How often which status came, and how long the answers took."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.waits: list[float] = []


async def _ask(one: Server, seconds: float, pause: float) -> Answers:
    """The mix over all connections, each request `pause` seconds after the one before began (0: at once)."""
    answers, until = Answers(), time.perf_counter() + seconds

    async def reader() -> None:
        client = await connected(one.port)
        while (begun := time.perf_counter()) < until:
            status, _body = await client.ask(_next_request(one.port))
            wait = time.perf_counter() - begun
            answers.statuses[status] += 1
            if len(answers.waits) < 500_000:
                answers.waits.append(wait)
            await asyncio.sleep(max(0.0, pause - wait))

    async def asker(first: int) -> None:
        client, chance = await connected(one.port), random.Random(first)
        for number in range(first, first + 10_000_000, ASKERS):
            _status, form = await client.ask(get(FORM_PAGE, one.port, {}))
            await asyncio.sleep(4)  # a person needs as long
            if time.perf_counter() > until:
                return
            status, _body = await client.ask(post_of(one.port, filled(form, number, asked(chance))))
            answers.statuses[status] += 1

    await asyncio.gather(*(reader() for _ in range(CONNECTIONS)), *(asker(number) for number in range(ASKERS)))
    return answers


def post_of(port: int, form: list[Any]) -> bytes:
    path, headers, body = form
    return post(path, port, headers, body)


def _next_request(port: int) -> bytes:
    number = next(NUMBERS)
    word = quote(WORDS[number % len(WORDS)])
    pages = (
        "/",
        "/events",
        f"/events/{SLUG}",
        f"/events/{SLUG}/questions",
        f"/questions?q={word}+{number % 97}",
        "/sign-in",
    )
    return get(pages[number % len(pages)], port, {"Accept-Encoding": "gzip"})


async def _watch(one: Server, seconds: float) -> list[tuple[float, int, int]]:
    """(memory in MB, open files, threads) of the server, a hundred times or each two seconds."""
    seen, until = [], time.perf_counter() + seconds
    while time.perf_counter() < until:
        place = Path(f"/proc/{one.pid}")
        seen.append((one.rss_mb, len(list((place / "fd").iterdir())), len(list((place / "task").iterdir()))))
        await asyncio.sleep(max(2.0, seconds / 200))
    return seen


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
