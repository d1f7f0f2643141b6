"""Taking in lists of units and of people: upload, look every row over, then all or nothing."""

import asyncio
import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.office.lists.rows import ListKind
from app.office.lists.staging import COLUMNS, PREVIEWED, Sheet, looked_over, read_sheet, stage, staged
from app.office.lists.taking import take_people, take_units
from app.office.lists.template import CHOICES, TITLES, template_of
from app.spreadsheets.sniffing import MOST_ROWS
from app.web.pages import page, read_files, read_form, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest

MOST_BYTES = 10 * 1024 * 1024
ROWS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListController(Controller):
    path = "/office/lists/{kind:str}"
    opt = {"access": Access.OFFICE}

    @get()
    async def new(self, request: AnyRequest, kind: FromPath[str]) -> Response[Any]:
        return _upload_page(request, kind_of(kind))

    @get("/template")
    async def template(self, kind: FromPath[str]) -> Response[bytes]:
        which = kind_of(kind)
        content = await asyncio.to_thread(template_of, which)
        name = f'attachment; filename="{which.value}.xlsx"'
        return Response(content, media_type=XLSX, headers={"Content-Disposition": name, "Cache-Control": "no-store"})

    # The form itself takes some hundred bytes beside the file.
    @post(request_max_body_size=MOST_BYTES + 64 * 1024)
    async def upload(self, request: AnyRequest, viewer: NamedDependency[Viewer], kind: FromPath[str]) -> Response[Any]:
        which, files = kind_of(kind), (await read_files(request)).get("file", [])
        if not files:
            return _upload_page(request, which, {"file": _("Please choose a file.")}, status=422)
        name = (files[0].filename or "")[-200:]
        try:
            sheet, digest = await _read(files[0], name, which)
        except Invalid as refusal:
            return _upload_page(request, which, {"file": refusal.sentence}, status=422)
        list_id = await stage(sheet, file_name=name, file_sha256=digest, by=viewer, at=now())
        return see_other(request, f"/office/lists/{which.value}/{list_id}")

    @get("/{list_id:int}")
    async def show(self, request: AnyRequest, kind: FromPath[str], list_id: FromPath[int]) -> Response[Any]:
        return await _list_page(request, kind_of(kind), list_id)

    @post("/{list_id:int}")
    async def take(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], kind: FromPath[str], list_id: FromPath[int]
    ) -> Response[Any]:
        which = kind_of(kind)
        waiting = await staged(list_id, which)
        invite = "on" in (await read_form(request)).get("invite", [])
        try:
            if which is ListKind.UNITS:
                taken = await take_units(waiting, by=viewer, at=now())
            else:
                taken = await take_people(waiting, invite=invite, by=viewer, at=now())
        except (Conflict, Invalid) as refusal:
            return await _list_page(request, which, list_id, refusal.sentence, status=refusal.status)
        said = _("%(new)s rows were taken in; %(known)s were known already.", new=taken.new, known=taken.known)
        return see_other(request, f"/office/lists/{which.value}/{list_id}", said=said)


def kind_of(text: str) -> ListKind:
    if text not in set(ListKind):
        raise NotFound(_("There is no such list."))
    return ListKind(text)


async def _read(file: UploadFile, name: str, kind: ListKind) -> tuple[Sheet, str]:
    """The sheet and the SHA-256 of its file; the file itself is not kept."""
    with tempfile.TemporaryDirectory(prefix="doithoai-list-") as folder:
        path = Path(folder, "list")
        content = await file.read()
        await asyncio.to_thread(path.write_bytes, content)
        digest = await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest())
        return await read_sheet(path, name, kind), digest


def _upload_page(
    request: AnyRequest, kind: ListKind, problems: Mapping[str, Sentence | str] | None = None, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "office/list_new.html",
        status=status,
        kind=kind.value,
        title=TITLES[kind],
        columns=COLUMNS[kind],
        choices=CHOICES,
        problems=problems or {},
        most_rows=MOST_ROWS,
    )


async def _list_page(
    request: AnyRequest, kind: ListKind, list_id: int, refusal: Sentence | str | None = None, *, status: int = 200
) -> Response[Any]:
    waiting = await staged(list_id, kind)
    read = await looked_over(waiting, now())
    number = page_number(request.query_params.get("page"))
    start = (number - 1) * ROWS_SHOWN
    # Rows with problems first, so that nobody has to look for them.
    rows = sorted(read, key=lambda row: not row.problems)
    wrong, new = sum(bool(row.problems) for row in rows), sum(row.is_new for row in rows)
    return page(
        request,
        "office/list.html",
        status=status,
        kind=kind.value,
        title=TITLES[kind],
        waiting=waiting,
        rows=Page.cut(rows[start : start + ROWS_SHOWN + 1], number, ROWS_SHOWN),
        columns=[column for column in COLUMNS[kind] if column.key in waiting.headings],
        refusal=refusal,
        wrong=wrong,
        new=new,
        known=len(rows) - wrong - new,
        is_waiting=waiting.state == PREVIEWED,
        may_take=waiting.state == PREVIEWED and not wrong and (new or kind is ListKind.PEOPLE),
    )
