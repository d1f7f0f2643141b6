"""Types of forum as the program ships them; an office changes them and adds its own (`kinds.event_types`). Pure."""

from dataclasses import dataclass

from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.seeing import SeenBy


@dataclass(frozen=True)
class EventType:
    """`notice` is in calendar days when `notice_in_calendar_days`, else in working days."""

    code: str
    name: Sentence
    icon: str
    notice: int
    notice_in_calendar_days: bool
    # Days between the session and the publication of its results (calendar days).
    results_days: int
    notice_rule: Sentence
    times_a_year: int = 0
    # Whether new forums may be of this type; those that are keep it.
    is_on: bool = True
    # The widest circle that may know who asks.
    seen_by: SeenBy = SeenBy.PUBLIC


_FIVE_WORKING_DAYS = _("Notice of 5 working days: the office's own rule")
_COMMUNE = _("Notice of 7 days: Law on Organisation of Local Government 2025, Article 43")

EVENT_TYPES: dict[str, EventType] = {
    kind.code: kind
    for kind in (
        EventType("cafe", _("Business coffee"), "coffee", 5, False, 10, _FIVE_WORKING_DAYS),
        EventType("business", _("Business dialogue"), "briefcase", 5, False, 10, _FIVE_WORKING_DAYS, 2),
        EventType("voter", _("Voter contact meeting"), "users", 5, False, 10, _FIVE_WORKING_DAYS),
        EventType("cchc", _("Administrative-reform dialogue"), "landmark", 5, False, 10, _FIVE_WORKING_DAYS),
        EventType("people", _("Dialogue with the People"), "messages-square", 7, True, 10, _COMMUNE, 1),
        EventType("listen", _("Listening forum"), "ear", 5, False, 10, _FIVE_WORKING_DAYS),
        EventType("online", _("Online Q&A"), "monitor", 5, False, 10, _FIVE_WORKING_DAYS),
    )
}
