"""The list of a forum's questions as a spreadsheet, for the desk that organises it. Read in slices, never whole."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from app.access import Viewer
from app.clock import local
from app.database import Statement
from app.i18n import speaking
from app.identifiers import show_phone
from app.people.units import directory
from exports.spreadsheets.columns import Column, Format, Row
from exports.spreadsheets.saving import save_table
from questions.askers.veiling import NOT_YET, may_reach
from questions.clocks.keeping import DUE_BEFORE_CORRECTION
from questions.states import STATE_NAMES, QuestionState
from questions.values import (
    CHANNEL_NAMES,
    COMPETENCE_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    REJECTION_NAMES,
    Channel,
    Competence,
    Kind,
    Outcome,
    Rejection,
)

SLICE = 500

COLUMNS = (
    Column("STT", "No.", 6),
    Column("Mã câu hỏi", "Question code", 16),
    Column("Họ và tên", "Full name", 26),
    Column("Địa chỉ", "Address", 34),
    Column("Điện thoại", "Phone", 16),
    Column("Thư điện tử", "E-mail", 26),
    Column("Mã số thuế", "Tax code", 16),
    Column("Kênh tiếp nhận", "Channel", 20),
    Column("Số phiếu 1022", "Outside ticket", 18),
    Column("Ngày tiếp nhận", "Received", 14),
    Column("Ngày nhập", "Entered", 14),
    Column("Lĩnh vực", "Field", 20),
    Column("Loại", "Kind", 14),
    Column("Thẩm quyền", "Competence", 16),
    Column("Tóm tắt", "Summary", 60),
    Column("Nội dung chi tiết", "Detail", 80),
    Column("Trạng thái", "State", 18),
    Column("Cơ quan chủ trì", "Lead unit", 28),
    Column("Hạn trả lời", "Due", 14),
    Column("Hạn trước khi đính chính", "Due before the correction", 16),
    Column("Kết quả", "Outcome", 22),
    Column("Trả lời", "Answer", 80),
    Column("Số văn bản", "Document number", 18),
    Column("Ngày công khai", "Published", 14),
    Column("Lý do không tiếp nhận", "Reason not accepted", 30),
)

ROWS = Statement(
    "SELECT question.id, question.code, question.name, question.address, question.phone, question.email,"  # noqa: S608
    " question.tax_code, question.channel, question.outside_ticket, question.happened_at, question.entered_at,"
    " field.name AS field,"
    " question.kind, question.competence, question.summary, question.detail, question.state, question.lead_unit,"
    f' question.due_on, {DUE_BEFORE_CORRECTION} AS "due_before [date]",'
    " question.outcome, question.answered_at, question.rejection, question.rejection_text,"
    " question.organiser AS organiser_id, question.lead_unit AS lead_unit_id, question.asker_seen_by,"
    " question.public_summary, question.public_detail,"
    " answer.body AS answer, answer.document_number, answer.state AS answer_state"
    " FROM question LEFT JOIN field ON field.id = question.field LEFT JOIN answer ON answer.question = question.id"
    # The list is handed on to units, so reports on their officials are not in it.
    " WHERE question.event = {} AND question.id > {} AND question.state <> 'importing'"
    " AND question.reported_unit IS NULL"
    " ORDER BY question.id LIMIT {}"
)


async def save_question_list(
    event_id: int, target: Path, *, kind: Format, title: str, language: str, by: Viewer
) -> int:
    """Write the list to `target`, as far as this person may know who asks; returns the number of questions.

    Runs the writer in a process of its own.
    """
    return await save_table(
        COLUMNS, question_rows(event_id, language, by), target, format=kind, title=title, language=language
    )


async def question_rows(event_id: int, language: str, by: Viewer) -> AsyncIterator[Row]:
    """The lines under COLUMNS, oldest question first."""
    units = await directory()
    number, last_id = 0, 0
    while rows := await ROWS.all(event_id, last_id, SLICE):
        with speaking(language):
            lines = []
            for row in rows:
                number += 1
                lines.append(_line(number, seen_row(row, by), units.name(row["lead_unit"])))
        last_id = rows[-1]["id"]
        for line in lines:
            yield line


def seen_row(row: dict[str, Any], by: Viewer) -> dict[str, Any]:
    """The row without what would tell this person who asks, where they may not know."""
    if may_reach(row, by):
        return row
    texts = {"summary": row["public_summary"] or str(NOT_YET), "detail": row["public_detail"] or str(NOT_YET)}
    return row | dict.fromkeys(("name", "address", "phone", "email", "tax_code"), "") | texts


def _line(number: int, row: dict[str, Any], lead_unit: str) -> Row:
    is_published = row["answer_state"] == "published"
    return (
        *(
            number,
            row["code"],
            row["name"],
            row["address"],
            show_phone(row["phone"]) if row["phone"] else "",
            row["email"],
            row["tax_code"],
        ),
        *(
            str(CHANNEL_NAMES[Channel(row["channel"])]),
            row["outside_ticket"],
            local(row["happened_at"]).date(),
            local(row["entered_at"]).date(),
        ),
        *(row["field"] or "", _named(Kind, KIND_NAMES, row["kind"])),
        *(_named(Competence, COMPETENCE_NAMES, row["competence"]), row["summary"], row["detail"]),
        *(str(STATE_NAMES[QuestionState(row["state"])]), lead_unit, row["due_on"], row["due_before"]),
        _named(Outcome, OUTCOME_NAMES, row["outcome"]),
        *((row["answer"], row["document_number"]) if is_published else ("", "")),
        local(row["answered_at"]).date() if row["answered_at"] else None,
        " – ".join(filter(None, (_named(Rejection, REJECTION_NAMES, row["rejection"]), row["rejection_text"]))),
    )


def _named(codes: Any, names: Any, code: str) -> str:
    return str(names[codes(code)]) if code else ""
