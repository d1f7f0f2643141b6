"""The connections of one SQLite database: a writer to queue for, readers on threads, a reader in the loop."""

import asyncio
from pathlib import Path

from app.database.lane import Lane
from app.database.refusing import refusing, too_busy

READERS = 2
QUEUE_SECONDS = 10.0  # how long a transaction waits for its turn in this process
LOCK_SECONDS = 5.0  # how long SQLite itself waits for a lock of another process


class Lanes:
    """Open from the start; belongs to the event loop it is used in. Raises Unavailable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = asyncio.Lock()  # first come, first served
        self._all: list[Lane] = []
        try:
            with refusing:
                path.parent.mkdir(parents=True, exist_ok=True)
            self.writer = self._open_writer()  # first: it makes the file and turns WAL on
            self._readers = [self._open_reader(f"reader-{n}", LOCK_SECONDS) for n in range(READERS)]
            self.near = self._open_reader("near", 0)
        except BaseException:
            self._close_all()
            raise

    @property
    def reader(self) -> Lane:
        """The reader on a thread with the least to do."""
        return min(self._readers, key=lambda lane: lane.waiting)

    @property
    def is_taken(self) -> bool:
        return self._turn.locked()

    async def take_writer(self) -> Lane:
        """Wait for the turn to write. Raises Unavailable after ten seconds."""
        if self._turn.locked():
            try:
                async with asyncio.timeout(QUEUE_SECONDS):
                    await self._turn.acquire()
            except TimeoutError as error:
                raise too_busy() from error
        else:
            await self._turn.acquire()
        if not self._all:  # closed while this one queued
            self._turn.release()
            raise too_busy()
        return self.writer

    def give_writer_back(self) -> None:
        """Let the next one in; a writer that could not even roll back is replaced first."""
        try:
            if self.writer.in_transaction:
                self._all.remove(self.writer)
                self.writer.close(wait_seconds=0)
                self.writer = self._open_writer()
        finally:
            self._turn.release()

    async def close(self) -> None:
        """Let the present transaction end, then close; the writer goes last and folds the WAL back."""
        async with self._turn:
            await asyncio.to_thread(self._close_all)

    def _open_writer(self) -> Lane:
        writer = Lane(self._path, "writer", read_only=False, busy_seconds=LOCK_SECONDS)
        self._all.insert(0, writer)
        writer.here("PRAGMA journal_mode = WAL").close()
        writer.here("PRAGMA busy_timeout = 0").close()  # from here on `begin` does the waiting
        return writer

    def _open_reader(self, name: str, busy_seconds: float) -> Lane:
        lane = Lane(self._path, name, read_only=True, busy_seconds=busy_seconds)
        self._all.append(lane)
        return lane

    def _close_all(self) -> None:
        while self._all:
            self._all.pop().close()
