"""Rewording a letter that is held back, and dropping one that shall not leave."""

from datetime import datetime
from typing import NamedTuple

from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.journal import record
from app.post.letter import has_secret, without_secrets
from app.post.tables import LetterEdit

# Holds the row, so that of two who reword it the second sees what the first wrote.
HELD = Statement("UPDATE outbox_letter SET state = state WHERE id = {} AND state = 'held' RETURNING subject, body")
REWORD = Statement("UPDATE outbox_letter SET subject = {}, body = {} WHERE id = {}")
KEEP = Insert(LetterEdit, "letter", "subject", "body", "person_id", "person_name", "edited_at")
EDITS = Statement(
    "SELECT subject, body, person_name, edited_at FROM letter_edit WHERE letter = {} ORDER BY id LIMIT 100"
)
DROP = Statement(
    "UPDATE outbox_letter SET state = 'dropped' WHERE id = {}"
    " AND state IN ('queued', 'gathered', 'held', 'unsent', 'dead') RETURNING body"
)
BLOT = Statement("UPDATE outbox_letter SET body = {} WHERE id = {}")


class EditRow(NamedTuple):
    """A letter's words before an edit, and who edited them when."""

    subject: str
    body: str
    person_name: str
    edited_at: datetime


async def edits_of(letter_id: int) -> list[EditRow]:
    """What it said before, the original first."""
    return [EditRow(**row) for row in await EDITS.all(letter_id)]


@atomic
async def reword(
    letter_id: int,
    subject: str,
    body: str,
    *,
    version: int,
    by: Viewer,
    at: datetime,
    unit_id: int | None = None,
) -> None:
    """Put other words into a held letter; `version` is how often it had been reworded when the form was shown.

    Raises Invalid for empty words, Conflict when it is not held any more, was reworded by somebody else, or holds
    a secret link, which nobody but its reader may see.
    """
    for name, text in (("subject", subject), ("body", body)):
        if not text.strip():
            raise Invalid(_("Please fill this in."), {name: _("Please fill this in.")})
    held = await HELD.one(letter_id)
    if held is None:
        raise Conflict(_("Only a letter that is held back can be reworded."))
    if has_secret(held["body"]):
        raise Conflict(_("This letter holds a secret link of its reader; nobody may change it."))
    edits = await edits_of(letter_id)
    if len(edits) != version:
        who = edits[-1].person_name if edits else ""
        raise Conflict(_("%(who)s reworded this letter in the meantime. Your words were not saved.", who=who))
    await REWORD.run(subject, body, letter_id)
    await KEEP(letter_id, held["subject"], held["body"], by.person_id, by.name, at)
    await record(
        "letter.reword",
        by=by,
        at=at,
        about=("letter", letter_id),
        unit_id=unit_id,
        # The words themselves stand beside the letter, and go with it.
        before={"edits": version},
        after={"edits": version + 1},
    )


@atomic
async def drop(letter_id: int, reason: str, *, by: Viewer, at: datetime, unit_id: int | None = None) -> None:
    """Let a letter never leave, for a reason that is kept. Its secret links are blotted out, as nobody needs them.

    Raises Invalid without a reason, Conflict when it has left.
    """
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    dropped = await DROP.one(letter_id)
    if dropped is None:
        raise Conflict(_("This letter cannot be dropped: it has left, or was dropped already."))
    await BLOT.run(without_secrets(dropped["body"]), letter_id)
    await record("letter.drop", by=by, at=at, about=("letter", letter_id), unit_id=unit_id, reason=reason)
