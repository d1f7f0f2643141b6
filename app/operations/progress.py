"""A line that grows while long work goes on; shown to a person at a terminal and to nobody else."""

import sys
import time
from types import TracebackType
from typing import Self

REFRESH = 0.1


class Progress:
    """Use as `with Progress("Copying", total) as progress: progress.add(n)`; without a total it counts."""

    def __init__(self, label: object, total: int = 0) -> None:
        self.label = str(label)
        self.total = total
        self.done = 0
        self._shown_at = 0.0
        self._is_seen = sys.stderr.isatty()

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._show()
        if self._is_seen:
            print(file=sys.stderr)

    def add(self, amount: int = 1) -> None:
        self.done += amount
        if time.monotonic() - self._shown_at >= REFRESH:
            self._show()

    def _show(self) -> None:
        if not self._is_seen:
            return
        self._shown_at = time.monotonic()
        far = f"{min(100, 100 * self.done // self.total)} %" if self.total else f"{self.done}"
        print(f"\r{self.label}: {far}\x1b[K", end="", file=sys.stderr, flush=True)
