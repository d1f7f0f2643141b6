"""What people may change about themselves."""

from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.letters_wanted import LettersWanted
from app.post.daily import choose_daily, daily_kinds
from app.post.daily_kinds import DailyKind
from app.text import person_sort_key

BEFORE = Statement("SELECT name, title, phone, language, letters FROM person WHERE id = {}")
CHANGE = Statement(
    "UPDATE person SET name = {}, title = {}, phone = {}, language = {}, letters = {}, sort_key = {}"
    " WHERE id = {} AND is_active RETURNING id"
)


@atomic
async def change_profile(
    *,
    name: str,
    title: str,
    phone: str,
    language: str,
    letters: LettersWanted = LettersWanted.ALL,
    daily: frozenset[DailyKind] = frozenset(),
    by: Viewer,
    at: datetime,
) -> None:
    before = await BEFORE.one(by.person_id)
    changed_row = await CHANGE.one(name, title, phone, language, letters, person_sort_key(name), by.person_id)
    if before is None or not changed_row:
        raise NotFound(_("There is no such person."))
    before["daily"] = sorted(await daily_kinds(by.email))
    await choose_daily(by.email, daily)
    after: dict[str, object] = {"name": name, "title": title, "phone": phone, "language": language, "letters": letters}
    after["daily"] = sorted(daily)
    changed = [key for key in after if after[key] != before[key]]
    if changed and by.person_id is not None:
        await journal.record(
            "person.profile_changed",
            by=by,
            at=at,
            about=("person", by.person_id),
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )
