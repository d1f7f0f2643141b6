"""The pages of papers."""

from exports import forum_papers
from exports.controllers.apology import apology_for_asker, apology_for_desk
from exports.controllers.figures import unit_figures
from exports.controllers.files import issued_document, question_list
from exports.controllers.minutes import MinutesController
from exports.controllers.search import search_in_public, search_on_desk

# Importing it puts the issued papers on the public pages of their forums.
__all__ = ["HANDLERS", "forum_papers"]

HANDLERS = (
    *(MinutesController, issued_document, question_list, unit_figures, search_in_public, search_on_desk),
    *(apology_for_desk, apology_for_asker),
)
