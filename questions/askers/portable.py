"""Everything that is kept about an asker with one question, to take away: as JSON, and as a text to read."""

import json
from datetime import date, datetime
from typing import Any

from app.clock import local
from app.database import Statement
from app.database.json import load
from app.formats import show_date, show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.seeing import SEEN_BY_NAMES, SeenBy
from questions.askers.opening import openings_of
from questions.states import STATE_NAMES, QuestionState
from questions.values import CHANNEL_NAMES, Channel

QUESTION = Statement(
    "SELECT question.code, question.name, question.address, question.phone, question.email, question.tax_code,"
    " question.language, question.consents, question.asker_seen_by AS seen_by, question.public_asker, question.channel,"
    " question.outside_ticket, question.happened_at, question.entered_at, question.summary, question.detail,"
    " question.public_summary, question.public_detail, question.state, question.asker_erased_at AS erased_at,"
    " event.title AS forum, reported.name AS reported_unit"
    " FROM question LEFT JOIN event ON event.id = question.event"
    " LEFT JOIN unit AS reported ON reported.id = question.reported_unit WHERE question.id = {}"
)
PARTS: dict[str, tuple[Sentence, Statement]] = {
    "corrections": (
        _("What you corrected"),
        Statement(
            "SELECT field, before, after, corrected_at FROM asker_correction WHERE question = {} ORDER BY id LIMIT 500"
        ),
    ),
    "replies": (
        _("What you were asked, and answered"),
        Statement("SELECT words, asked_at, reply, replied_at FROM info_request WHERE question = {} ORDER BY id"),
    ),
    "appeals": (
        _("Your appeal"),
        Statement("SELECT reason, appealed_at, ruling, ruling_reason, ruled_at FROM appeal WHERE question = {}"),
    ),
    "ratings": (
        _("How you rated the answer"),
        Statement("SELECT result, attitude, rated_at, changed_at FROM answer_rating WHERE question = {} ORDER BY id"),
    ),
    "disputes": (
        _("How you disputed the answer"),
        Statement(
            "SELECT reason, disputed_at, ruling, ruling_reason, ruled_at FROM answer_dispute"
            " WHERE COALESCE(asked_as, question) = {} ORDER BY id"
        ),
    ),
    "deliveries": (
        _("How the answer reached you"),
        Statement("SELECT way, note, delivered_at FROM answer_delivery WHERE question = {} ORDER BY id LIMIT 200"),
    ),
    "files": (
        _("Files that you sent"),
        Statement("SELECT name, kind, size, sha256, added_at FROM attachment WHERE question = {} ORDER BY id"),
    ),
    "letters": (
        _("Letters to you"),
        Statement(
            "SELECT to_address, subject, body, state, queued_at, sent_at FROM outbox_letter"
            " WHERE about_kind = 'question' AND about_id = {} AND to_address = (SELECT question.email FROM question"
            " WHERE question.id = outbox_letter.about_id) AND to_address <> '' ORDER BY id LIMIT 500"
        ),
    ),
    "requests": (
        _("What you asked for about your data"),
        Statement(
            "SELECT words, asked_at, due_on, ruling, ruling_reason, ruled_at FROM asker_request"
            " WHERE question = {} ORDER BY id"
        ),
    ),
}
FIELDS: dict[str, Sentence] = {
    "code": _("Question code"), "name": _("Full name"), "address": _("Contact address"), "phone": _("Phone number"),
    "email": _("E-mail"), "tax_code": _("Tax code"), "seen_by": _("Who may know who asks"),
    "public_asker": _("Asker as the public reads it"), "channel": _("How it came in"), "forum": _("Forum"),
    "outside_ticket": _("Number at the other service"), "happened_at": _("When it was put"), "state": _("State"),
    "summary": _("Your question in short"), "detail": _("The details"), "public_summary": _("Public summary"),
    "public_detail": _("Public text"), "erased_at": _("When your data was erased"), "consents": _("What you allowed"),
    "reported_unit": _("Whose officials"),
}  # fmt: skip


async def own_data(question_id: int) -> dict[str, Any]:
    """Everything, as plain values: instants and dates in ISO form."""
    row = await QUESTION.one(question_id)
    assert row is not None
    row["consents"] = load(row["consents"]) if isinstance(row["consents"], str) else row["consents"]
    parts = {name: await statement.all(question_id) for name, (_title, statement) in PARTS.items()}
    opened = [{"unit": each.unit, "day": each.day} for each in await openings_of(question_id)]
    return {"question": row, **parts, "contact_data_opened_by": opened}


def as_json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain).encode()


def as_text(data: dict[str, Any]) -> bytes:
    """The same for a reader, in the present language."""
    lines = [str(_("Everything that is kept about you with question %(code)s", code=data["question"]["code"])), ""]
    for name, value in data["question"].items():
        if name in FIELDS and value not in ("", None):
            lines.append(f"{FIELDS[name]}: {_named(name, value)}")
    for name, (title, _statement) in PARTS.items():
        lines += _part(title, data[name])
    lines += _part(_("Your contact data was opened by"), data["contact_data_opened_by"])
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _part(title: Sentence, rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    told = [" | ".join(shown for value in row.values() if (shown := _shown(value))) for row in rows]
    return ["", str(title), *(f"- {line}" for line in told)]


def _named(name: str, value: Any) -> str:
    if name == "state":
        return str(STATE_NAMES[QuestionState(value)])
    if name == "channel":
        return str(CHANNEL_NAMES[Channel(value)])
    if name == "seen_by":
        return str(SEEN_BY_NAMES[SeenBy(value)])
    if name == "consents":
        return ", ".join(purpose for purpose, given in value.items() if given) or "–"
    return _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return show_moment(value)
    return show_date(value) if isinstance(value, date) else str(value if value is not None else "")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
