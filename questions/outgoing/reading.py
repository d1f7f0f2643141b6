"""Letters that have not left, of the organising units that somebody coordinates."""

from dataclasses import dataclass

from app.access import Role, Viewer
from app.database import Statement
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence as _
from app.post.queries import LetterRow, to_asker
from app.post.states import LetterState
from app.web.paging import Page
from questions.conditions import Condition, not_reported, one_of

PAGE_SIZE = 50
# What has not left and may still be looked after.
WAITING = (LetterState.HELD, LetterState.QUEUED, LetterState.GATHERED, LetterState.UNSENT, LetterState.DEAD)
UNIT = "COALESCE(question.organiser, commitment.organiser, event.organiser)"
COLUMNS = (
    "outbox_letter.id, outbox_letter.to_address, outbox_letter.subject, outbox_letter.language,"
    " outbox_letter.about_kind, outbox_letter.about_id, outbox_letter.state, outbox_letter.attempts,"
    " outbox_letter.next_try_at, outbox_letter.last_error, outbox_letter.queued_at, outbox_letter.sent_at,"
    f" COALESCE(question.code, commitment.code, event.title) AS about, {to_asker('outbox_letter.')}"
)
FROM = (
    " FROM outbox_letter"
    " LEFT JOIN question ON outbox_letter.about_kind = 'question' AND question.id = outbox_letter.about_id"
    " LEFT JOIN commitment ON outbox_letter.about_kind = 'commitment' AND commitment.id = outbox_letter.about_id"
    " LEFT JOIN event ON outbox_letter.about_kind = 'event' AND event.id = outbox_letter.about_id"
)
ONE = Statement(
    f"SELECT {COLUMNS}, outbox_letter.body, {UNIT} AS unit, question.reported_unit{FROM} WHERE outbox_letter.id = {{}}"
)
NONE = _("There is no such letter.")


@dataclass(frozen=True)
class Outgoing:
    """One letter with what it is about (a code, or the title of a forum)."""

    letter: LetterRow
    about: str
    unit_id: int


def coordinated(viewer: Viewer) -> frozenset[int]:
    """The units whose letters this person looks after. Raises NotAllowed for anybody else."""
    units = viewer.units(Role.COORDINATOR)
    if not units:
        raise NotAllowed(_("Only a coordinator may look after the letters of the unit."))
    return units


async def waiting_letters(viewer: Viewer, state: LetterState | None, page: int) -> Page[Outgoing]:
    """The letters that have not left of the units that this person coordinates, newest first."""
    states = [state] if state else WAITING
    own = one_of(UNIT, coordinated(viewer)) & not_reported(viewer)
    kept = one_of("outbox_letter.state", states) & own
    find = Statement(
        f"SELECT {COLUMNS}, {UNIT} AS unit{FROM} WHERE {kept.sql}"
        " ORDER BY outbox_letter.id DESC LIMIT {} OFFSET {}",
        slow=True,
    )
    rows = await find.all(*_plain(kept), PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    return Page.cut([_outgoing(row) for row in rows], page, PAGE_SIZE)


async def letter_for(viewer: Viewer, letter_id: int) -> Outgoing:
    """One letter with its body; raises NotFound also for one of another unit, or about what is hidden."""
    row = await ONE.one(letter_id)
    if row is None or row["unit"] not in coordinated(viewer) or row.pop("reported_unit") in viewer.units():
        raise NotFound(NONE)
    return _outgoing(row)


def _plain(kept: Condition) -> list[object]:
    return [value.value if isinstance(value, LetterState) else value for value in kept.values]


def _outgoing(row: dict[str, object]) -> Outgoing:
    about, unit_id = str(row.pop("about") or ""), row.pop("unit")
    assert isinstance(unit_id, int)
    return Outgoing(LetterRow(**row | {"state": LetterState(str(row["state"]))}), about, unit_id)  # type: ignore[arg-type]
