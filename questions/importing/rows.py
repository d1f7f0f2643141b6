"""Each row of a list as a question, checked by the intake form itself. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.clock import local
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.spreadsheets.cells import Cell, Flaw, RawRow, is_blank, text_of
from app.spreadsheets.headers import Header
from app.text import search_text
from questions.ask import Ask
from questions.forms import SUMMARY_MOST, AskForm
from questions.importing.values import channel_of, moment_of, phone_text, shortened, tax_code_text
from questions.values import Channel

FLAWS = {
    Flaw.FORMULA: _("This formula has no result yet. Open the list in a spreadsheet program and save it."),
    Flaw.ERROR: _("The spreadsheet shows an error here."),
}
# The public's own ways in, which a clerk's form does not offer but a list of another portal may name.
PUBLIC_CHANNELS = (Channel.PORTAL, Channel.QR)


@dataclass(frozen=True)
class ImportedRow:
    """`ask` when nothing is amiss, else `problems` beside what was `typed`, by column key.

    `number` is the row's number in the spreadsheet; `repeats` that of an earlier row with the same content.
    """

    number: int
    typed: dict[str, str]
    problems: dict[str, Sentence] = field(default_factory=dict)
    ask: Ask | None = None
    repeats: int | None = None

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.ask) if self.ask else ""


def is_question(row: RawRow, header: Header) -> bool:
    """False for rows with nothing in our columns, and for the total below a table."""
    cells = [row.cell(at) for at in header.columns.values()]
    if all(is_blank(cell) for cell in cells):
        return False
    first = next((text for cell in row.cells if (text := text_of(cell))), "")
    filled = sum(not is_blank(cell) for cell in cells)
    return not (filled <= 2 and search_text(first).startswith(("tong cong", "tong so", "cong ")))


def read_row(
    row: RawRow,
    header: Header,
    *,
    at: datetime,
    fields: Mapping[str, int] | None = None,
    channel: Channel = Channel.DESK,
    language: str = "vi",
) -> ImportedRow:
    """One row through the checks of the intake form.

    `fields` are the fields of work by name, or None to pass them over; `at` and `channel` stand in where the
    list says neither when nor how a question came.
    """
    cells = {key: row.cell(column) for key, column in header.columns.items()}
    typed = {key: text_of(cell) for key, cell in cells.items()}
    problems: dict[str, Sentence] = {key: FLAWS[cell] for key, cell in cells.items() if isinstance(cell, Flaw)}
    typed["phone"], typed["tax_code"] = phone_text(cells.get("phone")), tax_code_text(cells.get("tax_code"))
    detail, summary = typed.get("detail", ""), typed.get("summary", "")
    way = _channel(typed.get("channel", ""), channel, problems)
    posted = {
        **typed,
        "summary": summary or shortened(detail, SUMMARY_MOST),
        "detail": detail or summary,
        "channel": Channel.DESK.value if way in PUBLIC_CHANNELS else way.value,
        "happened_at": _happened_at(cells.get("happened_at"), at, problems),
        "field": _field(typed.get("field", ""), fields, problems),
    }
    form = AskForm.read(
        {key: [value] for key, value in posted.items()},
        at=at,
        field_ids=(fields or {}).values(),
        language=language,
        by_clerk=True,
    )
    problems = form.problems | problems
    ask = replace(form.ask, channel=way) if form.ask and not problems else None
    return ImportedRow(row.number, typed, problems, ask)


def fingerprint(ask: Ask) -> str:
    """64 hexadecimal digits, the same however often and from whatever file a question is imported."""
    texts = (ask.name, ask.phone, ask.summary, ask.detail, ask.outside_ticket)
    plain = json.dumps([" ".join(text.casefold().split()) for text in texts], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _channel(text: str, otherwise: Channel, problems: dict[str, Sentence]) -> Channel:
    found = channel_of(text) if text else otherwise
    if found is None:
        problems.setdefault("channel", _("This way in is not known: %(text)s.", text=text[:60]))
    return found or otherwise


def _happened_at(cell: Cell, at: datetime, problems: dict[str, Sentence]) -> str:
    moment = at
    if not is_blank(cell) and not isinstance(cell, Flaw):
        found = moment_of(cell)
        if found is None:
            problems.setdefault("happened_at", _("Please write the day like 05/9/2026 or 05/9/2026 08:30."))
        moment = found or at
    return local(moment).strftime("%Y-%m-%dT%H:%M:%S")


def _field(text: str, fields: Mapping[str, int] | None, problems: dict[str, Sentence]) -> str:
    if not text or fields is None:
        return ""
    by_name = {search_text(name): number for name, number in fields.items()}
    found = by_name.get(search_text(text))
    if found is None:
        known = ", ".join(fields)
        unknown = _("No field of work is called %(text)s. There are: %(known)s.", text=text[:60], known=known)
        problems.setdefault("field", unknown)
    return str(found or "")
