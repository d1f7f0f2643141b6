"""Who may do what with a question and its answer, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.officers import is_officer
from events.planning.seeing import SeenBy
from questions.states import (
    ACT_NAMES,
    ANSWERED_STATES,
    QUESTION,
    STATE_NAMES,
    QuestionAct,
    QuestionState,
    Visibility,
)

ASKED_BACK_MOST = 1
DECLINES_MOST = 2
# Who reads every question of the organising unit.
ORGANISING_ROLES = (Role.COORDINATOR, Role.CLERK, Role.SECRETARY, Role.CLEARANCE)
AGENCY_ROLES = (Role.FOCAL, Role.DRAFTER, Role.APPROVER)


@dataclass(frozen=True)
class QuestionFacts:
    """What rules need to know of a question. Coordinating units help the lead unit."""

    id: int
    code: str
    state: QuestionState
    organiser_id: int
    event_id: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    lead_unit_id: int | None = None
    coordinating_unit_ids: frozenset[int] = frozenset()
    # The chairs and secretaries of its forum (person id, role) who still hold that role, and may see it.
    event_officers: frozenset[tuple[int, Role]] = frozenset()
    # The last day for rating and disputing the answer; None until it has reached the asker.
    dispute_until: date | None = None
    reopened: int = 0
    # The oversight asked to have it answered anew and has no reply yet.
    reopen_request_id: int | None = None
    # The asker's own question, where these are the facts of the one it was joined with.
    asked_as_id: int | None = None
    # It is a part of another question.
    is_part: bool = False
    # Where this was joined with another one: the state of that one.
    stands_state: QuestionState | None = None
    # How often the asker was asked for more information.
    asked_back: int = 0
    # Who did not accept it (a person id), until when its asker may appeal, and how often that was done.
    rejected_by_id: int | None = None
    appeal_until: date | None = None
    appeals: int = 0
    # The unit whose officials it reports on.
    reported_unit_id: int | None = None
    # How often a unit that was to lead gave it back.
    declines: int = 0
    # Flagged: after the unit's approval the chair's office clears the answer.
    needs_clearance: bool = False
    # How many people may see it and decide on an appeal.
    coordinators: int = 2
    # A letter of apology for its missed date waits to be sent.
    owes_apology: bool = False
    # Who may know who asks.
    seen_by: SeenBy = SeenBy.OFFICIALS
    # Its asker wants the own data erased, and nobody has decided; or it was erased.
    erase_request_id: int | None = None
    is_erased: bool = False

    @property
    def assigned_unit_ids(self) -> frozenset[int]:
        lead = frozenset() if self.lead_unit_id is None else frozenset({self.lead_unit_id})
        return lead | self.coordinating_unit_ids


def coordinates(viewer: Viewer, question: QuestionFacts) -> bool:
    return viewer.is_system or viewer.has(Role.COORDINATOR, question.organiser_id)


def chairs(viewer: Viewer, question: QuestionFacts) -> bool:
    """A chair of the forum."""
    return is_officer(viewer, question.event_officers, Role.CHAIR)


def works_for_lead(viewer: Viewer, question: QuestionFacts) -> bool:
    return question.lead_unit_id is not None and viewer.has_any(*AGENCY_ROLES, unit_id=question.lead_unit_id)


def speaks_for_lead(viewer: Viewer, question: QuestionFacts) -> bool:
    """Focal point or leader of the lead unit: those who take a question on or give it back."""
    return question.lead_unit_id is not None and viewer.has_any(
        Role.FOCAL, Role.APPROVER, unit_id=question.lead_unit_id
    )


def is_of_answering_unit(viewer: Viewer, question: QuestionFacts) -> bool:
    return question.lead_unit_id is not None and question.lead_unit_id in viewer.units()


def rules_on(viewer: Viewer, question: QuestionFacts) -> bool:
    """Who decides a dispute: a coordinator, never a person of the unit that answered.

    Where the organising unit itself answered, all its coordinators are of that unit: then the chair of the
    forum decides, or a leader of the unit above.
    """
    if is_of_answering_unit(viewer, question):
        return False
    if not viewer.is_same_unit(question.lead_unit_id, question.organiser_id):
        return coordinates(viewer, question)
    return viewer.is_system or chairs(viewer, question) or leads_above(viewer, question)


def asks_back(viewer: Viewer, question: QuestionFacts) -> bool:
    """Who may ask the asker for more, and enter what came of it: the desk, and the unit that has the question."""
    return coordinates(viewer, question) or speaks_for_lead(viewer, question)


def may_inform(viewer: Viewer, question: QuestionFacts) -> bool:
    return is_asker(viewer, question) or asks_back(viewer, question)


def is_asker(viewer: Viewer, question: QuestionFacts) -> bool:
    """Came by the secret link of this very question."""
    return viewer.asks == question.id


def names_unit(viewer: Viewer, question: QuestionFacts) -> bool:
    """Who decides which unit answers once two gave it back: the chair of the forum; where there is none, a leader
    of the organising unit or of the unit above it."""
    if viewer.is_system or any(role is Role.CHAIR for _person_id, role in question.event_officers):
        return viewer.is_system or chairs(viewer, question)
    parent = viewer.parents.get(question.organiser_id)
    return viewer.has(Role.APPROVER, question.organiser_id) or (
        parent is not None and viewer.has(Role.APPROVER, parent)
    )


def transfers(viewer: Viewer, question: QuestionFacts) -> bool:
    """The coordinator; what was decided after two refusals, only who decided it may change."""
    if question.declines < DECLINES_MOST:
        return coordinates(viewer, question)
    return names_unit(viewer, question)


COORDINATOR_ONLY = _("Only a coordinator of the organising unit may do this.")
RULER_ONLY = _(
    "Only a coordinator who is not of the unit that answered may decide this. Where the organising unit itself"
    " answered, the chair of the forum or a leader of the unit above decides."
)
ASKER_ONLY = _("Only the asker may do this, by the secret link.")
_ASKING_BACK = _("Only a coordinator, or the unit that has the question, may do this.")
_SPEAKER = _("Only the focal point or a leader of the assigned unit may do this.")
NAMERS = _(
    "Only the chair of the forum may decide this; outside a forum, a leader of the organising unit or of the unit"
    " above it."
)
TRANSFERRERS = _("Only a coordinator may transfer a question; after two refusals, only who decided which unit answers.")

WHO: dict[QuestionAct, tuple[Callable[[Viewer, QuestionFacts], bool], Sentence]] = {
    QuestionAct.ADMIT: (coordinates, COORDINATOR_ONLY),
    QuestionAct.REJECT: (coordinates, COORDINATOR_ONLY),
    QuestionAct.OFFER: (coordinates, COORDINATOR_ONLY),
    QuestionAct.ACCEPT: (speaks_for_lead, _SPEAKER),
    QuestionAct.DECLINE: (speaks_for_lead, _SPEAKER),
    QuestionAct.NAME_UNIT: (names_unit, NAMERS),
    QuestionAct.TRANSFER: (transfers, TRANSFERRERS),
    QuestionAct.ANSWER: (coordinates, COORDINATOR_ONLY),
    QuestionAct.DISPUTE: (is_asker, ASKER_ONLY),
    QuestionAct.CLOSE: (lambda viewer, question: viewer.is_system, _("A question closes by itself.")),
    QuestionAct.STAND_BY: (rules_on, RULER_ONLY),
    QuestionAct.REOPEN: (rules_on, RULER_ONLY),
    QuestionAct.UNASSIGN: (coordinates, COORDINATOR_ONLY),
    QuestionAct.RECONSIDER: (coordinates, COORDINATOR_ONLY),
    QuestionAct.ASK: (asks_back, _ASKING_BACK),
    QuestionAct.INFORM: (may_inform, _ASKING_BACK),
    QuestionAct.INFORM_UNIT: (may_inform, _ASKING_BACK),
    QuestionAct.LAPSE: (lambda viewer, question: viewer.is_system, _("A question lapses by itself.")),
    QuestionAct.WITHDRAW: (is_asker, ASKER_ONLY),
    QuestionAct.REFER: (coordinates, COORDINATOR_ONLY),
    QuestionAct.FORWARD: (coordinates, COORDINATOR_ONLY),
    QuestionAct.RECORD_REPLY: (coordinates, COORDINATOR_ONLY),
    QuestionAct.MERGE: (coordinates, COORDINATOR_ONLY),
    QuestionAct.SPLIT: (coordinates, COORDINATOR_ONLY),
    QuestionAct.APPEAL: (is_asker, ASKER_ONLY),
    QuestionAct.UPHOLD: (coordinates, COORDINATOR_ONLY),
}


def why_not(act: QuestionAct, viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """The reason why this person may not do this act now, or None when they may."""
    may, refusal = WHO[act]
    if not may(viewer, question):
        return refusal
    if QUESTION.target(question.state, act) is None:
        return _(
            "“%(act)s” is not possible: the question is “%(state)s”.",
            act=ACT_NAMES[act],
            state=STATE_NAMES[question.state],
        )
    if act is QuestionAct.SPLIT and question.is_part:
        return _("This is a part already, and is not split again.")
    is_with_unit = question.lead_unit_id is not None
    if act in (QuestionAct.INFORM, QuestionAct.INFORM_UNIT) and is_with_unit is not (act is QuestionAct.INFORM_UNIT):
        return _("The question goes on where it was when more was asked.")
    if act is QuestionAct.APPEAL and question.appeals:
        return _("An appeal was decided already, and that is final.")
    decides = question.state is QuestionState.APPEALED and act in (QuestionAct.ADMIT, QuestionAct.UPHOLD)
    if decides and decides_on_own(viewer, question) and question.coordinators > 1:
        return _("Another coordinator than the one who did not accept it decides on the appeal.")  # four eyes
    is_for_chair = question.declines >= DECLINES_MOST
    if act is QuestionAct.OFFER and is_for_chair:
        return _("Two units gave it back already: now the chair, or a leader, decides who answers.")
    if act is QuestionAct.NAME_UNIT and not is_for_chair:
        return _("Who answers is decided this way only after two units gave it back.")
    if act is QuestionAct.DECLINE and is_for_chair:
        return _("It was decided that your unit answers, so it cannot be given back.")
    if act is QuestionAct.ASK and question.asked_back >= ASKED_BACK_MOST:
        return _("The asker was asked for more information once already.")
    if act is QuestionAct.REOPEN and question.reopened:
        return _("This question was answered anew once already.")
    if act is QuestionAct.REOPEN and question.state is not QuestionState.DISPUTED and not question.reopen_request_id:
        return _("An answer is given anew after a dispute, or when the oversight asks for it.")
    return None


def decides_on_own(viewer: Viewer, question: QuestionFacts) -> bool:
    """An appeal against what one decided oneself: only where the unit has no other coordinator, and journaled."""
    return question.rejected_by_id is not None and question.rejected_by_id == viewer.person_id


def why_not_appeal(viewer: Viewer, question: QuestionFacts, today: date) -> Sentence | None:
    """Why this person may not appeal today (a day in Vietnam) against the rejection."""
    refusal = why_not(QuestionAct.APPEAL, viewer, question)
    if refusal is None and (question.appeal_until is None or today > question.appeal_until):
        return _("The time to appeal is over.")
    return refusal


def allowed_acts(viewer: Viewer, question: QuestionFacts) -> tuple[QuestionAct, ...]:
    """The acts that this person may do now. An answer is published through the answer, not here."""
    return tuple(
        act
        for act in QUESTION.events(question.state)
        if act is not QuestionAct.ANSWER and why_not(act, viewer, question) is None
    )


def leads_above(viewer: Viewer, question: QuestionFacts) -> bool:
    """A leader of the unit above the lead unit, who approves what its only leader wrote."""
    parent = viewer.parents.get(question.lead_unit_id or 0)
    return parent is not None and viewer.has(Role.APPROVER, parent)


def awaits_naming(question: QuestionFacts) -> bool:
    """Two units gave it back, and nobody has decided yet who answers."""
    return question.state is QuestionState.ADMITTED and question.declines >= DECLINES_MOST


def may_record_delivery(viewer: Viewer, question: QuestionFacts) -> bool:
    return coordinates(viewer, question) or works_for_lead(viewer, question)


def why_not_record_delivery(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not note now how the answer reached its asker."""
    if not may_record_delivery(viewer, question):
        return _("Only the organising unit or the unit that answered may record this.")
    if (question.stands_state or question.state) not in ANSWERED_STATES:
        return _("There is no published answer to deliver yet.")
    return None
