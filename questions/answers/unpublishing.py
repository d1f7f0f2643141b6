"""Taking what everyone could read off the public pages, with a reason everyone reads, and putting it back.

Nothing is deleted or rewritten: the words stay on the desk, and the journal says who took them off, when and why.
"""

from datetime import datetime

from app import post
from app.access import Viewer
from app.database import atomic
from app.errors import require_words
from questions import letters, undo_letters
from questions.answers.correcting import return_waiting
from questions.answers.delivered import not_reached, reached_asker, was_sent
from questions.answers.policy import AnswerFacts
from questions.answers.publishing import DELIVER
from questions.answers.states import AnswerAct
from questions.merging.askers import letters_to
from questions.moving import move_answer, move_visibility
from questions.policy import QuestionFacts
from questions.states import VisibilityAct
from questions.values import Delivery
from questions.wording import refresh_words


@atomic
async def take_off(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take a question, with its answer, off the public pages. Its asker keeps both, and is told why."""
    require_words(reason)
    await move_visibility(question, VisibilityAct.TAKE_OFF, by=by, at=at, reason=reason)
    await refresh_words(question.id)
    await _tell_asker(question, reason, at)


@atomic
async def put_back(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Let everyone read a question again that was taken off."""
    await move_visibility(question, VisibilityAct.PUT_BACK, by=by, at=at)
    await refresh_words(question.id)


@atomic
async def take_down(answer: AnswerFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take a published answer off every page outside the desk; its question stays where it is."""
    require_words(reason)
    await move_answer(answer, AnswerAct.TAKE_DOWN, by=by, at=at, reason=reason)
    await return_waiting(answer.question, reason, by, at)
    await refresh_words(answer.question.id)
    for asker in await letters_to(answer.question.id):
        if await post.withhold(letters.key_of_answer(asker.code, answer.question.reopened)):
            await not_reached(asker.id, answer.id)
    await _tell_asker(answer.question, reason, at)


@atomic
async def put_answer_back(answer: AnswerFacts, *, by: Viewer, at: datetime) -> None:
    """Publish an answer again, word for word as it was. A letter that was kept back leaves now, and counts from now."""
    await move_answer(answer, AnswerAct.PUT_BACK, by=by, at=at)
    await refresh_words(answer.question.id)
    for asker in await letters_to(answer.question.id):
        if await was_sent(asker.id, answer.id):
            continue
        if await post.let_go(letters.key_of_answer(asker.code, answer.question.reopened), at):
            await DELIVER(asker.id, Delivery.EMAIL.value, "", by.person_id, at, at)
            await reached_asker(asker.id, Delivery.EMAIL, at, at=at)


async def _tell_asker(question: QuestionFacts, reason: str, at: datetime) -> None:
    for asker in await letters_to(question.id):
        letter = undo_letters.taken_off(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            reason=reason,
            language=asker.language,
            key=f"taken off {asker.code} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)
