"""The texts of letters: worded by the office, with their named places, a preview, and back to what ships."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotFound
from app.i18n import LANGUAGES, Sentence, speaking
from app.i18n import Sentence as _
from app.office.forms import TextForm
from app.office.texts import GROUPS, TEXTS, preview
from app.office.values import Wording
from app.office.wording import reword, version_of_words
from app.post.letter import with_addresses
from app.post.texts import LetterText
from app.site.queries import load_words
from app.web.overtaken import stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from app.words import Words, use_words, words

HERE = "/office/texts"
LABELS: dict[str, Sentence] = {
    "subject": _("Subject, in Vietnamese"),
    "subject_english": _("Subject, in English"),
    "body": _("Text, in Vietnamese"),
    "body_english": _("Text, in English"),
}


class TextController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_texts(self, request: AnyRequest) -> Response[Any]:
        return page(request, "office/texts.html", groups=GROUPS, own=words().texts)

    @get("/{code:str}")
    async def show(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        text = _known(code)
        return await _text_page(request, text, _typed(text))

    @post("/{code:str}")
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        text, posted = _known(code), await read_form(request)
        form = TextForm.read(posted, text)
        if form.problems:
            return await _text_page(request, text, form.typed, form.problems, status=422)
        if "preview" in posted:
            _use_for_now(text, form)
            return await _text_page(request, text, form.typed)
        own, version = {text.subject_key: form.subject, text.body_key: form.body}, version_in(posted)
        try:
            await reword(own, by=viewer, at=now(), version=version)
        except Conflict as refusal:
            return await _text_page(request, text, form.typed, refusal=refusal.sentence, status=409)
        await load_words()
        return see_other(request, f"{HERE}/{code}", said=_("Saved. Letters are written so from now on."))

    @post("/{code:str}/revert")
    async def revert(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        text = _known(code)
        shipped, version = dict.fromkeys(_keys(text), Wording()), version_in(await read_form(request))
        try:
            await reword(shipped, by=viewer, at=now(), version=version, is_typed=False)
        except Conflict as refusal:
            return await _text_page(request, text, _typed(text), refusal=refusal.sentence, status=409)
        return see_other(request, f"{HERE}/{code}", said=_("The words of the program are used again."))


def _known(code: str) -> LetterText:
    if code not in TEXTS:
        raise NotFound(_("There is no such letter."))
    return TEXTS[code]


def _keys(text: LetterText) -> tuple[str, str]:
    return text.subject_key, text.body_key


def _use_for_now(text: LetterText, form: TextForm) -> None:
    """Let this one answer be written with words that nobody stored."""
    own = words()
    typed = {text.subject_key: form.subject, text.body_key: form.body}
    texts = {key: texts for key, texts in own.texts.items() if key not in typed}
    texts |= {key: (one.vietnamese, one.english) for key, one in typed.items() if one.vietnamese}
    use_words(Words(own.site_name, texts, own.off))


def _typed(text: LetterText) -> dict[str, str]:
    typed = {}
    for language, suffix in (("vi", ""), ("en", "_english")):
        with speaking(language):
            typed[f"subject{suffix}"], typed[f"body{suffix}"] = text.present()
    return typed


async def _text_page(
    request: AnyRequest,
    text: LetterText,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    letters = [(language, preview(text, language)) for language in LANGUAGES]
    base_url = web_of(request).settings.base_url
    return page(
        request,
        "office/text.html",
        status=status,
        text=text,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed, _typed(text)) if refusal else (),
        version=await version_for(request, await version_of_words(_keys(text)), refusal),
        labels=LABELS,
        is_own=text.subject_key in words().texts or text.body_key in words().texts,
        previews=[(language, one.subject, with_addresses(one.body, base_url)) for language, one in letters],
    )
