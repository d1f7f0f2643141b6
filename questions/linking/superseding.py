"""A newer answer in the place of an older one: both stay, and both pages say so with their dates."""

from datetime import datetime

from app import post
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions import journal
from questions.answers.policy import AnswerFacts
from questions.facts import answer_facts
from questions.linking import letters, policy
from questions.linking.reading import BY_CODE
from questions.linking.tables import AnswerSuperseding
from questions.merging.askers import letters_to
from questions.moving import refuse

KEEP = Insert(AnswerSuperseding, "answer", "newer", "reason", "person", "superseded_at")
HOLD = Statement("UPDATE answer SET state = state WHERE id = {} AND state = 'published' RETURNING id")
STANDING = Statement(
    "SELECT answer_superseding.id, question.code FROM answer_superseding"
    " JOIN question ON question.id = answer_superseding.newer WHERE answer_superseding.answer = {}"
)
IS_OLD = Statement(
    "SELECT answer_superseding.id FROM answer_superseding JOIN answer ON answer.id = answer_superseding.answer"
    " WHERE answer.question = {}"
)
FORGET = Statement("DELETE FROM answer_superseding WHERE answer = {} RETURNING id")
NO_NEWER = _("There is no other published answer with this code.")


@atomic
async def supersede(answer: AnswerFacts, newer_code: str, reason: str, *, by: Viewer, at: datetime) -> None:
    """Say that the answer of another question replaces this one, with a public reason; its askers are told.

    Raises Invalid when the other answer is not public, is older, or is replaced itself.
    """
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    answer = await answer_facts(answer.id)
    refuse(policy.why_not_supersede(by, answer), is_stale=policy.may_supersede(by, answer))
    await HOLD.one(answer.id)
    standing = await STANDING.one(answer.id)
    if standing is not None:
        raise Conflict(_("The answer to %(code)s stands in its place already.", code=standing["code"]))
    newer, own = await BY_CODE.one(newer_code.upper()), await BY_CODE.one(answer.question.code)
    problem = None
    if newer is None or newer["id"] == answer.question.id:
        problem = NO_NEWER
    elif own is not None and newer["answered_at"] < own["answered_at"]:
        problem = _("That answer is older than this one.")
    elif await IS_OLD.one(newer["id"]):
        problem = _("That answer is replaced itself.")
    if problem is not None or newer is None:
        raise Invalid(problem or NO_NEWER, {"newer": problem or NO_NEWER})
    await KEEP(answer.id, newer["id"], reason, by.person_id, at)
    await journal.record(
        "answer.supersede",
        by=by,
        at=at,
        about=("question", answer.question.id),
        unit_id=answer.unit_id,
        after={"newer": newer["code"]},
        reason=reason,
    )
    for asker in await letters_to(answer.question.id):
        letter = letters.superseded(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            newer=newer["code"],
            reason=reason,
            language=asker.language,
            key=f"superseded {asker.code} {newer['code']}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)


@atomic
async def unsupersede(answer: AnswerFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """It was said by mistake: the answer stands for itself again."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    answer = await answer_facts(answer.id)
    refuse(policy.why_not_supersede(by, answer), is_stale=policy.may_supersede(by, answer))
    if await FORGET.one(answer.id) is None:
        raise Conflict(_("No other answer stands in its place."))
    await journal.record(
        "answer.unsupersede",
        by=by,
        at=at,
        about=("question", answer.question.id),
        unit_id=answer.unit_id,
        reason=reason,
    )
