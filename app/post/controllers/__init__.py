"""The pages about letters."""

from app.post.controllers.office_letters import OfficeLettersController

HANDLERS = (OfficeLettersController,)
