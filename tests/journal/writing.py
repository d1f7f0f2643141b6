"""Entries for tests of the journal, and hands that reach into the database past its triggers."""

from datetime import UTC, datetime

from app.access import Viewer
from app.database import Statement, atomic, is_postgres
from app.journal import record

AT = datetime(2026, 9, 5, 1, 30, tzinfo=UTC)
LAN = Viewer(person_id=7, name="Nguyễn Thị Lan")
TABLES = ("journal_entry", "journal_seal", "journal_anchor")


@atomic
async def write(act: str = "question.submit", number: int = 12, *, at: datetime = AT, **more: object) -> int:
    """One entry of the journal; its id."""
    given = {"by": LAN, "at": at, "about": ("question", number), "after": {"state": "đã gửi"}} | more
    return await record(act, **given)  # type: ignore[arg-type]


async def by_hand(*statements: str) -> None:
    """Do to the database what nobody should: these statements, past the triggers."""

    @atomic
    async def tamper() -> None:
        if is_postgres():
            await Statement("SET LOCAL session_replication_role = replica").run()
        else:
            for table in TABLES:
                await Statement(f"DROP TRIGGER IF EXISTS {table}_kept").run()
                await Statement(f"DROP TRIGGER IF EXISTS {table}_stays").run()
        for statement in statements:
            await Statement(statement).run()

    await tamper()
