"""Day counts that differ by type of forum, field of work or unit, with shortened targets. Pure.

The most particular one speaks: one for a unit before one for a field, that before one for a type of forum, and
one that names several of them before one that names fewer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from app.calendar.clocks import Clock, ClockRule, DayUnit
from app.i18n import Bilingual

# The clocks that depend on what is asked, and whom: those of an answer, and of an offer without reaction.
ANSWER_CLOCKS = (Clock.ANSWER, Clock.ANSWER_COMPLEX, Clock.ANSWER_SEVERAL, Clock.ANSWER_OUTSIDE)
SPECIAL_CLOCKS = (*ANSWER_CLOCKS, Clock.OFFER_REMINDER, Clock.OFFER_HEAD)
SHORTENED_MOST = 30


@dataclass(frozen=True)
class SpecialCount:
    """One count for some questions. "" and 0 stand for every type, field or unit; `shortened` is in per cent."""

    clock: Clock
    number: int
    unit: DayUnit
    basis: str
    event_type: str = ""
    field_id: int = 0
    unit_id: int = 0
    shortened: int = 0
    id: int = 0

    @property
    def weight(self) -> int:
        """How particular it is."""
        return 4 * bool(self.unit_id) + 2 * bool(self.field_id) + bool(self.event_type)

    def fits(self, event_type: str, field_id: int, unit_ids: Collection[int]) -> bool:
        return (
            self.event_type in ("", event_type)
            and self.field_id in (0, field_id)
            and (not self.unit_id or self.unit_id in unit_ids)
        )

    @property
    def target(self) -> int:
        """The days that the office sets itself, never more than it promised to cut."""
        return self.number - self.number * self.shortened // 100


def clocks_with(
    clocks: Mapping[Clock, ClockRule],
    specials: Iterable[SpecialCount],
    *,
    event_type: str = "",
    field_id: int = 0,
    unit_ids: Collection[int] = (),
) -> dict[Clock, ClockRule]:
    """The day counts of one question; `unit_ids` are the unit that answers and those it succeeded."""
    chosen = dict(clocks)
    fitting = (special for special in specials if special.fits(event_type, field_id, unit_ids))
    for special in sorted(fitting, key=lambda one: (one.weight, one.id)):
        chosen[special.clock] = replace(
            clocks[special.clock],
            number=special.number,
            unit=special.unit,
            basis=Bilingual(special.basis),
            target=special.target if special.shortened else 0,
            is_special=True,
        )
    return chosen
