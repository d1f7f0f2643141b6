"""What the asker sent beside the words of the question, for the pages where it is answered and judged."""

from typing import Any

from questions.attachments.reading import Owner, files_of
from questions.policy import QuestionFacts
from questions.reading import QuestionView
from questions.triage.asking_back import asked_back_of


async def asked_more(question: QuestionFacts, view: QuestionView, *, may_open: bool = True) -> dict[str, Any]:
    """What `questions/desk/_asked_more.html` shows. `may_open`: whether this viewer may open the files."""
    return {
        "asked_files": [] if view.is_veiled else await files_of(Owner.QUESTION, question.id),
        "may_open_asked": may_open,
        "asked_back": await asked_back_of(question.id),
    }
