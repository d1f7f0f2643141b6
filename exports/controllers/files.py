"""Handing files over: issued documents to everyone who may read them, question lists to the desk."""

import tempfile
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence as _
from app.i18n import language
from events.planning.controllers.desk import seen_event
from events.planning.queries import event_facts_by_id
from events.planning.states import EventState
from exports import policy
from exports.issuing import issued_file
from exports.question_list import save_question_list
from questions.askers.opening import note_openings

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def attachment(content: bytes, name: str, kind: str) -> Response[bytes]:
    """A file to be saved; `name` is of plain letters, digits and hyphens."""
    return Response(
        content,
        media_type=MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@get("/documents/{kind:str}/{sha256:str}", opt={"access": Access.PUBLIC})
async def issued_document(viewer: NamedDependency[Viewer], kind: FromPath[str], sha256: FromPath[str]) -> Response[Any]:
    """An issued file, byte for byte as it was issued; before the results are published only for the room."""
    content, name, event_id = await issued_file(sha256, kind)
    event = await event_facts_by_id(event_id)
    if event.state is not EventState.PUBLISHED and not policy.may_read_draft_minutes(viewer, event):
        raise NotFound(_("There is no such document."))
    return attachment(content, name, kind)


@get("/desk/events/{slug:str}/questions/{kind:str}", opt={"access": Access.STAFF})
async def question_list(viewer: NamedDependency[Viewer], slug: FromPath[str], kind: FromPath[str]) -> Response[Any]:
    """The list of a forum's questions with contact data, for the desk that organises it."""
    view = await seen_event(viewer, slug)
    if not policy.may_export_questions(viewer, view.facts):
        raise NotAllowed(_("The list holds contact data and is for the organising unit only."))
    if kind not in ("xlsx", "csv"):
        raise NotFound(_("There is no such document."))
    await note_openings(view.id, view.organiser.id, by=viewer, at=now())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"list.{kind}"
        await save_question_list(
            view.id, target, kind="csv" if kind == "csv" else "xlsx", title=view.title, language=language(), by=viewer
        )
        content = target.read_bytes()
    return attachment(content, f"cau-hoi-{slug}.{kind}", kind)
