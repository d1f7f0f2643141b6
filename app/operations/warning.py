"""A letter to the administrators when the last good backup is too old: once a day, until there is one."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from app import post
from app.clock import day_of
from app.database import Statement, atomic
from app.operations.backing import backup_state, longest_age
from app.operations.letters import old_backup
from app.settings import Settings

ADMINS = Statement(
    "SELECT DISTINCT person.id, person.email, person.name, person.language FROM membership"
    " JOIN person ON person.id = membership.person"
    " WHERE membership.role = 'admin' AND person.is_active AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {}) ORDER BY person.id LIMIT 20"
)
FIRST_BEAT = Statement('SELECT min(started_at) AS "at [timestamptz]" FROM backup_run')


def warning(settings: Settings) -> Callable[[datetime], Awaitable[None]]:
    """The timed act; it does nothing where no backups are scheduled."""

    async def warn_of_an_old_backup(at: datetime) -> None:
        if settings.backup_dir is None:
            return
        state = await backup_state()
        since = state.good_at or (await FIRST_BEAT.one() or {"at": None})["at"]
        if since is None or at - since <= longest_age(settings):
            return
        await _write(settings, state.good_at, state.trouble, at)

    return warn_of_an_old_backup


async def _write(settings: Settings, good_at: datetime | None, why: str, at: datetime) -> None:
    admins = await ADMINS.all(day_of(at), day_of(at))

    @atomic
    async def write() -> None:
        for admin in admins:
            letter = old_backup(
                admin["email"],
                admin["name"],
                admin["language"],
                good_at,
                why,
                key=f"backup old {day_of(at).isoformat()} {admin['id']}",
            )
            await post.queue(letter, about=("installation", 0), at=at)

    if admins and not await _was_written(admins[0]["id"], at):
        await write()


WRITTEN = Statement("SELECT 1 AS found FROM outbox_letter WHERE key = {}")


async def _was_written(admin_id: int, at: datetime) -> bool:
    """Looked at first, so that the clock does not write every minute for nothing."""
    return await WRITTEN.one(f"backup old {day_of(at).isoformat()} {admin_id}") is not None
