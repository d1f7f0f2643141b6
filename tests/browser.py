"""A real browser and a real server for tests; without Debian's chromium they skip, in CI they fail."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

# The shell is the same engine without what draws windows, and takes a third less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)

# Letters stand where they would on a screen: the shell alone would put them on whole pixels.
ARGUMENTS = ["--no-sandbox", "--font-render-hinting=none"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium through playwright."""
    if not CHROMIUM:
        why = "There is no chromium here: apt-get install chromium, then browser tests run too."
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def serving(app: Any, port: int) -> Iterator[str]:
    """Serves an ASGI application from a thread of this process; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    assert server.started, "the server did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def watch(page: Page, seen: list[str] | None = None) -> list[str]:
    """Notes what must never happen on a page: script faults, refused contents, requests to other hosts."""
    seen = [] if seen is None else seen
    page.on("pageerror", lambda fault: seen.append(f"fault: {fault}"))
    page.on("console", lambda line: seen.append(line.text) if "Content Security Policy" in line.text else None)

    def noted(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:")):
            seen.append(f"other host: {request.url}")

    page.on("request", noted)
    return seen


# Only what matters comes back over the pipe, and no style sheet is fetched once more.
_AXE = """async (only) => {
  const options = {resultTypes: ["violations"], preload: false};
  if (only.length) options.runOnly = {type: "rule", values: only};
  const found = (await axe.run(options)).violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`));
}"""


def axe_problems(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds serious or critical on the present page, one line each; only by these rules, if any are named."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_AXE, list(rules))
    return found
