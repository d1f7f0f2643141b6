"""Which promises a list may show: `policy.may_see` as a filter, and what everyone may read."""

from app.access import Role, Viewer
from questions.conditions import EVERYTHING, Condition, any_of, one_of
from questions.queries import as_officer

OF_REPORT = (
    "EXISTS (SELECT 1 FROM question AS asked WHERE asked.id = commitment.question"
    " AND asked.reported_unit IS NOT NULL{more})"
)
# A promise is public, but one that came of a report on officials.
PUBLIC = f"NOT {OF_REPORT.format(more='')}"


def seen_by(viewer: Viewer) -> Condition:
    """The promises that this person may read on staff pages."""
    if viewer.is_system:
        return EVERYTHING
    hidden = one_of("asked.reported_unit", viewer.units())
    of_others = Condition(f"NOT ({(works := _works_on(viewer)).sql})", works.values)
    closed = of_others | hidden
    return Condition(f"NOT {OF_REPORT.format(more=f' AND ({closed.sql})')}", closed.values)


def _works_on(viewer: Viewer) -> Condition:
    if viewer.oversees_all:
        return EVERYTHING
    units = viewer.units() | (viewer.overseen or frozenset())
    return any_of(
        one_of("commitment.organiser", units),
        one_of("commitment.owner", units),
        as_officer(viewer, "commitment.event", Role.CHAIR, Role.SECRETARY),
    )
