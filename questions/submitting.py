"""Taking a question in: from the public form, from a clerk, from a list. One form makes one row, ever."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app import journal, post
from app.access import Viewer
from app.database import Duplicate, Insert, Statement, atomic
from app.database.json import dump
from app.errors import Conflict
from app.files.receiving import StoredFile
from events.planning import policy as planning_policy
from events.planning.kinds import seen_by_of
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy, strictest
from questions import letters
from questions.ask import Ask
from questions.attachments.attaching import attach
from questions.attachments.reading import Owner
from questions.codes import QUESTION, next_code
from questions.moving import refuse
from questions.receipts import text_hash
from questions.states import QuestionState, Visibility
from questions.tables import Question

IMPORTING = "importing"  # rows of a list that nobody sees until the last one is written

KNOWN = Statement(
    "SELECT id, code, tracking_hash, summary, detail, reported_unit FROM question WHERE submission_key = {}"
)
ADD = Insert(
    Question,
    *("code", "event", "organiser", "submission_key", "tracking_hash", "import_batch"),
    *(
        "name",
        "address",
        "phone",
        "tax_code",
        "email",
        "language",
        "consents",
        "channel",
        "outside_ticket",
    ),
    *(
        "happened_at",
        "entered_at",
        "is_after_cutoff",
        "field",
        "summary",
        "detail",
        "public_asker",
        "state",
    ),
    *(
        "visibility",
        "kind",
        "competence",
        "rejection",
        "rejection_text",
        "public_summary",
        "public_detail",
    ),
    *("due_clock", "due_reason", "outcome", "search_text", "asker_seen_by", "reported_unit"),
)


@dataclass(frozen=True)
class Receipt:
    """`is_new` is False when the same form was taken before; it then shows the first receipt again.

    `is_same_text` is False when that form was changed after it had been taken: the new text is not stored.
    """

    question_id: int
    code: str
    is_new: bool
    is_same_text: bool = True


def tracking_token(secret_key: str, submission_key: str) -> str:
    """The secret of the asker's link. Made from the form's key, so that a form sent twice gets one link."""
    digest = hmac.new(secret_key.encode(), b"track\0" + submission_key.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def tracking_hash(token: str) -> str:
    """What the database keeps of a tracking link."""
    return hashlib.sha256(token.encode()).hexdigest()


async def submit(
    ask: Ask,
    event: EventFacts,
    *,
    key: str,
    token: str,
    by: Viewer,
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> Receipt:
    """Take one question from the public, with its files, and queue its receipt.

    `key` names the form that was filled in, `token` is the secret of the asker's link. A form that was taken
    before gets its first receipt. Raises Conflict when the forum takes no questions now.
    """
    refusal = planning_policy.why_not_ask(event)
    if refusal is not None:
        known = await taken_before(key, token, ask)
        if known is None:
            raise Conflict(refusal)
        return known
    return await _take_once(ask, event, files, key=key, token=token, by=by, at=at)


async def enter(
    ask: Ask,
    event: EventFacts,
    *,
    key: str,
    token: str,
    by: Viewer,
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> Receipt:
    """Take one question that a clerk wrote down for somebody (phone, paper, desk)."""
    refuse(planning_policy.why_not_enter(by, event), is_stale=False)
    return await _take_once(ask, event, files, key=key, token=token, by=by, at=at)


async def taken_before(key: str, token: str, ask: Ask | None = None) -> Receipt | None:
    """The receipt of a form taken already, or None. Raises Conflict when the key is somebody else's."""
    known = await KNOWN.one(key)
    if known is None:
        return None
    if known["tracking_hash"] != tracking_hash(token):
        raise Conflict(letters.FORM_USED)
    is_same = ask is None or (
        (known["summary"], known["detail"]) == (ask.summary, ask.detail)
        # Said only the second time, it would not be hidden from that unit.
        and ask.reported_unit_id in (None, known["reported_unit"])
    )
    return Receipt(known["id"], known["code"], is_new=False, is_same_text=is_same)


async def _take_once(
    ask: Ask, event: EventFacts, files: Sequence[StoredFile], *, key: str, token: str, by: Viewer, at: datetime
) -> Receipt:
    try:
        return await _take(ask, event, files, key=key, token=token, by=by, at=at)
    except Duplicate:  # on PostgreSQL another copy of the same form was written in the same moment
        known = await taken_before(key, token, ask)
        if known is None:
            raise
        return known


@atomic
async def _take(
    ask: Ask, event: EventFacts, files: Sequence[StoredFile], *, key: str, token: str, by: Viewer, at: datetime
) -> Receipt:
    known = await taken_before(key, token, ask)
    if known is not None:
        return known
    code = await next_code(QUESTION, at)
    question_id = await insert(ask, event, code=code, key=key, token_hash=tracking_hash(token), at=at)
    added = await attach(Owner.QUESTION, question_id, files, by=by, at=at) if files else []
    await journal.record(
        "question.submit",
        by=by,
        at=at,
        about=("question", question_id),
        unit_id=event.organiser_id,
        after={
            "state": QuestionState.SUBMITTED.value,
            "code": code,
            "channel": ask.channel.value,
            "text": text_hash(ask.summary, ask.detail),
            **({"files": added} if added else {}),
            **({"reported_unit": ask.reported_unit_id} if ask.reported_unit_id is not None else {}),
        },
        happened_at=ask.happened_at,
    )
    if ask.email:
        letter = letters.receipt(
            to=ask.email,
            name=ask.name,
            code=code,
            event_title=event.title,
            token=token,
            ask=ask,
        )
        await post.queue(letter, about=("question", question_id), at=at)
    return Receipt(question_id, code, is_new=True)


async def insert(ask: Ask, event: EventFacts, *, code: str, key: str, token_hash: str, at: datetime) -> int:
    """Write the row of one question; the caller journals it. Returns its id."""
    widest = await seen_by_of(event.type)
    return await ADD(*row_values(ask, event, widest, code=code, key=key, token_hash=token_hash, at=at))


def row_values(
    ask: Ask,
    event: EventFacts,
    widest: SeenBy,
    *,
    code: str,
    key: str,
    token_hash: str,
    at: datetime,
    batch_id: int | None = None,
    state: str = QuestionState.SUBMITTED.value,
) -> tuple[object, ...]:
    """The values of `ADD` for one question. `widest` is the circle that its type of forum allows."""
    circle = strictest(ask.circle, widest)
    visibility = Visibility.PUBLIC if ask.reported_unit_id is None else Visibility.OFFICIALS
    return (
        *(code, event.id, event.organiser_id, key, token_hash, batch_id),
        *(ask.name, ask.address, ask.phone, ask.tax_code, ask.email, ask.language, dump(ask.consents)),
        *(ask.channel.value, ask.outside_ticket, ask.happened_at, at, is_late(ask, event)),
        *(ask.field_id, ask.summary, ask.detail, ask.shown_name(circle), state),
        *(visibility.value, "", "", "", "", "", ""),
        *("", "", "", "", circle.value, ask.reported_unit_id),
    )


def is_late(ask: Ask, event: EventFacts) -> bool:
    """Put after the cut-off: still taken, and marked. Compared by instant, as the public page shows it."""
    return event.closes_at is not None and ask.happened_at > event.closes_at
