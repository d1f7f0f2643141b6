"""The desk pages on which forums are planned, and the public calendar file."""

from events.planning.controllers.acts import ActController
from events.planning.controllers.agencies import AgencyController
from events.planning.controllers.desk import DeskController
from events.planning.controllers.planning import PlanningController
from events.planning.controllers.public_calendar import calendar_ics

HANDLERS = (PlanningController, DeskController, ActController, AgencyController, calendar_ics)
