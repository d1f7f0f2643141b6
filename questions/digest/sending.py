"""The clock writes the daily letters: each morning of a working day, of what was gathered before."""

from datetime import datetime, time

from app import post
from app.calendar.queries import load_calendar
from app.clock import at_local, day_of
from app.database import Statement, atomic
from app.database.statements import Row
from app.people.queries import person_by_email
from app.people.units import directory
from app.post.hours import is_day
from app.post.letter import PATH_LINE
from questions.digest.letters import Gathered, digest

# After the reminders of the morning, so that they are in it.
MORNING = time(7, 30)
READERS = Statement(
    "SELECT DISTINCT to_address FROM outbox_letter WHERE state = 'gathered' AND queued_at < {}"
    " ORDER BY to_address LIMIT 200"
)
# One process of several gets the rows.
TAKE = Statement(
    "UPDATE outbox_letter SET state = 'digested', sent_at = {} WHERE to_address = {} AND state = 'gathered'"
    " AND queued_at < {} RETURNING id, subject, body, language, about_kind, about_id"
)
OF_QUESTION = Statement(
    "SELECT event.title, question.organiser FROM question LEFT JOIN event ON event.id = question.event"
    " WHERE question.id = {}"
)
OF_COMMITMENT = Statement(
    "SELECT event.title, commitment.organiser FROM commitment LEFT JOIN event ON event.id = commitment.event"
    " WHERE commitment.id = {}"
)
ABOUT = {"question": OF_QUESTION, "commitment": OF_COMMITMENT}


async def send_digests(at: datetime) -> int:
    """Write the daily letters of this morning; how many. What is gathered later waits for the next one."""
    morning = at_local(day_of(at), MORNING)
    if at < morning or not is_day(at) or not (await load_calendar()).is_working(day_of(at)):
        return 0
    return sum([await _send(row["to_address"], morning, at) for row in await READERS.all(morning)])


@atomic
async def _send(address: str, morning: datetime, at: datetime) -> bool:
    rows = sorted(await TAKE.all(at, address, morning), key=lambda row: row["id"])
    if not rows:
        return False
    person = await person_by_email(address)
    letter = digest(
        [await _gathered(row) for row in rows],
        to=address,
        name=person.name if person else "",
        day=day_of(at),
        language=rows[-1]["language"],
    )
    await post.queue(letter, about=("person", person.id if person else 0), at=at)
    return True


async def _gathered(row: Row) -> Gathered:
    found = await ABOUT[row["about_kind"]].one(row["about_id"]) if row["about_kind"] in ABOUT else None
    group = (found["title"] or (await directory()).name(found["organiser"])) if found else ""
    return Gathered(group, row["subject"], PATH_LINE.findall(row["body"])[0])
