"""Who is present and in what capacity; the order of the list in the minutes. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _


class AttendancePart(StrEnum):
    CHAIR = "chair"
    SECRETARY = "secretary"
    AGENCY = "agency"
    BUSINESS = "business"
    CITIZEN = "citizen"
    PRESS = "press"
    GUEST = "guest"


PART_NAMES: dict[AttendancePart, Sentence] = {
    AttendancePart.CHAIR: _("Chairs"),
    AttendancePart.SECRETARY: _("Secretaries"),
    AttendancePart.AGENCY: _("Agencies"),
    AttendancePart.BUSINESS: _("Businesses"),
    AttendancePart.CITIZEN: _("Citizens"),
    AttendancePart.PRESS: _("Press"),
    AttendancePart.GUEST: _("Guests"),
}


@dataclass(frozen=True)
class AttendanceLine:
    """Somebody present, or a delegation of `heads` people written as one line."""

    part: AttendancePart
    name: str
    organisation: str = ""
    heads: int = 1
    is_present: bool = True
