"""The public pages by which anybody can check the journal."""

from app.journal.controllers.proof import JournalController

HANDLERS = (JournalController,)
