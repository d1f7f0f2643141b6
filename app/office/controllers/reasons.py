"""The reasons for not taking a question and for giving one back: names, words for the asker, on or off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotFound
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.office.forms import ReasonForm
from app.office.values import Wording
from app.office.wording import reword, version_of_words
from app.site.queries import load_words
from app.web.overtaken import stands_now, ticked, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.words import OfficeSentence, is_offered
from questions.desk_forms import GUIDANCE
from questions.values import DECLINE_NAMES, REJECTION_NAMES, Decline, Rejection

HERE = "/office/reasons"
LABELS: dict[str, Sentence] = {
    "name": _("Vietnamese name"),
    "name_english": _("English name"),
    "guidance": _("Words for the asker, in Vietnamese"),
    "guidance_english": _("Words for the asker, in English"),
    "is_on": _("May be chosen"),
}
GROUPS = (("rejection", _("Not taking a question"), REJECTION_NAMES), ("decline", _("Giving it back"), DECLINE_NAMES))


@dataclass(frozen=True)
class Reason:
    """One reason of one group; `guidance` only for those that an asker reads."""

    group: str
    code: str
    name: OfficeSentence
    guidance: OfficeSentence | None

    @property
    def key(self) -> str:
        return f"{self.group}.{self.code}"

    @property
    def keys(self) -> list[str]:
        """Those of its words, and first its own, which is off or on."""
        return [self.key, f"{self.key}.name", *([f"{self.key}.guidance"] if self.guidance is not None else [])]

    @property
    def is_on(self) -> bool:
        return is_offered(self.key)


def reasons(group: str) -> list[Reason]:
    if group == "rejection":
        return [Reason(group, code.value, REJECTION_NAMES[code], GUIDANCE[code]) for code in Rejection]
    return [Reason(group, code.value, DECLINE_NAMES[code], None) for code in Decline]


class ReasonController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_reasons(self, request: AnyRequest) -> Response[Any]:
        return page(request, "office/reasons.html", groups=[(name, reasons(group)) for group, name, _names in GROUPS])

    @get("/{group:str}/{code:str}")
    async def show(self, request: AnyRequest, group: FromPath[str], code: FromPath[str]) -> Response[Any]:
        reason = _known(group, code)
        return await _reason_page(request, reason, _typed(reason))

    @post("/{group:str}/{code:str}")
    async def change(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], group: FromPath[str], code: FromPath[str]
    ) -> Response[Any]:
        reason = _known(group, code)
        posted = await read_form(request)
        form = ReasonForm.read(posted, has_guidance=reason.guidance is not None)
        problems: dict[str, Sentence] = dict(form.problems)
        others = [one for one in reasons(group) if one.is_on and one.code != code]
        if not form.is_on and not others:
            problems.setdefault("is_on", _("One reason must remain."))
        if problems:
            return await _reason_page(request, reason, form.typed, problems, status=422)
        own = [Wording(is_off=not form.is_on), _own(reason.name, form.name)]
        own += [_own(reason.guidance, form.guidance)] if reason.guidance is not None else []
        words = dict(zip(reason.keys, own, strict=True))
        try:
            await reword(words, by=viewer, at=now(), version=version_in(posted))
        except Conflict as refusal:
            return await _reason_page(request, reason, form.typed, refusal=refusal.sentence, status=409)
        await load_words()
        return see_other(request, HERE, said=_("Saved."))

    @post("/{group:str}/{code:str}/revert")
    async def revert(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], group: FromPath[str], code: FromPath[str]
    ) -> Response[Any]:
        reason = _known(group, code)
        shipped, version = dict.fromkeys(reason.keys, Wording()), version_in(await read_form(request))
        try:
            await reword(shipped, by=viewer, at=now(), version=version, is_typed=False)
        except Conflict as refusal:
            return await _reason_page(request, reason, _typed(reason), refusal=refusal.sentence, status=409)
        return see_other(request, HERE, said=_("The words of the program are used again."))


def _known(group: str, code: str) -> Reason:
    found = (
        next((one for one in reasons(group) if one.code == code), None) if group in {"rejection", "decline"} else None
    )
    if found is None:
        raise NotFound(_("There is no such reason."))
    return found


def _own(sentence: OfficeSentence, typed: Wording) -> Wording:
    """Words that only repeat what ships are no words of one's own."""
    shipped = Sentence(sentence.message)
    with speaking("vi"):
        vietnamese = str(shipped)
    with speaking("en"):
        english = str(shipped)
    if typed.vietnamese in {"", vietnamese} and typed.english in {"", english}:
        return Wording()
    return Wording(typed.vietnamese or vietnamese, typed.english or english)


def _typed(reason: Reason) -> dict[str, str]:
    typed = {"is_on": "on" if reason.is_on else ""}
    for name, sentence in (("name", reason.name), ("guidance", reason.guidance)):
        if sentence is not None:
            with speaking("vi"):
                typed[name] = str(sentence)
            with speaking("en"):
                typed[f"{name}_english"] = str(sentence)
    return typed


async def _reason_page(
    request: AnyRequest,
    reason: Reason,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "office/reason.html",
        status=status,
        reason=reason,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed, _typed(reason), {"is_on": ticked}) if refusal else (),
        version=await version_for(request, await version_of_words(reason.keys), refusal),
        labels=LABELS,
    )
