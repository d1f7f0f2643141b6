"""What a successor takes over with a unit, counted before anybody merges it."""

from dataclasses import dataclass
from datetime import date

from app.database import Statement
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.queries import members
from app.people.units import directory
from events.planning.states import EventState
from questions.commitments.states import OPEN_STATES as OPEN_COMMITMENTS
from questions.states import OPEN_STATES, QuestionState, in_sql

OPEN = in_sql(OPEN_STATES | {QuestionState.DISPUTED})
OVER = f"'{EventState.PUBLISHED}', '{EventState.CANCELLED}'"
PROMISED = ", ".join(f"'{state}'" for state in sorted(OPEN_COMMITMENTS))
COUNTS: tuple[tuple[Sentence, str], ...] = (
    (_("Questions to answer"), f"SELECT count(*) AS n FROM question WHERE state IN ({OPEN}) AND lead_unit IN "),  # noqa: S608
    (
        _("Parts of answers to write"),
        "SELECT count(*) AS n FROM answer_part WHERE state IN ('writing', 'in_review') AND unit IN ",
    ),
    (
        _("Promises to keep"),
        f"SELECT count(*) AS n FROM commitment WHERE state IN ({PROMISED}) AND owner IN ",  # noqa: S608
    ),
    (
        _("Open questions of its own forums"),
        f"SELECT count(*) AS n FROM question WHERE state IN ({OPEN}) AND organiser IN ",  # noqa: S608
    ),
    (_("Forums under way"), f"SELECT count(*) AS n FROM event WHERE state NOT IN ({OVER}) AND organiser IN "),  # noqa: S608
    (_("Fields of work that name it"), "SELECT count(DISTINCT field) AS n FROM field_agency WHERE unit IN "),
)


@dataclass(frozen=True)
class GoingOver:
    """`counts` are only those of which there are some; `people` have a role in the unit today."""

    counts: tuple[tuple[Sentence, int], ...]
    people: int
    below: int


async def going_over(unit_id: int, today: date) -> GoingOver:
    """Everything of this unit, and of all that were merged into it before, that its successor would have."""
    units = await directory()
    same = sorted(units.same_as(unit_id))
    places = f"({', '.join(['{}'] * len(same))})"
    counted = [(words, await Statement(sql + places, slow=True).one(*same)) for words, sql in COUNTS]
    return GoingOver(
        tuple((words, int(row["n"])) for words, row in counted if row and row["n"]),
        people=len(await members(unit_id, day=today)),
        below=len([unit for unit in units.below(units.resolve(unit_id)) if unit.exists_on(today)]),
    )
