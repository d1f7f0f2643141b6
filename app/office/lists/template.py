"""An empty list to fill in: the columns with their names, choices in the cells, and a sheet that explains."""

from collections.abc import Sequence
from io import BytesIO

from app.i18n import Sentence as _
from app.office.lists.rows import Column, ListKind
from app.office.lists.staging import COLUMNS
from app.people.kinds import KIND_NAMES
from app.people.roles import ROLE_NAMES

TITLES = {ListKind.UNITS: _("List of units"), ListKind.PEOPLE: _("List of people")}
CHOICES = {"kind": tuple(KIND_NAMES.values()), "role": tuple(ROLE_NAMES.values())}
CHECKED_ROWS = 5000


def template_of(kind: ListKind) -> bytes:
    """An .xlsx in the reader's language; it takes some milliseconds."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F4F6F8", "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})  # a telephone keeps its zero, a day its order
        page = book.add_worksheet(str(TITLES[kind])[:31])
        page.freeze_panes(1, 0)
        for at, column in enumerate(COLUMNS[kind]):
            page.set_column(at, at, column.width, text)
            page.write_string(0, at, str(column.name), bold)
            if column.key in CHOICES:
                words = [str(name) for name in CHOICES[column.key]]
                # "warning" lets several roles stand in one cell.
                check = {"validate": "list", "source": words, "error_type": "information"}
                page.data_validation(1, at, CHECKED_ROWS, at, check)
        _explain(book.add_worksheet(str(_("How to fill it in"))[:31]), COLUMNS[kind], bold, plain)
    return out.getvalue()


def _explain(page, columns: Sequence[Column], bold, plain) -> None:  # type: ignore[no-untyped-def]
    page.set_column(0, 0, 26, plain)
    page.set_column(1, 1, 70, plain)
    row = 0
    for column in columns:
        need = _("needed") if column.is_needed else _("may be empty")
        page.write_string(row, 0, str(column.name), bold)
        page.write_string(row, 1, f"{column.hint} ({need})", plain)
        row += 1
        for name in CHOICES.get(column.key, ()):
            page.write_string(row, 1, str(name), plain)
            row += 1
