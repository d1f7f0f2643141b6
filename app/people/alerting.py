"""Telling the owner of an account that somebody tries to come in. Noted after the answer, so no answer is slower."""

from datetime import datetime

from app import journal, post
from app.access import SYSTEM
from app.clock import day_of
from app.database import Statement, atomic
from app.people.addresses import normal_email
from app.people.letters import tries_letter

ALERT_EVERY = 5
FAILED = Statement(
    "UPDATE person SET failed_tries = failed_tries + 1 WHERE email = {} AND is_active"
    " RETURNING id, email, name, language, failed_tries"
)


@atomic
async def note_failure(email: str, *, at: datetime) -> None:
    """Count a try that failed; a letter goes to the owner after five since the last sign-in, once a day at most."""
    person = await FAILED.one(normal_email(email))
    if person is None or person["failed_tries"] % ALERT_EVERY:
        return
    tries, key = person["failed_tries"], f"tries:{person['id']}:{day_of(at)}"
    letter = tries_letter(person["email"], person["name"], tries, key, person["language"])
    if await post.queue(letter, about=("person", person["id"]), at=at):
        await journal.record(
            "person.tries_failed", by=SYSTEM, at=at, about=("person", person["id"]), after={"tries": tries}
        )
