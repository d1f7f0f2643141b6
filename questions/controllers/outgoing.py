"""The coordinator's page of letters that have not left: held back, reworded, let go, dropped."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.queries import history
from app.post import moving, rewording
from app.post.letter import has_secret, with_addresses, without_secrets
from app.post.states import LETTER, STATE_TONES, STATE_WORDS, LetterEvent, LetterState
from app.web.overtaken import version_for
from app.web.pages import page, read_form, see_other
from app.web.paging import page_number
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import journal
from questions.outgoing.forms import LABELS, LetterForm
from questions.outgoing.reading import WAITING, letter_for, waiting_letters

LIST = "/desk/letters"


class OutgoingController(Controller):
    path = LIST
    opt = {"access": Access.STAFF}

    @get()
    async def list_letters(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        wanted = request.query_params.get("state", "")
        state = LetterState(wanted) if wanted in WAITING else None
        found = await waiting_letters(viewer, state, page_number(request.query_params.get("page")))
        return page(
            request,
            "questions/letters/list.html",
            "questions/letters/_list.html",
            letters=found,
            chosen=state,
            states=WAITING,
            words=STATE_WORDS,
            tones=STATE_TONES,
        )

    @get("/{letter_id:int}")
    async def show(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        return await _letter_page(request, viewer, letter_id)

    @post("/{letter_id:int}/hold")
    async def hold(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        await letter_for(viewer, letter_id)
        return await _moved(request, viewer, letter_id, moving.hold, _("The letter is held back."))

    @post("/{letter_id:int}/release")
    async def release(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        await letter_for(viewer, letter_id)
        return await _moved(request, viewer, letter_id, moving.retry, _("The letter will leave with the next round."))

    @post("/{letter_id:int}/words")
    async def reword(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        unit_id = (await letter_for(viewer, letter_id)).unit_id
        form = LetterForm.read(await read_form(request))
        if form.problems:
            return await _letter_page(request, viewer, letter_id, form, status=422)
        try:
            await rewording.reword(
                letter_id, form.subject, form.body, version=form.version, by=viewer, at=now(), unit_id=unit_id
            )
        except Conflict as conflict:
            return await _letter_page(request, viewer, letter_id, form, refusal=conflict.sentence, status=409)
        return see_other(request, f"{LIST}/{letter_id}", said=_("Saved. The first words are kept."))

    @post("/{letter_id:int}/drop")
    async def drop(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], letter_id: FromPath[int]
    ) -> Response[Any]:
        found = await letter_for(viewer, letter_id)
        form = LetterForm.read_drop(await read_form(request))
        if form.problems:
            return await _letter_page(request, viewer, letter_id, form, status=422)
        reason = await journal.without_askers((found.letter.about_kind, found.letter.about_id), form.reason)
        try:
            await rewording.drop(letter_id, reason, by=viewer, at=now(), unit_id=found.unit_id)
        except Conflict as conflict:
            return await _letter_page(request, viewer, letter_id, form, refusal=conflict.sentence, status=409)
        return see_other(request, LIST, said=_("The letter is dropped; it will not leave."))


async def _moved(request: AnyRequest, viewer: Viewer, letter_id: int, act: Any, said: Sentence) -> Response[Any]:
    try:
        await act(letter_id, by=viewer, at=now())
    except Conflict as conflict:
        return await _letter_page(request, viewer, letter_id, refusal=conflict.sentence, status=409)
    return see_other(request, f"{LIST}/{letter_id}", said=said)


async def _letter_page(
    request: AnyRequest,
    viewer: Viewer,
    letter_id: int,
    form: LetterForm | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    found = await letter_for(viewer, letter_id)
    letter, events = found.letter, LETTER.events(found.letter.state)
    edits, is_secret = await rewording.edits_of(letter_id), has_secret(letter.body)
    dropped = [entry for entry in await history("letter", letter_id) if entry.act == "letter.drop"]
    return page(
        request,
        "questions/letters/show.html",
        status=status,
        letter=letter,
        about=found.about,
        # Whoever holds a link of an asker or a colleague is that person, so nobody else reads it here.
        body=with_addresses(
            without_secrets(letter.body) if is_secret else letter.body, web_of(request).settings.base_url
        ),
        word=STATE_WORDS[letter.state],
        tone=STATE_TONES[letter.state],
        is_secret=is_secret,
        edits=edits,
        dropped=dropped[-1] if dropped else None,
        may_hold=LetterEvent.HOLD in events,
        may_release=LetterEvent.RETRY in events,
        may_drop=LetterEvent.DROP in events,
        may_reword=letter.state is LetterState.HELD and not is_secret,
        typed={"subject": letter.subject, "body": letter.body} | (form.typed if form else {}),
        version=await version_for(request, str(len(edits)), None),
        problems=form.problems if form else {},
        refusal=refusal,
        labels=LABELS,
    )
