"""A report on officials that no coordinator of its organiser may see goes to the nearest unit above that has one.

That comes about when the reported unit and the organiser become one, or when all who coordinate also work there.
"""

from datetime import datetime

from app import post
from app.access import SYSTEM
from app.database import Statement, atomic
from app.people.units import directory
from questions import journal
from questions.askers.veiling import SAFE_SUMMARY
from questions.handing_up.letters import handed_up
from questions.staff_readers import coordinators, desk_above
from questions.states import OPEN_STATES, QuestionState, in_sql

# What somebody has to do something about.
WAITS = f"state IN ({in_sql(OPEN_STATES | {QuestionState.DISPUTED})})"
REPORTED = Statement(
    "SELECT DISTINCT organiser, reported_unit FROM question WHERE reported_unit IS NOT NULL"  # noqa: S608 - our words
    f" AND {WAITS} ORDER BY organiser, reported_unit",
    slow=True,
)
# Compares the organiser, so that one process of several moves it.
MOVE = Statement(
    f"UPDATE question SET organiser = {{}} WHERE organiser = {{}} AND reported_unit = {{}} AND {WAITS}"  # noqa: S608
    f" RETURNING id, code, {SAFE_SUMMARY}"
)


async def hand_up(at: datetime) -> int:
    """Hand up what lies unseen; how many questions. Run by the clock."""
    return sum([await _hand_up(row["organiser"], row["reported_unit"], at) for row in await REPORTED.all()])


@atomic
async def _hand_up(organiser_id: int, reported_id: int, at: datetime) -> int:
    above = await desk_above(organiser_id, reported_unit_id=reported_id, at=at)
    if above is None:
        return 0
    units, questions = await directory(), await MOVE.all(above, organiser_id, reported_id)
    told = await coordinators(above, reported_unit_id=reported_id, at=at)
    for question in questions:
        about = ("question", question["id"])
        await journal.record(
            "question.hand_up",
            by=SYSTEM,
            at=at,
            about=about,
            unit_id=above,
            before={"organiser": organiser_id},
            after={"organiser": above, "reported_unit": reported_id},
        )
        for reader in told:
            letter = handed_up(
                to=reader.email,
                name=reader.name,
                code=question["code"],
                summary=question["summary"],
                reported=units.name(reported_id),
                organiser=units.name(organiser_id),
                language=reader.language,
                key=f"handed_up {question['code']} {above} {reader.id}",
            )
            await post.queue(letter, about=about, at=at)
    return len(questions)
