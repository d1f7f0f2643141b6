"""The screens of the administration."""

from app.office.controllers.calendar import DayCountController, HolidayController
from app.office.controllers.event_types import EventTypeController
from app.office.controllers.fields import FieldController
from app.office.controllers.first_page import office
from app.office.controllers.lists import ListController
from app.office.controllers.look import LookController
from app.office.controllers.reasons import ReasonController
from app.office.controllers.retention import RetentionController
from app.office.controllers.special_counts import SpecialCountController
from app.office.controllers.texts import TextController
from app.office.controllers.units import UnitController

HANDLERS = (
    office,
    LookController,
    ListController,
    UnitController,
    FieldController,
    EventTypeController,
    ReasonController,
    HolidayController,
    DayCountController,
    SpecialCountController,
    TextController,
    RetentionController,
)
