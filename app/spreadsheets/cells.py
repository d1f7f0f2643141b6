"""What stands in a cell, and how it travels from the process that reads the file. Pure."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.text import clean_text


class Flaw(StrEnum):
    """Why a cell that is not empty has no value."""

    FORMULA = "formula"
    ERROR = "error"


Cell = str | int | float | bool | datetime | date | time | Flaw | None


@dataclass(frozen=True)
class RawRow:
    """`number` is the row's number as the spreadsheet program shows it; texts among the cells are clean."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, at: int) -> Cell:
        return self.cells[at] if at < len(self.cells) else None


def pack(row: RawRow) -> str:
    """A row as one line of JSON."""
    return json.dumps([row.number, [_packed(cell) for cell in row.cells]], separators=(",", ":"))


def unpack(line: bytes | str) -> RawRow:
    number, cells = json.loads(line)
    return RawRow(number, tuple(_unpacked(cell) for cell in cells))


def text_of(cell: Cell) -> str:
    """The cell as text: whole numbers without ".0", days as people write them."""
    match cell:
        case None | Flaw():
            return ""
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.strftime("%d/%m/%Y %H:%M" if cell.time() != time(0) else "%d/%m/%Y")
        case date():
            return cell.strftime("%d/%m/%Y")
        case time():
            return cell.strftime("%H:%M")
        case _:
            return str(cell)


def cleaned(cell: Cell) -> Cell:
    return clean_text(cell) if isinstance(cell, str) else cell


def is_blank(cell: Cell) -> bool:
    return not isinstance(cell, Flaw) and not text_of(cell)


def _packed(cell: Cell) -> object:
    match cell:
        case Flaw():
            return {"flaw": cell.value}
        case datetime():
            return {"moment": cell.replace(tzinfo=None).isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time():
            return {"time": cell.replace(tzinfo=None).isoformat()}
        case _:
            return cell


def _unpacked(cell: object) -> Cell:
    match cell:
        case {"flaw": str(value)}:
            return Flaw(value)
        case {"moment": str(value)}:
            return datetime.fromisoformat(value)
        case {"day": str(value)}:
            return date.fromisoformat(value)
        case {"time": str(value)}:
            return time.fromisoformat(value)
        case str() | int() | float() | bool() | None:
            return cell
        case _:
            raise ValueError(f"not a cell: {cell!r}")
