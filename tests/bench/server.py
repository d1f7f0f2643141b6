"""The real server in a process of its own: how long it takes to answer, and how much memory it holds."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import HOST, free_port

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-bench-only"
PATIENCE = 20.0


@dataclass
class Server:
    port: int
    pid: int
    start_seconds: float

    @property
    def rss_mb(self) -> float:
        """Resident memory now, in megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0


@contextmanager
def server(database: Path, *, module: str = "app.cli", arguments: tuple[str, ...] = ("serve",)) -> Iterator[Server]:
    """`doithoai serve` on this database until the block ends; limits are wide, for all load comes from here."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(database.parent),
        "SECRET_KEY": SECRET,
        "BASE_URL": f"http://{HOST}:{port}",
        "LIMIT_PER_ADDRESS": "100000000",
    }
    begun = time.perf_counter()
    with (database.parent / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, "--host", HOST, "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(port, process)
        yield Server(port, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=1) as answer:
                if answer.read().strip() == b"ok":
                    return
        except OSError:
            time.sleep(0.005)
    raise RuntimeError("the server does not answer; see server.log")
