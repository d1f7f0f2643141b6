"""How every act on a clock begins: the row is held, its facts are read anew, and only then it is judged."""

from collections.abc import Callable

from app.access import Viewer
from app.database import Statement
from app.errors import Conflict, NotAllowed, NotFound
from app.i18n import Sentence
from questions.facts import NO_QUESTION, question_facts_by_id
from questions.policy import QuestionFacts

# Holds the row to the end of the transaction: what is judged stays so until the clock has changed.
HOLD = Statement("UPDATE question SET state = state WHERE id = {} RETURNING id")


async def judged(
    question: QuestionFacts, by: Viewer, why_not: Callable[[Viewer, QuestionFacts], Sentence | None]
) -> QuestionFacts:
    """The facts as they are now, inside the caller's transaction, for an act that this person may do.

    Raises NotAllowed, or Conflict when it was allowed by the facts that the page showed and no longer is.
    """
    if await HOLD.one(question.id) is None:
        raise NotFound(NO_QUESTION)
    present = await question_facts_by_id(question.id)
    refusal = why_not(by, present)
    if refusal is not None:
        raise Conflict(refusal) if why_not(by, question) is None else NotAllowed(refusal)
    return present
