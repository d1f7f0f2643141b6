"""The words for roles, and for whom each works."""

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _

ROLE_NAMES: dict[Role, Sentence] = {
    Role.ADMIN: _("System administrator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.CLERK: _("Intake officer"),
    Role.SECRETARY: _("Secretary"),
    Role.CHAIR: _("Chair"),
    Role.FOCAL: _("Focal point of the agency"),
    Role.DRAFTER: _("Drafter"),
    Role.APPROVER: _("Approving leader"),
    Role.CLEARANCE: _("Clearance"),
    Role.SUPERVISOR: _("Oversight"),
}

ROLE_TASKS: dict[Role, Sentence] = {
    Role.ADMIN: _("Keeps units, people, settings and the calendar"),
    Role.COORDINATOR: _("Plans events, triages questions, assigns them and publishes answers"),
    Role.CLERK: _("Enters questions that came by phone, paper or Zalo, and imports lists"),
    Role.SECRETARY: _("Keeps the record in the room and drafts the minutes"),
    Role.CHAIR: _("Approves the agenda and the minutes, and gives commitments"),
    Role.FOCAL: _("Accepts or declines questions for the agency and reports progress"),
    Role.DRAFTER: _("Drafts answers"),
    Role.APPROVER: _("Approves what others drafted, and confirms commitments"),
    Role.CLEARANCE: _("Clears the approved answers to flagged questions for the chair"),
    Role.SUPERVISOR: _("Reads everything, comments, asks to reopen and verifies commitments"),
}
