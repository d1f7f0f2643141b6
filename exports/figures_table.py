"""The figures of the units as one table: a row for each unit, whatever it did. Pure."""

from collections.abc import Sequence

from app.people.directory import UnitRow
from exports.answering_figures import AnsweringFigures
from exports.spreadsheets.columns import Column, Row
from exports.unit_figures import Figures, UnitFigures
from questions.clocks.sums import ClockSums

COLUMNS = (
    Column("Mã đơn vị", "Unit code", 12),
    Column("Đơn vị", "Unit", 40),
    Column("Buổi đã tổ chức", "Forums held", 12),
    Column("Câu hỏi tiếp nhận", "Questions received", 12),
    Column("Đã trả lời", "Answered", 12),
    Column("Đã giải quyết xong", "Resolved", 12),
    Column("Câu hỏi đang xử lý", "Questions open", 12),
    Column("Câu hỏi quá hạn", "Questions overdue", 12),
    Column("Trả lời trễ hạn", "Answered late", 12),
    Column("Quá hạn theo ngày trước khi đính chính", "Overdue by the dates before corrections", 16),
    Column("Trễ hạn theo ngày trước khi đính chính", "Late by the dates before corrections", 16),
    Column("Cam kết đang thực hiện", "Open promises", 12),
    Column("Cam kết quá hạn", "Overdue promises", 12),
    Column("Cam kết đã hoàn thành", "Kept promises", 12),
    Column("Lượt đánh giá", "Ratings", 12),
    Column("Kết quả, trên 5", "Result, of 5", 12),
    Column("Thái độ, trên 5", "Attitude, of 5", 12),
    Column("Không đồng ý", "Disputed", 12),
    Column("Giữ nguyên trả lời", "Answer stands", 12),
    Column("Trả lời lại", "Answered anew", 12),
    Column("Lần bị đôn đốc", "Times urged on", 12),
    Column("Trễ hạn, chưa xin lỗi", "Late without apology", 12),
    Column("Lần tạm dừng", "Pauses", 12),
    Column("Ngày làm việc tạm dừng", "Working days paused", 12),
    Column("Lần gia hạn", "More time given", 12),
    Column("Trả lời bước đầu", "First answers", 12),
)


def figure_rows(
    lines: Sequence[UnitFigures],
    judged: Sequence[tuple[UnitRow, AnsweringFigures]],
    clocks: Sequence[tuple[UnitRow, ClockSums]],
) -> list[Row]:
    """Those that organise first, as they stand in the tree; then those that only answer."""
    organised = {line.unit.id: line.figures for line in lines}
    answered = {unit.id: figures for unit, figures in judged}
    summed = {unit.id: sums for unit, sums in clocks}
    shown = (*(line.unit for line in lines), *(unit for unit, _sums in (*judged, *clocks)))
    units = {unit.id: unit for unit in shown}
    return [
        (
            unit.code,
            unit.name,
            *_organised(organised.get(unit.id, Figures())),
            *_answered(answered.get(unit.id, AnsweringFigures())),
            *_summed(summed.get(unit.id, ClockSums())),
        )
        for unit in units.values()
    ]


def _organised(of: Figures) -> Row:
    questions = (of.received, of.answered, of.resolved, of.open, of.overdue, of.late, of.overdue_before, of.late_before)
    return (of.forums, *questions, of.promises_open, of.promises_overdue, of.promises_kept)


def _answered(of: AnsweringFigures) -> Row:
    marks = (of.rated, of.mean_result, of.mean_attitude)
    return (*marks, of.disputed, of.upheld, of.reopened, of.urged, of.unapologised)


def _summed(of: ClockSums) -> Row:
    return (of.pauses, of.paused_days, of.extensions, of.first_answers)
