"""Before asking: what is like it already, and the buttons of readers who find their own problem there."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.limits import take
from app.web.pages import page, partial_wanted, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import browser_of, web_of
from questions.controllers.asking import public_event
from questions.looks import LOOKS
from questions.public import public_question
from questions.similar.finding import similar_questions
from questions.similar.supporting import Support, support, supports_of

THANKS: dict[Support, tuple[Sentence, Sentence]] = {
    Support.SAME: (
        _("Counted: you have this problem too."),
        _("This was counted from here before: you have this problem too."),
    ),
    Support.ANSWERED: (
        _("Thank you. It was counted that this answers you; you need not send anything."),
        _("Thank you. This was counted from here before."),
    ),
}


class SimilarController(Controller):
    """As one types: sent by htmx alone, since a text that is not sent yet belongs in no address."""

    path = "/events/{slug:str}/similar-questions"

    @post(opt={"access": Access.PUBLIC})
    async def look(self, request: AnyRequest, slug: FromPath[str]) -> Response[Any]:
        await public_event(slug)
        await take(request, "similar")
        typed = (await read_form(request)).get("summary", [""])[-1]
        return page(
            request,
            "questions/asking/_similar.html",
            similar=await similar_questions(typed),
            looks=LOOKS,
        )


class SupportController(Controller):
    """One button, no account: its page holds the form, so that the question's own page can be kept for everybody."""

    path = "/questions/{code:str}"

    @get("/support", opt={"access": Access.PUBLIC})
    async def ask(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        question = await public_question(code.upper())
        return page(
            request,
            "questions/public/support.html",
            "questions/public/_support.html",
            question=question,
            supports=await supports_of(question.id),
        )

    @post("/same", opt={"access": Access.PUBLIC})
    async def same(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _counted(request, viewer, code, Support.SAME)

    @post("/answered-me", opt={"access": Access.PUBLIC})
    async def answered(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        return await _counted(request, viewer, code, Support.ANSWERED)


async def _counted(request: AnyRequest, viewer: Viewer, code: str, said: Support) -> Response[Any]:
    await read_form(request)
    await take(request, "support", code=code.upper())
    # Whoever is signed in is one person with whatever browser.
    browser = f"person {viewer.person_id}" if viewer.person_id else browser_of(request) or ""
    address = request.client.host if request.client else ""
    secret = web_of(request).settings.secret_key
    is_new = await support(code.upper(), said, browser, address, secret_key=secret, at=now())
    first, again = THANKS[said]
    words = first if is_new else again
    if partial_wanted(request):
        return page(request, "questions/public/_counted.html", words=words, code=code.upper())
    return see_other(request, f"/questions/{code.upper()}", said=words)
