"""A list of units: its columns, and each row checked against the others and against the units there are. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import LANGUAGES, Sentence, speaking
from app.i18n import Sentence as _
from app.identifiers import valid_email
from app.office.lists.rows import Column, ReadRow, TypedRow, by_name, day_of_text
from app.people.directory import Directory
from app.people.kinds import KIND_NAMES, UnitKind
from app.spreadsheets.headers import Vocabulary
from app.text import clean_line, search_text

CODE = re.compile(r"[\w.-]{1,30}")
COLUMNS = (
    Column("code", _("Code"), ("mã đơn vị", "mã", "mã cơ quan", "ký hiệu", "code", "unit code"),
           _("A short code of its own, such as STC."), True, 14),
    Column("name", _("Name of the unit"), ("tên đơn vị", "name of the unit",
           "tên đầy đủ", "đơn vị", "tên cơ quan", "cơ quan", "tên", "name",
           "full name", "unit", "unit name"), _("As in its documents."), True, 44),
    Column("short_name", _("Short name"), ("tên ngắn", "tên viết tắt", "tên gọi tắt", "short name"),
           _("As tables show it; the full name when empty."), width=20),
    Column("kind", _("Kind"), ("loại", "loại đơn vị", "loại cơ quan", "nhóm", "kind", "type", "unit kind"),
           _("One of the kinds below."), True, 26),
    Column("parent", _("Belongs to"), ("thuộc", "đơn vị cấp trên", "cơ quan chủ quản", "trực thuộc", "đơn vị cha",
           "parent", "belongs to", "parent unit"), _("Code or name of the unit above it; empty for the first."),
           width=20),
    Column("valid_from", _("Exists from"), ("hiệu lực từ", "từ ngày", "ngày thành lập", "tồn tại từ", "valid from",
           "exists from", "from"), _("A day like 01/7/2025; today when empty."), width=16),
    Column("valid_until", _("Last day"), ("hiệu lực đến", "đến ngày", "ngày cuối", "ngày kết thúc", "valid until",
           "last day", "until"), _("Only for units of the past."), width=16),
    Column("abbreviation", _("Symbol in documents"), ("ký hiệu văn bản", "viết tắt trong văn bản",
           "symbol in documents", "abbreviation", "symbol"), _("As in 12/BB-STC; the code when empty."), width=16),
    Column("place", _("Place in documents"), ("địa danh", "place in documents", "place"),
           _("Stands before the date of its documents."), width=18),
    Column("address", _("Address"), ("địa chỉ", "address"), _("For the contact card."), width=36),
    Column("phone", _("Telephone"), ("điện thoại", "số điện thoại", "telephone", "phone"),
           _("For the contact card."), width=18),
    Column("email", _("E-mail address"), ("email", "e-mail", "thư điện tử", "địa chỉ thư điện tử", "e-mail address"),
           _("For the contact card."), width=28),
    Column("head_name", _("Head"), ("thủ trưởng", "người đứng đầu", "họ tên thủ trưởng", "lãnh đạo", "head"),
           _("Who leads the unit."), width=24),
    Column("head_title", _("Title of the head"), ("chức vụ thủ trưởng", "chức danh", "chức vụ", "title of the head",
           "head title"), _("Such as Director."), width=20),
)  # fmt: skip
VOCABULARY = Vocabulary({column.key: column.names for column in COLUMNS}, short=("email",))
MOST = {"name": 200, "short_name": 100, "abbreviation": 30, "place": 100, "address": 300, "phone": 30,
        "email": 254, "head_name": 100, "head_title": 100}  # fmt: skip
KIND_WORDS: dict[UnitKind, tuple[str, ...]] = {
    UnitKind.DEPARTMENT: ("sở", "sở, ban, ngành", "sở, ban, ngành thành phố", "sở, ban, ngành tỉnh", "sở ngành", "s"),
    UnitKind.COMMUNE: ("xã", "phường", "đặc khu", "xã, phường, đặc khu", "cấp xã", "x"),
    UnitKind.VERTICAL: ("ngành dọc", "cơ quan trung ương", "d"),
    UnitKind.ORGANISATION: ("đoàn thể", "đảng, đoàn thể", "mặt trận", "hiệp hội", "đ"),
    UnitKind.OTHER: ("khác", "other", "k"),
}


@dataclass(frozen=True)
class NewUnit:
    """A unit to be made; `parent` is the code of a unit that exists or of another row."""

    code: str
    name: str
    kind: UnitKind
    parent: str
    valid_from: date
    valid_until: date | None
    texts: Mapping[str, str]


def kinds_by_name() -> dict[str, UnitKind]:
    """Folded names of kinds in both languages, and their codes."""
    known = by_name(KIND_WORDS)
    for language in LANGUAGES:
        with speaking(language):
            known |= {search_text(str(name)): kind for kind, name in KIND_NAMES.items()}
    return known | {search_text(kind.value): kind for kind in UnitKind}


def read_units(rows: Sequence[TypedRow], units: Directory, today: date) -> list[ReadRow[NewUnit]]:
    """Every row with what is wrong with it; a unit that exists already under its code is known."""
    return _Reading(rows, units, today).read()


class _Reading:
    """One look over a list."""

    def __init__(self, rows: Sequence[TypedRow], units: Directory, today: date) -> None:
        self.rows, self.units, self.today = rows, units, today
        self.kinds = kinds_by_name()
        self.codes: dict[str, TypedRow] = {}
        self.codes_of_name: dict[str, set[str]] = {}
        for row in rows:
            code = clean_line(row.typed.get("code", ""))
            self.codes.setdefault(code.casefold(), row)
            self._name(row.typed.get("name", ""), code)
        for unit in units.units:
            self._name(unit.name, unit.code)
            self._name(unit.short_name, unit.code)
        self.problems: dict[int, dict[str, Sentence]] = {row.number: {} for row in rows}
        self.above = {row.number: self._parent(row) for row in rows}

    def read(self) -> list[ReadRow[NewUnit]]:
        self._find_twins()
        found = [self._row(row) for row in self.rows]
        self._find_cycles()
        return [self._finished(row, value) for row, value in zip(self.rows, found, strict=True)]

    def _finished(self, row: TypedRow, value: NewUnit) -> ReadRow[NewUnit]:
        problems = self.problems[row.number]
        is_known = self.units.by_code(value.code) is not None
        return ReadRow(row.number, row.typed, None if problems else value, problems, is_known)

    def _name(self, name: str, code: str) -> None:
        if name and code:
            self.codes_of_name.setdefault(search_text(name), set()).add(code.casefold())

    def _row(self, row: TypedRow) -> NewUnit:
        typed, problems = row.typed, self.problems[row.number]
        code, name = clean_line(typed.get("code", "")), clean_line(typed.get("name", ""))
        for column, value in (("code", code), ("name", name)):
            if not value:
                problems.setdefault(column, _("Please fill this in."))
        if code and not CODE.fullmatch(code):
            problems.setdefault("code", _("A code has letters, digits, dots and hyphens only, at most 30."))
        known = self.units.by_code(code)
        if known and search_text(known.name) != search_text(name):
            problems.setdefault("code", _("Another unit has this code: %(name)s.", name=known.name))
        kind = self.kinds.get(search_text(typed.get("kind", "")))
        if kind is None:
            problems.setdefault("kind", _("Please choose one of the kinds of the template."))
        since = self._day(row, "valid_from") or self.today
        until = self._day(row, "valid_until")
        if until and until < since:
            problems.setdefault("valid_until", _("The last day comes before the first."))
        texts = {key: clean_line(typed.get(key, "")) for key in MOST}
        for column, most in MOST.items():
            if len(texts[column]) > most:
                problems.setdefault(column, _("Please keep this to %(most)s characters.", most=most))
        if texts["email"] and not valid_email(texts["email"]):
            problems.setdefault("email", _("“%(address)s” is not an e-mail address.", address=texts["email"][:100]))
        return NewUnit(code, name, kind or UnitKind.OTHER, self.above[row.number], since, until, texts)

    def _parent(self, row: TypedRow) -> str:
        """The folded code of the unit above, "" for none; a problem when there is no such unit."""
        text = clean_line(row.typed.get("parent", ""))
        if not text:
            return ""
        if text.casefold() in self.codes or self.units.by_code(text):
            return text.casefold()
        named = self.codes_of_name.get(search_text(text), set())
        if len(named) == 1:
            return next(iter(named))
        problem = (
            _("Several units have this name. Please write the code.")
            if named
            else _("No unit here or in the list has this code or name: %(text)s.", text=text[:80])
        )
        self.problems[row.number].setdefault("parent", problem)
        return ""

    def _day(self, row: TypedRow, column: str) -> date | None:
        text = row.typed.get(column, "")
        day = day_of_text(text) if text else None
        if text and day is None:
            self.problems[row.number].setdefault(column, _("Please enter a date like 05/9/2026."))
        return day

    def _find_twins(self) -> None:
        """One code or one name twice under the same unit, in the list or beside a unit that exists."""
        seen: dict[tuple[str, str], int] = {}
        existing = {(search_text(unit.name), self._code_of(unit.parent_id)): unit for unit in self.units.on(self.today)}
        for row in self.rows:
            code, name = clean_line(row.typed.get("code", "")), search_text(row.typed.get("name", ""))
            first = self.codes[code.casefold()]
            if code and first is not row:
                self.problems[row.number]["code"] = _("Row %(row)s has the same code.", row=first.number)
            place = (name, self.above[row.number])
            before = seen.setdefault(place, row.number)
            if name and before != row.number:
                self.problems[row.number].setdefault("name", _("Row %(row)s names the same unit.", row=before))
            there = existing.get(place)
            if name and there and there.code.casefold() != code.casefold():
                twin = _("This unit exists already under the code %(code)s.", code=there.code)
                self.problems[row.number].setdefault("name", twin)

    def _code_of(self, unit_id: int | None) -> str:
        unit = self.units.get(unit_id) if unit_id else None
        return unit.code.casefold() if unit else ""

    def _find_cycles(self) -> None:
        """Rows that stand above themselves."""
        above = {clean_line(row.typed.get("code", "")).casefold(): self.above[row.number] for row in self.rows}
        for row in self.rows:
            start = clean_line(row.typed.get("code", "")).casefold()
            seen, at = {start}, above.get(start, "")
            while at and at not in seen:
                seen.add(at)
                at = above.get(at, "")
            if at and at == start:
                self.problems[row.number].setdefault("parent", _("This unit would stand above itself."))


def in_order(units: Sequence[NewUnit]) -> list[list[NewUnit]]:
    """The units level by level, so that each stands after the one above it."""
    waiting, levels = {unit.code.casefold(): unit for unit in units}, []
    while waiting:
        level = [unit for unit in waiting.values() if unit.parent not in waiting]
        if not level:
            raise ValueError("units that stand above each other")
        levels.append(level)
        for unit in level:
            del waiting[unit.code.casefold()]
    return levels
