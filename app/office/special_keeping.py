"""Day counts for some questions only: by type of forum, field of work and unit."""

from dataclasses import asdict
from datetime import datetime

from app import journal
from app.access import Viewer
from app.calendar.queries import special_counts
from app.calendar.special import ANSWER_CLOCKS, SHORTENED_MOST, SPECIAL_CLOCKS, SpecialCount
from app.calendar.tables import SpecialCount as SpecialCountRow
from app.database import Insert, Statement, atomic
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.office.policy import permit

ADD = Insert(SpecialCountRow, "clock", "event_type", "field_id", "unit_id", "number", "day_unit", "shortened", "basis")
DROP = Statement("DELETE FROM special_count WHERE id = {} RETURNING id")


@atomic
async def add_special(special: SpecialCount, *, by: Viewer, at: datetime) -> int:
    """A count for some questions, from now on; its id. Raises Invalid for one for all, or that is there already."""
    permit(by)
    _check(special)
    if any(_place(other) == _place(special) for other in await special_counts()):
        raise Invalid(_("There is a count for these already. Please take it away first."))
    added = await ADD(
        special.clock.value, special.event_type, special.field_id, special.unit_id, special.number,
        special.unit.value, special.shortened, special.basis,
    )  # fmt: skip
    await journal.record("special_count.added", by=by, at=at, about=("special_count", added), after=asdict(special))
    return added


def _check(special: SpecialCount) -> None:
    if special.clock not in SPECIAL_CLOCKS:
        raise Invalid(_("There is no such day count."), {"clock": _("There is no such day count.")})
    if not special.weight:
        words = _("Please choose a type of forum, a field or a unit; the count for all stands among the day counts.")
        raise Invalid(words, {"event_type": words})
    if special.shortened and special.clock not in ANSWER_CLOCKS:
        words = _("Only the time for an answer has a shortened target.")
        raise Invalid(words, {"shortened": words})
    if special.shortened and not 10 <= special.shortened <= SHORTENED_MOST:
        words = _("A target is shortened by 10 to %(most)s per cent.", most=SHORTENED_MOST)
        raise Invalid(words, {"shortened": words})


def _place(special: SpecialCount) -> tuple[object, ...]:
    return special.clock, special.event_type, special.field_id, special.unit_id


@atomic
async def drop_special(special_id: int, *, by: Viewer, at: datetime) -> None:
    """The general count is used again, for clocks that start from now on. Raises NotFound."""
    permit(by)
    special = next((one for one in await special_counts() if one.id == special_id), None)
    if special is None or await DROP.one(special_id) is None:
        raise NotFound(_("There is no such day count."))
    about = ("special_count", special_id)
    await journal.record("special_count.dropped", by=by, at=at, about=about, before=asdict(special))
