"""What is said after an act about whether its asker knows of it: letters go only to those who gave an address."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.identifiers import show_phone
from questions import reading
from questions.merging.askers import letters_to
from questions.policy import QuestionFacts


async def and_told(done: Sentence, question: QuestionFacts, viewer: Viewer) -> Sentence:
    """`done`, and who still has to be told by phone; the number only for those who may see it."""
    if await letters_to(question.id):
        return _("%(done)s The asker is told by e-mail.", done=done)
    contact = (await reading.question_view(question, viewer)).contact
    if contact is None or not contact.phone:
        return _("%(done)s The asker gave no e-mail address and has to be told by phone.", done=done)
    phone = show_phone(contact.phone)
    return _("%(done)s The asker gave no e-mail address: please call %(phone)s.", done=done, phone=phone)
