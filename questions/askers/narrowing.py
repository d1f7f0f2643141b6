"""A narrower circle closes what was asked before; a wider one opens nothing. One's own choice is kept as it was."""

from datetime import datetime

from app.access import Viewer
from app.database import Statement
from events.planning.seeing import SeenBy
from questions import journal
from questions.asker_names import name_within

WIDER = {SeenBy.OFFICIALS: "'public'", SeenBy.COORDINATOR: "'public', 'officials'"}
OF_TYPE = {
    circle: Statement(
        "SELECT id, name, language, public_asker, organiser FROM question WHERE id > {} AND asker_seen_by IN"  # noqa: S608
        f" ({wider}) AND event IN (SELECT event.id FROM event WHERE event.type = {{}}) ORDER BY id LIMIT 500",
        slow=True,
    )
    for circle, wider in WIDER.items()
}
CLOSE = Statement("UPDATE question SET asker_seen_by = {}, public_asker = {} WHERE id = {}")


async def narrow_type(type_code: str, circle: SeenBy, *, by: Viewer, at: datetime) -> int:
    """Close the questions of this type of forum that a wider circle knows, inside the caller's transaction; how many.

    What everyone reads of their askers is worded anew, where it tells more than the circle may know.
    """
    if circle is SeenBy.PUBLIC:
        return 0
    closed = last = 0
    while rows := await OF_TYPE[circle].all(last, type_code):
        last = rows[-1]["id"]
        for row in rows:
            await close(row, circle)
            await journal.record(
                "question.narrow_asker",
                by=by,
                at=at,
                about=("question", row["id"]),
                unit_id=row["organiser"],
                after={"seen_by": circle.value},
            )
        closed += len(rows)
    return closed


async def close(row: dict[str, object], circle: SeenBy) -> None:
    """`row` has id, name, language and public_asker of a question."""
    name, shown = str(row["name"]), str(row["public_asker"])
    tells_more = circle is SeenBy.COORDINATOR or shown == name
    anew = name_within(circle, name, str(row["language"])) if tells_more else shown
    await CLOSE.run(circle.value, anew, row["id"])
