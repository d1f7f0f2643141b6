"""What is proposed to be left out of a public text, and what its writer chose of that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from questions.askers.proposing import print_of, proposals, without
from questions.askers.veiling import known_asker
from questions.desk_forms import TextForm
from questions.policy import QuestionFacts

T = TypeVar("T", bound=TextForm)


async def left_out(question: QuestionFacts, form: T) -> T:
    """The form once more, its texts without what was chosen; nothing is saved yet."""
    known, language = await known_asker(question.id)
    chosen = None if form.step == "all" else form.leave_out
    texts = {name: without(form.typed[name], known, language, chosen) for name in PUBLIC_TEXTS}
    return replace(form, problems={}, typed=form.typed | texts)


async def doubts(question: QuestionFacts, form: TextForm) -> bool:
    """Whether something was found in the text that its writer was not asked about yet."""
    known, _language = await known_asker(question.id)
    found = proposals([form.summary, form.detail], known)
    return bool(found) and form.left_in != print_of(found)


async def proposed_to_leave_out(question: QuestionFacts, texts: Mapping[str, str], *, asks: bool) -> dict[str, Any]:
    known, _language = await known_asker(question.id)
    found = proposals([texts.get(name, "") for name in PUBLIC_TEXTS], known)
    return {"proposed": found, "asks": asks, "left_in": print_of(found)}


PUBLIC_TEXTS = ("public_summary", "public_detail")
