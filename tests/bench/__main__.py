"""`python -m tests.bench`: every figure of speed in one run, printed and written to var/bench.json."""

import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.bench import papers, queueing, reclocking, similar, submitting
from tests.bench.filling import SLUG, fill
from tests.bench.load import connected, get, percentile, run
from tests.bench.server import Server, server
from tests.bench.themes import queries

# Name -> (target, "least" or "most").
TARGETS: dict[str, tuple[float, str]] = {
    "public_page_vs_healthz": (1.2, "least"),
    "page_vs_static_template": (0.4, "least"),
    "page_uncached_ms": (25, "most"),
    "submits_per_s": (300, "least"),
    "submit_p99_ms": (200, "most"),
    "search_growth": (1.5, "most"),
    "similar_ms": (60, "most"),
    "queue_growth": (1.5, "most"),
    "start_seconds": (1.2, "most"),
    "rss_mb": (110, "most"),
    "minutes_docx_s": (0.5, "most"),
    "minutes_pdf_s": (2, "most"),
    "reclock_s": (10, "most"),
}
PAGE = f"/events/{SLUG}/questions"
LIKE_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html"}
# A message cookie that no one signed: the reader is known, so nothing kept is shared with them.
KNOWN_READER = LIKE_A_BROWSER | {"Cookie": "said=x"}
SECONDS, ROUNDS, CONNECTIONS = 2.0, 3, 8
FEW, MANY, QUERIES = 10_000, 100_000, 200


def main() -> int:
    figures: dict[str, float] = {}
    beside: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        few = Path(folder) / "few" / "doithoai.sqlite"
        many = Path(folder) / "many" / "doithoai.sqlite"
        for path, count in ((few, FEW), (many, MANY)):
            _say(f"writing {count:,} questions")
            path.parent.mkdir()
            asyncio.run(fill(f"sqlite:///{path}", count))
        _say("starting")
        figures["start_seconds"] = statistics.median(_start(few) for _ in range(3))
        with server(few) as one:
            _pages(one, few, figures, beside)
            _say("searching")
            small = _search(one)
            _say("sending forms")
            sent = submitting.measure(one.port)
            figures["submits_per_s"], figures["submit_p99_ms"] = sent["per_second"], sent["p99_ms"]
            figures["rss_mb"] = one.rss_mb
        raw = _raw_transactions(Path(folder) / "raw.sqlite")
        beside["submits_per_s"] = f"{sent['per_second'] / raw:.2f} of {raw:,.0f} raw durable two-row transactions"
        with server(many) as one:
            large = _search(one)
            _say("looking for what is like it")
            figures["similar_ms"] = similar.measure(one.port)
        _say("walking the queue")
        short, long = queueing.measure(few), queueing.measure(many)
        if short["statements"] != long["statements"]:
            raise RuntimeError(f"a page of the queue asks {short['statements']} or {long['statements']} questions")
        figures["queue_growth"] = long["p95_ms"] / short["p95_ms"]
        beside["queue_growth"] = (
            f"p95 {short['p95_ms']:.2f} ms of {FEW:,}, {long['p95_ms']:.2f} ms of {MANY:,};"
            f" {long['statements']:.0f} statements"
        )
        _say("moving deadlines")
        moved = reclocking.measure(Path(folder))
        figures["reclock_s"] = moved["seconds"]
        beside["reclock_s"] = f"no page waited longer than {moved['longest_ms']:.0f} ms for it"
        figures["search_growth"] = large / small
        beside["search_growth"] = f"p95 {small:.2f} ms of {FEW:,}, {large:.2f} ms of {MANY:,}"
    _say("drawing minutes")
    drawn = papers.measure()
    figures["minutes_docx_s"], figures["minutes_pdf_s"] = drawn["docx"], drawn["pdf"]
    return _report(figures, beside)


def _start(database: Path) -> float:
    with server(database) as one:
        return one.start_seconds


def _pages(one: Server, database: Path, figures: dict[str, float], beside: dict[str, str]) -> None:
    _say("reading pages")
    kept, health = _in_turn(
        lambda: _read(one.port, PAGE, LIKE_A_BROWSER), lambda: _read(one.port, "/healthz", LIKE_A_BROWSER)
    )
    figures["public_page_vs_healthz"] = kept["per_second"] / health["per_second"]
    beside["public_page_vs_healthz"] = f"{kept['per_second']:,.0f} pages/s, {health['per_second']:,.0f} healthz/s"
    with server(database, module="tests.bench.static_page", arguments=()) as other:
        fresh, static = _in_turn(
            lambda: _read(one.port, PAGE, KNOWN_READER), lambda: _read(other.port, "/static-page", KNOWN_READER)
        )
    figures["page_vs_static_template"] = fresh["per_second"] / static["per_second"]
    beside["page_vs_static_template"] = f"{fresh['per_second']:,.0f} pages/s, {static['per_second']:,.0f} static/s"
    figures["page_uncached_ms"] = fresh["p95_ms"]


def _read(port: int, path: str, headers: dict[str, str]) -> dict[str, Any]:
    figures = run({"port": port, "path": path, "headers": headers, "seconds": SECONDS, "connections": CONNECTIONS})
    if set(figures["statuses"]) != {"200"}:
        raise RuntimeError(f"{path} answered {figures['statuses']}")
    return figures


def _in_turn(first: Any, second: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The middle of several rounds each, taken in turn, so that a busy moment of the machine hits both."""
    pairs = [(first(), second()) for _ in range(ROUNDS)]
    return sorted(pairs, key=lambda pair: pair[0]["per_second"] / pair[1]["per_second"])[ROUNDS // 2]


def _search(one: Server) -> float:
    """p95 in milliseconds over the fixed queries, each taken at the middle of five."""
    return asyncio.run(_searches(one.port))


async def _searches(port: int) -> float:
    client = await connected(port)
    waits: list[list[float]] = [[] for _ in range(QUERIES)]
    for _round in range(5):
        for number, query in enumerate(queries(QUERIES)):
            request = get(f"/questions?q={quote(query)}", port, {})
            begun = time.perf_counter()
            status, _answer = await client.ask(request)
            waits[number].append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise RuntimeError(f"searching for {query!r} answered {status}")
    return percentile([statistics.median(each) for each in waits], 0.95)


def _raw_transactions(path: Path) -> float:
    """Plain sqlite3 on this disk: transactions of two rows, each on the disk before the next begins."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)",
    ):
        connection.execute(statement)
    begun = time.perf_counter()
    for _number in range(2000):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES ('a')")
        connection.execute("INSERT INTO row (body) VALUES ('b')")
        connection.execute("COMMIT")
    took = time.perf_counter() - begun
    connection.close()
    return 2000 / took


def _report(figures: dict[str, float], beside: dict[str, str]) -> int:
    found = {}
    for name, (target, kind) in TARGETS.items():
        value = round(figures[name], 3)
        is_met = value >= target if kind == "least" else value <= target
        found[name] = {"value": value, "target": target, "ok": is_met}
        sign = "≥" if kind == "least" else "≤"
        print(f"{'ok  ' if is_met else 'MISS'} {name:<26}{value:>10,.3f}  {sign} {target:<6g} {beside.get(name, '')}")
    Path("var").mkdir(exist_ok=True)
    Path("var/bench.json").write_text(json.dumps(found, indent=2) + "\n")
    return 0 if all(figure["ok"] for figure in found.values()) else 1


def _say(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
