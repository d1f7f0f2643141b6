"""The screens of the administration."""

from app.office.controllers.first_page import office
from app.office.controllers.lists import ListController
from app.office.controllers.look import LookController

HANDLERS = (office, LookController, ListController)
