"""Who may write, issue and fetch papers. Pure."""

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning import policy
from events.planning.policy import EventFacts
from events.planning.states import AFTER_SESSION, EventAct, EventState
from questions import seeing
from questions.policy import QuestionFacts


def why_not_write_minutes(viewer: Viewer, event: EventFacts) -> Sentence | None:
    """Why this person may not write the secretary's part of the minutes."""
    if not (policy.coordinates(viewer, event) or policy.keeps_record(viewer, event)):
        return _("Only the secretary or a coordinator of the organising unit may do this.")
    if event.state not in (EventState.IN_SESSION, *AFTER_SESSION):
        return _("The minutes are written from the start of the session.")
    return None


def why_not_issue_minutes(viewer: Viewer, event: EventFacts) -> Sentence | None:
    return policy.why_not(EventAct.ISSUE_MINUTES, viewer, event)


def may_read_draft_minutes(viewer: Viewer, event: EventFacts) -> bool:
    """Drafts are for those who make or judge them."""
    return policy.may_enter_room(viewer, event) or policy.oversees(viewer, event) or viewer.is_system


def may_export_questions(viewer: Viewer, event: EventFacts) -> bool:
    """The whole list with contact data is for the organising unit's desk alone."""
    return policy.coordinates(viewer, event) or policy.why_not_enter(viewer, event) is None or viewer.is_system


def may_print_apology(viewer: Viewer, question: QuestionFacts) -> bool:
    """A letter of apology on paper names whom it is to: it is for those who may know."""
    return seeing.may_see_contact(viewer, question)
