"""Who may do what with a forum, and why not. Pure: facts in, sentences out."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.officers import is_officer
from events.planning.states import (
    ACT_NAMES,
    BEFORE_SESSION,
    EVENT,
    STATE_NAMES,
    TAKING_ENTRIES,
    TAKING_QUESTIONS,
    EventAct,
    EventState,
)

A = EventAct


@dataclass(frozen=True)
class EventFacts:
    """What rules need to know of a forum. `officers` are (person id, role) of its chairs and secretaries."""

    id: int
    slug: str
    state: EventState
    organiser_id: int
    title: str = ""
    type: str = "cafe"
    starts_at: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    co_organiser_ids: frozenset[int] = frozenset()
    officers: frozenset[tuple[int, Role]] = field(default_factory=frozenset)

    def is_officer(self, viewer: Viewer, *roles: Role) -> bool:
        """Named for this forum in one of these roles, and still holding that role in some unit."""
        return is_officer(viewer, self.officers, *roles)


def coordinates(viewer: Viewer, event: EventFacts) -> bool:
    return viewer.is_system or viewer.has(Role.COORDINATOR, event.organiser_id)


def chairs(viewer: Viewer, event: EventFacts) -> bool:
    return event.is_officer(viewer, Role.CHAIR)


def keeps_record(viewer: Viewer, event: EventFacts) -> bool:
    """The secretary named for this forum, or one of the organising unit."""
    return event.is_officer(viewer, Role.SECRETARY) or viewer.has(Role.SECRETARY, event.organiser_id)


def oversees(viewer: Viewer, event: EventFacts) -> bool:
    return viewer.oversees(event.organiser_id)


_WHO = {
    A.ANNOUNCE: (coordinates, _("Only a coordinator of the organising unit may do this.")),
    A.OPEN: (coordinates, _("Only a coordinator of the organising unit may do this.")),
    A.CLOSE: (coordinates, _("Only a coordinator of the organising unit may do this.")),
    A.START: (
        lambda viewer, event: coordinates(viewer, event) or keeps_record(viewer, event),
        _("Only the secretary or a coordinator of the organising unit may do this."),
    ),
    A.END: (
        lambda viewer, event: coordinates(viewer, event) or keeps_record(viewer, event),
        _("Only the secretary or a coordinator of the organising unit may do this."),
    ),
    A.ISSUE_MINUTES: (
        lambda viewer, event: chairs(viewer, event) or coordinates(viewer, event),
        _("Only the chair or a coordinator of the organising unit may issue the minutes."),
    ),
    A.PUBLISH: (coordinates, _("Only a coordinator of the organising unit may do this.")),
    A.POSTPONE: (
        lambda viewer, event: chairs(viewer, event) or coordinates(viewer, event),
        _("Only the chair or a coordinator of the organising unit may do this."),
    ),
    A.RESCHEDULE: (coordinates, _("Only a coordinator of the organising unit may do this.")),
    A.CANCEL: (
        lambda viewer, event: chairs(viewer, event) or coordinates(viewer, event),
        _("Only the chair or a coordinator of the organising unit may do this."),
    ),
}


def why_never(act: EventAct, viewer: Viewer, event: EventFacts) -> Sentence | None:
    """The reason why this person may not do this act in any state of the forum, or None."""
    may, refusal = _WHO[act]
    return None if may(viewer, event) else refusal


def why_not(act: EventAct, viewer: Viewer, event: EventFacts) -> Sentence | None:
    """The reason why this person may not do this act now, or None when they may."""
    if refusal := why_never(act, viewer, event):
        return refusal
    if EVENT.target(event.state, act) is None:
        return _(
            "“%(act)s” is not possible: the forum is “%(state)s”.",
            act=ACT_NAMES[act],
            state=STATE_NAMES[event.state],
        )
    return None


def allowed_acts(viewer: Viewer, event: EventFacts) -> tuple[EventAct, ...]:
    """The acts that this person may do now, in the order of the workflow."""
    return tuple(act for act in EVENT.events(event.state) if why_not(act, viewer, event) is None)


def may_see(viewer: Viewer, event: EventFacts) -> bool:
    """A draft is seen by those who make it and by those who oversee; the rest is public."""
    return event.state is not EventState.DRAFT or _is_own(viewer, event)


def may_see_workings(viewer: Viewer, event: EventFacts, invited_ids: Collection[int]) -> bool:
    """May read who did what for a forum: those who run, oversee or attend it; the forum itself is public."""
    return _is_own(viewer, event) or bool(viewer.units().intersection(invited_ids))


def _is_own(viewer: Viewer, event: EventFacts) -> bool:
    organisers = {event.organiser_id, *event.co_organiser_ids}
    return (
        bool(organisers & viewer.units(Role.COORDINATOR, Role.CLERK, Role.SECRETARY))
        or bool(event.is_officer(viewer, Role.CHAIR, Role.SECRETARY))
        or viewer.oversees(*organisers)
        or viewer.is_system
    )


def may_plan(viewer: Viewer, unit_id: int) -> bool:
    """May create and edit forums of this unit."""
    return viewer.is_system or viewer.has(Role.COORDINATOR, unit_id)


def why_not_edit(viewer: Viewer, event: EventFacts) -> Sentence | None:
    if not may_plan(viewer, event.organiser_id):
        return _("Only a coordinator of the organising unit may do this.")
    if event.state in (EventState.PUBLISHED, EventState.CANCELLED):
        return _("The forum is “%(state)s” and can no longer be changed.", state=STATE_NAMES[event.state])
    return None


def why_not_name_attendee(viewer: Viewer, event: EventFacts, unit_id: int) -> Sentence | None:
    """Why this person may not say who comes for an invited agency: its own people may, and the organisers."""
    if not (coordinates(viewer, event) or viewer.has_any(Role.FOCAL, Role.APPROVER, unit_id=unit_id)):
        return _("Only the agency itself or a coordinator of the organising unit may do this.")
    if event.state not in BEFORE_SESSION | {EventState.IN_SESSION}:
        return _("The forum is “%(state)s” and can no longer be changed.", state=STATE_NAMES[event.state])
    return None


def may_enter_room(viewer: Viewer, event: EventFacts) -> bool:
    return coordinates(viewer, event) or keeps_record(viewer, event) or chairs(viewer, event)


def why_not_record(viewer: Viewer, event: EventFacts) -> Sentence | None:
    """Why this person may not write the record (attendance, oral answers, commitments) of this forum."""
    if not (coordinates(viewer, event) or keeps_record(viewer, event)):
        return _("Only the secretary or a coordinator of the organising unit may do this.")
    if event.state not in (EventState.IN_SESSION, EventState.HELD, EventState.MINUTES_APPROVED):
        return _("The record is kept from the start of the session until the results are published.")
    return None


def why_not_ask(event: EventFacts) -> Sentence | None:
    """Why the public may not send a question to this forum now."""
    if event.state in TAKING_QUESTIONS:
        return None
    if event.state in (EventState.DRAFT, EventState.ANNOUNCED):
        return _("This forum is not open for questions yet.")
    if event.state in (EventState.POSTPONED, EventState.CANCELLED):
        return _("This forum was postponed or cancelled, so it takes no questions now.")
    return _("This forum has ended and takes no more questions.")


def enters_for(viewer: Viewer, event: EventFacts) -> bool:
    return viewer.is_system or viewer.has_any(Role.CLERK, Role.COORDINATOR, unit_id=event.organiser_id)


def why_not_enter(viewer: Viewer, event: EventFacts) -> Sentence | None:
    """Why this person may not enter questions that came by other ways (phone, paper, desk, a list)."""
    if not enters_for(viewer, event):
        return _("Only intake officers and coordinators of the organising unit may enter questions.")
    if event.state not in TAKING_ENTRIES:
        return _("The forum is “%(state)s” and takes no questions.", state=STATE_NAMES[event.state])
    return None
