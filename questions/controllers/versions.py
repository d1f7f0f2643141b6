"""The versions of a draft and what changed between two of them."""

from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.errors import NotFound
from app.forms import Reader
from app.i18n import Sentence as _
from app.web.pages import page
from app.web.posted import AnyRequest
from questions import seeing
from questions.answers import policy as answer_policy
from questions.answers.forms import LABELS
from questions.answers.versions import changes, last_sent_before, versions_of
from questions.facts import answer_facts

NO_VERSIONS = _("There are no such versions.")


class VersionController(Controller):
    path = "/desk/answers/{answer_id:int}/versions"
    opt = {"access": Access.STAFF}

    @get()
    async def show(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_facts(min(answer_id, 2**31 - 1))
        if not answer_policy.may_compare(viewer, answer):
            raise NotFound(NO_VERSIONS)
        asked = Reader({name: request.query_params.getall(name, []) for name in ("before", "after")})
        after = asked.number("after") or answer.version
        before = asked.number("before") or await last_sent_before(answer.id, after) or max(1, after - 1)
        found = await changes(answer.id, before, after)
        if found is None and (asked.typed["before"] or asked.typed["after"]):
            raise NotFound(NO_VERSIONS)
        return page(
            request,
            "questions/desk/versions.html",
            part="questions/desk/_versions.html",
            answer=answer,
            code=answer.question.code,
            may_see_question=seeing.may_see(viewer, answer.question),
            versions=await versions_of(answer.id),
            before=before,
            after=after,
            changes=found or [],
            labels=LABELS,
        )
