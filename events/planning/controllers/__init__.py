"""The desk pages on which forums are planned, and the public calendar file."""

from events.planning import by_clock
from events.planning.controllers.acts import ActController
from events.planning.controllers.agencies import AgencyController
from events.planning.controllers.desk import DeskController
from events.planning.controllers.planning import PlanningController
from events.planning.controllers.public_calendar import calendar_ics

# Whoever lists these pages also opens and closes forums by the clock.
CLOCK = by_clock.open_and_close_by_clock

HANDLERS = (PlanningController, DeskController, ActController, AgencyController, calendar_ics)
