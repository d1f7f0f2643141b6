"""The administrator's view of the outbox: what waits, what left, what did not."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import NotFound
from app.i18n import Sentence as _
from app.post import moving, queries
from app.post.letter import with_addresses, without_secrets
from app.post.states import LETTER, STATE_TONES, STATE_WORDS, LetterEvent, LetterState
from app.web.pages import page, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from app.web.state import web_of

PAGE_SIZE = 50
LIST = "/office/letters"


class OfficeLettersController(Controller):
    path = LIST
    opt = {"access": Access.OFFICE}

    @get()
    async def list_letters(self, request: AnyRequest) -> Response[Any]:
        state = _state(request.query_params.get("state"))
        number = page_number(request.query_params.get("page"))
        found = await queries.letters(state, limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
        return page(
            request,
            "office/letters.html",
            "office/_letters.html",
            letters=Page.cut(found, number, PAGE_SIZE),
            counts=await queries.counts(),
            chosen=state,
            states=tuple(LetterState),
            words=STATE_WORDS,
            tones=STATE_TONES,
            has_mail_server=bool(web_of(request).settings.smtp_url),
        )

    @get("/{letter_id:int}")
    async def show(self, request: AnyRequest, letter_id: FromPath[int]) -> Response[Any]:
        letter = await queries.letter(letter_id)
        if letter is None:
            raise NotFound(_("There is no such letter."))
        events = LETTER.events(letter.state)
        return page(
            request,
            "office/letter.html",
            letter=letter,
            # Whoever holds a link of an asker or a colleague is that person, so nobody else reads it here.
            body=with_addresses(without_secrets(letter.body), web_of(request).settings.base_url),
            word=STATE_WORDS[letter.state],
            tone=STATE_TONES[letter.state],
            may_retry=LetterEvent.RETRY in events,
            may_hold=LetterEvent.HOLD in events,
        )

    @post("/{letter_id:int}/retry")
    async def retry(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        await moving.retry(letter_id, by=viewer, at=now())
        return see_other(request, f"{LIST}/{letter_id}", said=_("The letter will leave with the next round."))

    @post("/{letter_id:int}/hold")
    async def hold(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        await moving.hold(letter_id, by=viewer, at=now())
        return see_other(request, f"{LIST}/{letter_id}", said=_("The letter is held back."))


def _state(wanted: str | None) -> LetterState | None:
    return LetterState(wanted) if wanted in set(LetterState) else None
