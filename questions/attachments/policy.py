"""Who may open an attached file: whoever may see what it belongs to, and nobody else. Pure."""

from dataclasses import dataclass

from app.access import Viewer
from questions import policy, seeing
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.commitments.policy import CommitmentFacts
from questions.commitments.policy import may_see as may_see_promise
from questions.policy import QuestionFacts


@dataclass(frozen=True)
class AttachmentFacts:
    """What a file belongs to: a question, an answer of it, or a `promise` whose evidence it is.

    `answer_is_out` says that the answer (or the earlier one) was published and not taken off since.
    """

    question: QuestionFacts | None = None
    answer: AnswerFacts | None = None
    answer_is_out: bool = False
    is_released: bool = False
    is_of_answer: bool = False
    promise: CommitmentFacts | None = None


def is_public(attachment: AttachmentFacts) -> bool:
    """Everyone may open it."""
    if attachment.question is None:
        return attachment.promise is None or attachment.promise.reported_unit_id is None
    if not seeing.is_public(attachment.question):
        return False
    return attachment.answer_is_out if attachment.is_of_answer else attachment.is_released


def may_open(viewer: Viewer, attachment: AttachmentFacts) -> bool:
    question = attachment.question
    if is_public(attachment):
        return True
    if question is None:
        return attachment.promise is not None and may_see_promise(viewer, attachment.promise)
    if attachment.is_of_answer:
        if attachment.answer is not None and answer_policy.may_see_draft(viewer, attachment.answer):
            return True
        return attachment.answer_is_out and (seeing.may_see(viewer, question) or policy.is_asker(viewer, question))
    if seeing.is_shielded(question) and not seeing.may_see_contact(viewer, question):  # it may tell who asks
        return policy.is_asker(viewer, question)
    return seeing.may_see(viewer, question) or policy.is_asker(viewer, question)
