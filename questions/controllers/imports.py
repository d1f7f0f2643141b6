"""Importing a list: upload, look every row over, then all or nothing."""

import asyncio
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid
from app.i18n import Sentence, language
from app.i18n import Sentence as _
from app.people.fields import fields
from app.spreadsheets.sniffing import MOST_ROWS
from app.web.pages import page, read_files, read_form, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning import policy as planning_policy
from events.planning.kinds import seen_by_of
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy
from questions.controllers.intake import event_to_enter
from questions.forms import CLERK_CHANNELS, LABELS
from questions.importing.reading import Sheet, read_file
from questions.importing.staging import IMPORTING, PREVIEWED, TAKEN, Batch, StagedRow, batch_of, stage
from questions.importing.taking import DEAD_AFTER, take
from questions.values import CHANNEL_NAMES, Channel

MOST_BYTES = 10 * 1024 * 1024
ROWS_SHOWN = 100


class ImportController(Controller):
    path = "/desk/events/{slug:str}/import"
    opt = {"access": Access.DESK}

    @get()
    async def new(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return _upload_page(request, await event_to_enter(viewer, slug))

    # The form itself takes some hundred bytes beside the file.
    @post(request_max_body_size=MOST_BYTES + 64 * 1024)
    async def upload(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await event_to_enter(viewer, slug)
        files = (await read_files(request)).get("file", [])
        if not files:
            return _upload_page(request, event, _("Please choose a file."), status=422)
        chosen = ((await read_form(request)).get("channel") or [""])[-1]
        channel = Channel(chosen) if chosen in CLERK_CHANNELS else Channel.DESK
        name, at = (files[0].filename or "")[-200:], now()
        try:
            sheet, digest = await _read(files[0], name, channel)
        except Invalid as refusal:
            return _upload_page(request, event, refusal.sentence, status=422)
        batch_id = await stage(sheet, event, file_name=name, file_sha256=digest, by=viewer, at=at)
        return see_other(request, f"/desk/events/{slug}/import/{batch_id}")

    @get("/{batch_id:int}")
    async def show(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], batch_id: FromPath[int]
    ) -> Response[Any]:
        event = await event_to_enter(viewer, slug, even_closed=True)
        return await _batch_page(request, viewer, event, batch_id)

    @post("/{batch_id:int}")
    async def confirm(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], batch_id: FromPath[int]
    ) -> Response[Any]:
        event = await event_to_enter(viewer, slug)
        batch = await batch_of(event, min(batch_id, 2**31 - 1))
        secret_key = web_of(request).settings.secret_key
        try:
            await take(batch, event, secret_key=secret_key, by=viewer, at=now())
        except (Conflict, Invalid) as refusal:
            return await _batch_page(request, viewer, event, batch.id, refusal.sentence, status=refusal.status)
        return see_other(request, f"/desk/events/{slug}/import/{batch.id}")


async def _read(file: UploadFile, name: str, channel: Channel) -> tuple[Sheet, str]:
    """The sheet and the SHA-256 of its file; the file itself is not kept."""
    with tempfile.TemporaryDirectory(prefix="doithoai-list-") as folder:
        path = Path(folder, "list")
        digest = await asyncio.to_thread(_copy, file.file, path)
        known = {field.name: field.id for field in await fields()}
        sheet = await read_file(path, name, at=now(), fields=known, channel=channel, language=language())
    return sheet, digest


def _copy(source: Any, path: Path) -> str:
    source.seek(0)
    content = source.read()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _upload_page(
    request: AnyRequest, event: EventFacts, problem: Sentence | str | None = None, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "questions/desk/import.html",
        status=status,
        event=event,
        problems={"file": problem} if problem else {},
        channels=[(channel.value, CHANNEL_NAMES[channel]) for channel in CLERK_CHANNELS],
        most_rows=MOST_ROWS,
        labels=LABELS | {"file": _("The list")},
    )


async def _batch_page(
    request: AnyRequest,
    viewer: Viewer,
    event: EventFacts,
    batch_id: int,
    refusal: Sentence | str | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    batch = await batch_of(event, min(batch_id, 2**31 - 1))
    number = page_number(request.query_params.get("page"))
    start = (number - 1) * ROWS_SHOWN
    # Rows with problems first, so that nobody has to look for them.
    hides = batch.state == TAKEN and not planning_policy.coordinates(viewer, event)
    hides = hides and await seen_by_of(event.type) is SeenBy.COORDINATOR
    # Once they are questions, only the coordinator may know who asks.
    rows = [] if hides else sorted(batch.rows, key=lambda row: not row.problems)
    is_stopped = batch.state == IMPORTING and batch.moved_at < now() - DEAD_AFTER
    why_not_enter = planning_policy.why_not_enter(viewer, event)
    return page(
        request,
        "questions/desk/batch.html",
        "questions/desk/_progress.html",
        status=status,
        event=event,
        batch=batch,
        rows=Page.cut(rows[start : start + ROWS_SHOWN + 1], number, ROWS_SHOWN),
        mark=_mark(batch),
        is_writing=batch.state == IMPORTING and not is_stopped,
        is_stopped=is_stopped,
        is_taken=batch.state == TAKEN,
        may_take=why_not_enter is None and not batch.wrong and (batch.state == PREVIEWED or is_stopped),
        new=len(batch.new),
        known=sum(batch.is_known(row) for row in batch.rows),
        wrong=len(batch.wrong),
        columns=[key for key in LABELS if any(key in row.typed for row in rows[:1])],
        labels=LABELS,
        refusal=refusal,
    )


def _mark(batch: Batch) -> Callable[[StagedRow], str]:
    """How a row is marked: "wrong", "known" or "new"."""

    def mark(row: StagedRow) -> str:
        if row.problems:
            return "wrong"
        return "known" if batch.is_known(row) and batch.state != TAKEN else "new"

    return mark
