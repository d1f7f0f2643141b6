"""Sends what is in the outbox and does what the clock says, beside the server or alone."""

import asyncio
import contextlib
import time
from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
from aiosmtplib import SMTPException, SMTPServerDisconnected

from app.clock import now
from app.post import moving
from app.post.bell import leave, listen
from app.post.mail import MailServer, Unsendable, message_of
from app.post.moving import Claimed
from app.post.timed import TimedAct, failing
from app.settings import Settings
from app.site.queries import load_words

LOOK_EVERY = 5.0
CLOCK_EVERY = 60.0
BATCH = 10
# Well under the lease, so that no other worker takes a letter that this one is still handing over.
SECONDS_FOR_BATCH = 30.0

log = structlog.get_logger(__name__)


class Worker:
    """One worker. `run` goes on until `stop` was called or its task is cancelled.

    It does the acts of `timetable` once a minute and those of `soon` with every look, some seconds apart.
    A worker that dies in the middle loses nothing: its letters are due again when their lease has run out.
    """

    def __init__(
        self,
        settings: Settings,
        timetable: Sequence[TimedAct] = (),
        soon: Sequence[TimedAct] = (),
        *,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self.settings = settings
        self.timetable = timetable
        self.soon = soon
        self.look_every = look_every
        self._stopping = False
        self._bell: asyncio.Event | None = None

    async def run(self) -> None:
        self._bell = listen()
        clock = asyncio.create_task(self._follow_the_clock())
        try:
            while not self._stopping:
                self._bell.clear()
                has_more = await self._turn()
                await run_timed_acts(self.soon, now())
                if not has_more:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._bell.wait(), self.look_every)
        finally:
            clock.cancel()
            leave(self._bell)

    def stop(self) -> None:
        """Finish the letter in hand and end."""
        self._stopping = True
        if self._bell:
            self._bell.set()

    async def _turn(self) -> bool:
        """One look into the outbox; True when there may be more at once."""
        try:
            return await self.send_due() == BATCH
        except Exception:
            log.exception("outbox_turn_failed")  # a database that is away is asked again in a moment
            return False

    async def send_due(self) -> int:
        """Send what is due now, at most one batch; how many letters were taken in hand."""
        if not self.settings.smtp_url:
            return 0
        if not await moving.any_due(now()):
            return 0
        letters = await moving.claim(now(), most=BATCH)
        if letters:
            await load_words()
            await self._hand_over(letters)
        return len(letters)

    async def _hand_over(self, letters: list[Claimed]) -> None:
        started = time.monotonic()
        waiting = list(letters)
        try:
            async with MailServer(self.settings) as server:
                while waiting and not self._stopping and time.monotonic() - started < SECONDS_FOR_BATCH:
                    await self._send(server, waiting[0])
                    waiting.pop(0)
        except (SMTPException, OSError) as error:
            log.warning("mail_server_away", error=str(error))
            await moving.failed(waiting, _words(error), at=now())
            return
        if waiting:
            await moving.release(waiting)

    async def _send(self, server: MailServer, letter: Claimed) -> None:
        """Send one letter and note how it ended; only a lost connection is the caller's affair."""
        try:
            await server.send(message_of(letter, self.settings), letter.to_address)
        except Unsendable as error:
            await moving.failed([letter], _words(error), at=now(), for_good=True)
        except SMTPServerDisconnected:
            raise
        except SMTPException as error:
            log.warning("letter_refused", letter=letter.id, attempts=letter.attempts, error=str(error))
            await moving.failed([letter], _words(error), at=now())
        else:
            await moving.delivered(letter, at=now())

    async def _follow_the_clock(self) -> None:
        while True:
            acts = self.timetable if self.settings.smtp_url else [*self.timetable, moving.set_aside]
            await run_timed_acts([_speak_as_the_office, *acts], now())
            await asyncio.sleep(CLOCK_EVERY)


async def _speak_as_the_office(_at: datetime) -> None:
    """What the clock writes is in the office's own words, as they are now."""
    await load_words()


async def run_timed_acts(acts: Iterable[TimedAct], at: datetime) -> None:
    """Run every act; one that fails is logged and does not stop the others."""
    for act in acts:
        name = getattr(act, "__name__", repr(act))
        try:
            await act(at)
        except Exception:
            failing.add(name)
            log.exception("timed_act_failed", act=name)
        else:
            failing.discard(name)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


_running: dict[Worker, asyncio.Task[None]] = {}


async def start_worker(settings: Settings, timetable: Sequence[TimedAct] = (), soon: Sequence[TimedAct] = ()) -> Worker:
    """Start a worker as a task of this process; `stop_worker` ends it."""
    worker = Worker(settings, timetable, soon)
    _running[worker] = asyncio.create_task(worker.run(), name="post worker")
    return worker


async def stop_worker(worker: Worker | None = None, *, patience: float = 5.0) -> None:
    """End one worker, or all of this process; a letter in hand has `patience` seconds to be finished."""
    for each in [worker] if worker else list(_running):
        task = _running.pop(each, None)
        if task is None:
            continue
        each.stop()
        _done, pending = await asyncio.wait([task], timeout=patience)
        for slow in pending:
            slow.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await slow
