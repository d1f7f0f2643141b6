"""What is counted of an installation when somebody asks: queues, letters, backups, the worker, the journal."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.clock import now
from app.database import Statement
from app.operations.backing import BackupState, backup_state
from app.operations.beating import Beat, beats
from app.operations.readiness import lacking
from app.post.queries import counts
from app.post.states import LetterState
from app.settings import Settings

QUESTIONS = Statement(
    "SELECT state, count(*) AS n FROM question"
    " WHERE state IN ('submitted', 'needs_info', 'appealed', 'admitted', 'offered', 'in_progress')"
    " GROUP BY state",
    slow=True,
)
OLDEST_LETTER = Statement(
    "SELECT min(next_try_at) AS \"at [timestamptz]\" FROM outbox_letter WHERE state IN ('queued', 'sending')"
)
UNSEALED = Statement(
    "SELECT count(*) AS n FROM journal_entry WHERE id > (SELECT coalesce(max(entry_id), 0) FROM journal_seal)",
    slow=True,
)
OLDEST_UNSEALED = Statement(
    "SELECT entered_at FROM journal_entry WHERE id > (SELECT coalesce(max(entry_id), 0) FROM journal_seal)"
    " ORDER BY id LIMIT 1"
)


@dataclass(frozen=True)
class Figures:
    """As they were at `at`. `letters_late` and `unsealed_late` are seconds that the oldest has waited."""

    at: datetime
    lacking: int
    questions: dict[str, int] = field(default_factory=dict)
    letters: dict[LetterState, int] = field(default_factory=dict)
    letters_late: float = 0.0
    unsealed: int = 0
    unsealed_late: float = 0.0
    backup: BackupState = field(default_factory=lambda: BackupState(None, ""))
    beats: tuple[Beat, ...] = ()
    free_bytes: int = 0


async def figures(settings: Settings, at: datetime | None = None) -> Figures:
    """Raises Unavailable when the database is away. Of a database that lacks migrations only that is told."""
    at = at or now()
    missing = await lacking()
    if missing > 0:
        return Figures(at, missing, free_bytes=free_bytes(settings))
    letter = (await OLDEST_LETTER.one() or {"at": None})["at"]
    unsealed = await OLDEST_UNSEALED.one()
    return Figures(
        at=at,
        lacking=missing,
        questions={row["state"]: row["n"] for row in await QUESTIONS.all()},
        letters=await counts(),
        letters_late=max(0.0, (at - letter).total_seconds()) if letter else 0.0,
        unsealed=(await UNSEALED.one() or {"n": 0})["n"],
        unsealed_late=max(0.0, (at - unsealed["entered_at"]).total_seconds()) if unsealed else 0.0,
        backup=await backup_state(),
        beats=tuple(await beats()),
        free_bytes=free_bytes(settings),
    )


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = folder.resolve()
    return next(path for path in (folder, *folder.parents) if path.exists())


def free_bytes(settings: Settings) -> int:
    return shutil.disk_usage(existing(settings.data_dir)).free
