"""Files of a form, and the doors through which they are had again."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict
from app.files.kinds import MOST_BYTES
from app.files.receiving import StoredFile, received
from app.files.serving import download
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.overtaken import version_in
from app.web.pages import read_files, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import tracking
from questions.attachments import attaching
from questions.attachments.reading import Download, open_file
from questions.controllers.desk_page import question_for, too_late

T = TypeVar("T")
FIELD = "files"
# For a route that takes files, beside request_max_body_size=MOST_SENT.
TAKES_FILES = {"file_most": MOST_BYTES}
AGAIN = _("Please choose the files again: a browser does not keep them.")


@asynccontextmanager
async def sent_files(request: AnyRequest) -> AsyncIterator[list[StoredFile]]:
    """The files of this form, checked and stored for the act; see `app.files.receiving.received`."""
    settings = web_of(request).settings
    arrived = (await read_files(request)).get(FIELD, [])
    async with received(arrived, settings.data_dir, clamd_url=settings.clamd_url) as files:
        yield files


async def to_choose_again(request: AnyRequest, problems: Mapping[str, T]) -> dict[str, T | Sentence]:
    """The problems of a form that is shown once more: files that came with it have to be chosen again."""
    has_files = bool((await read_files(request)).get(FIELD))
    return {**problems, **({FIELD: AGAIN} if has_files and FIELD not in problems else {})}


class AttachmentController(Controller):
    @get("/attachments/{attachment_id:int}", opt={"access": Access.PUBLIC})
    async def give(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], attachment_id: FromPath[int]
    ) -> Response[Any]:
        return await _given(request, await open_file(attachment_id, viewer))

    @get("/track/{token:str}/attachments/{attachment_id:int}", opt={"access": Access.PUBLIC})
    async def give_to_asker(
        self, request: AnyRequest, token: FromPath[str], attachment_id: FromPath[int]
    ) -> Response[Any]:
        asker = Viewer(asks=await tracking.id_by_token(token))
        return await _given(request, await open_file(attachment_id, asker))


class ReleaseController(Controller):
    path = "/desk/questions/{code:str}/attachments"
    opt = {"access": Access.DESK}

    @post()
    async def release(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        """Exactly the ticked files are public with the question."""
        question = await question_for(viewer, code)
        posted = await read_form(request)
        ticked = {*Reader(posted).numbers("released")}
        try:
            await attaching.release(question, ticked, by=viewer, at=now(), seen=version_in(posted))
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Saved. The ticked files are public together with the question.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _given(request: AnyRequest, file: Download) -> Response[Any]:
    return await download(
        request,
        file.stored,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        is_public=file.is_public,
    )
