"""Following promises in public."""

from typing import Any

from litestar import Controller, Response, get
from litestar.params import FromPath

from app.access import Access
from app.clock import now
from app.i18n import Sentence as _
from app.people.units import directory
from app.text import clean_line
from app.web.cache import kept
from app.web.limits import take
from app.web.pages import page
from app.web.paging import page_number
from app.web.posted import AnyRequest
from questions.attachments.reading import files_of_commitment
from questions.commitments.public import public_commitment, times_urged
from questions.commitments.public_lists import OVERDUE, Filter, commitments, owners, series_with_commitments
from questions.commitments.states import STATE_NAMES, CommitmentState


class CommitmentsController(Controller):
    path = "/commitments"

    @get(opt={"access": Access.PUBLIC, "cache": True})
    async def index(self, request: AnyRequest) -> Response[Any]:
        query = request.query_params
        which = Filter(
            query.get("unit", "")[:30],
            query.get("series", "")[:80],
            _state(query.get("state", "")),
            query.get("organiser", "")[:30],
            clean_line(query.get("q", ""))[:300],
        )
        if which.words:
            await take(request, "search")
        organiser = (await directory()).by_code(which.organiser) if which.organiser else None
        shown = page(
            request,
            "commitments/index.html",
            "commitments/_list.html",
            found=await commitments(which, page_number(query.get("page")), now()),
            wanted=which,
            organiser=organiser,
            owners=await owners(),
            series=await series_with_commitments(),
            states=[(OVERDUE, _("Overdue")), *STATE_NAMES.items()],
        )
        # What people type is endless; pages of it would drive out those that everybody reads.
        return shown if which.words else kept(shown)

    @get("/{code:str}", opt={"access": Access.PUBLIC, "cache": True})
    async def show(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        commitment, notes = await public_commitment(code.upper(), now())
        return kept(
            page(
                request,
                "commitments/show.html",
                commitment=commitment,
                notes=notes,
                files=await files_of_commitment(commitment.code),
                urged=await times_urged(code.upper()),
            )
        )


def _state(wanted: str) -> str:
    return wanted if wanted == OVERDUE or wanted in set(CommitmentState) else ""
