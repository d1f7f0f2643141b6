"""A letter of apology on paper: for those of the desk who may know the asker, and for whoever asked."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence as _
from app.web.limits import take
from app.web.posted import AnyRequest
from exports import policy
from exports.apology_papers import apology_paper
from exports.controllers.files import attachment
from exports.documents.tree import Document
from exports.drawing import draw
from questions import tracking
from questions.askers.opening import note_opening
from questions.controllers.desk_page import question_for

FORMATS = ("docx", "pdf")


@get("/desk/questions/{code:str}/apologies/{apology_id:int}/{kind:str}", opt={"access": Access.STAFF})
async def apology_for_desk(
    viewer: NamedDependency[Viewer], code: FromPath[str], apology_id: FromPath[int], kind: FromPath[str]
) -> Response[Any]:
    question = await question_for(viewer, code)
    if not policy.may_print_apology(viewer, question):
        raise NotAllowed(_("The letter names the asker and is for those who may know who asks."))
    paper = await apology_paper(apology_id, question.id)
    await note_opening(question, by=viewer, at=now())
    return await _drawn(paper, question.code, kind)


@get("/track/{token:str}/apologies/{apology_id:int}/{kind:str}", opt={"access": Access.PUBLIC})
async def apology_for_asker(
    request: AnyRequest, token: FromPath[str], apology_id: FromPath[int], kind: FromPath[str]
) -> Response[Any]:
    """By the secret link; of a question that was joined with another one, to the asker by the own name and code."""
    tracked = await tracking.by_token(token, day_of(now()))
    await take(request, "paper", code=tracked.code)
    stands = tracked.stands.id if tracked.stands else tracked.id
    paper = await apology_paper(apology_id, stands, tracked.id)
    answer = await _drawn(paper, tracked.code, kind)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


async def _drawn(paper: Document, code: str, kind: str) -> Response[bytes]:
    if kind not in FORMATS:
        raise NotFound(_("There is no such document."))
    return attachment(await draw(paper, kind), f"thu-xin-loi-{code}.{kind}", kind)
