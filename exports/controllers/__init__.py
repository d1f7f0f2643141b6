"""The pages of papers."""

from exports.controllers.files import issued_document, question_list
from exports.controllers.minutes import MinutesController

HANDLERS = (MinutesController, issued_document, question_list)
