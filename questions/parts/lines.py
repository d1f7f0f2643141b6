"""The parts of a question as its pages list them, for one who looks."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.access import Viewer
from app.calendar.working_days import WorkingCalendar
from questions.looks import DueChip, Look
from questions.parts import policy as part_policy
from questions.parts.facts import PartView
from questions.parts.looks import PART_LOOKS, part_due_chip


class PartLine(NamedTuple):
    """`reads` says whether its words may be read, `opens` whether its page may be opened."""

    part: PartView
    look: Look
    due: DueChip | None
    reads: bool
    opens: bool


def lines_of(viewer: Viewer, parts: Sequence[PartView], today: date, calendar: WorkingCalendar) -> list[PartLine]:
    return [
        PartLine(
            part,
            PART_LOOKS[part.state],
            part_due_chip(part.state, part.due_on, today, calendar),
            part_policy.may_read_part(viewer, part.facts),
            part_policy.may_see_part(viewer, part.facts),
        )
        for part in parts
    ]
