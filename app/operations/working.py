"""The worker alone, for installations whose server process does not run one (RUN_WORKER=0)."""

import asyncio
import signal

from app.i18n import Sentence as _
from app.operations.backing import stop_backups
from app.post.worker import Worker
from app.settings import Settings
from app.timetable import SOON, timetable_of
from app.web.logs import set_up_logs


async def work(settings: Settings) -> int:
    """Send letters until SIGTERM or SIGINT; the letter in hand is finished first."""
    set_up_logs()
    worker = Worker(settings, timetable_of(settings), SOON)
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, worker.stop)
    if not settings.smtp_url:
        print(
            _("No mail server is set (SMTP_URL), so letters stay in the outbox. Timed acts are done."),
            flush=True,
        )
    print(_("Working. Stop with Ctrl+C."), flush=True)
    try:
        await worker.run()
    finally:
        await stop_backups()
    return 0
