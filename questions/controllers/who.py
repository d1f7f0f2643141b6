"""Refusing those whose act something never is, before anything that they sent is judged.

Only who they are counts here: a state that stands in the way is told by the act, with what was typed kept.
"""

from app.access import Viewer
from app.errors import NotAllowed
from questions import policy
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct
from questions.policy import QuestionFacts
from questions.states import QuestionAct


def only_for(act: QuestionAct, viewer: Viewer, question: QuestionFacts) -> None:
    """Raises NotAllowed."""
    may, refusal = policy.WHO[act]
    if not may(viewer, question):
        raise NotAllowed(refusal)


def only_for_answer(act: AnswerAct, viewer: Viewer, answer: AnswerFacts) -> None:
    """Raises NotAllowed."""
    refusal = answer_policy.ANSWER_WHO[act](viewer, answer)
    if refusal is not None:
        raise NotAllowed(refusal)
