"""Following promises in public."""

from typing import Any

from litestar import Controller, Response, get
from litestar.params import FromPath

from app.access import Access
from app.clock import now
from app.i18n import Sentence as _
from app.web.cache import kept
from app.web.pages import page
from app.web.paging import page_number
from app.web.posted import AnyRequest
from questions.commitments.public import (
    OVERDUE,
    Filter,
    commitments,
    owners,
    public_commitment,
    series_with_commitments,
)
from questions.commitments.states import STATE_NAMES, CommitmentState


class CommitmentsController(Controller):
    path = "/commitments"

    @get(opt={"access": Access.PUBLIC, "cache": True})
    async def index(self, request: AnyRequest) -> Response[Any]:
        query = request.query_params
        wanted = Filter(query.get("unit", "")[:30], query.get("series", "")[:80], _state(query.get("state", "")))
        return kept(
            page(
                request,
                "commitments/index.html",
                "commitments/_list.html",
                found=await commitments(wanted, page_number(query.get("page")), now()),
                wanted=wanted,
                owners=await owners(),
                series=await series_with_commitments(),
                states=[(OVERDUE, _("Overdue")), *STATE_NAMES.items()],
            )
        )

    @get("/{code:str}", opt={"access": Access.PUBLIC, "cache": True})
    async def show(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        commitment, notes = await public_commitment(code.upper(), now())
        return kept(page(request, "commitments/show.html", commitment=commitment, notes=notes))


def _state(wanted: str) -> str:
    return wanted if wanted == OVERDUE or wanted in set(CommitmentState) else ""
