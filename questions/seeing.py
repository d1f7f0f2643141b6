"""Who may see a question, and whether everyone may. Pure: facts in, sentences out."""

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.officers import is_officer
from events.planning.seeing import SeenBy
from questions.policy import (
    AGENCY_ROLES,
    COORDINATOR_ONLY,
    ORGANISING_ROLES,
    QuestionFacts,
    awaits_naming,
    coordinates,
    leads_above,
    names_unit,
    works_for_lead,
)
from questions.states import (
    ASSIGNED_STATES,
    VISIBILITY,
    VISIBILITY_ACT_NAMES,
    VISIBILITY_NAMES,
    QuestionState,
    Visibility,
    VisibilityAct,
    is_taken_up,
)


def why_not_edit_public_text(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    if not coordinates(viewer, question):
        return COORDINATOR_ONLY
    if question.state is QuestionState.REJECTED:
        return _("A question that was not accepted has no public text.")
    if question.state is QuestionState.MERGED:
        return _("The question that it was joined with has the public text.")
    if question.state is QuestionState.SPLIT:
        return _("Each of its parts has its own public text.")
    if question.state in (QuestionState.WITHDRAWN, QuestionState.REFERRED):
        return _("A question that was withdrawn, or guided elsewhere, has no public text.")
    return None


def is_of_reported(viewer: Viewer, question: QuestionFacts) -> bool:
    """Works in the unit whose officials this reports on: whatever else one is, it stays hidden from one."""
    return question.reported_unit_id is not None and question.reported_unit_id in viewer.units()


def why_not_with(question: QuestionFacts, unit_ids: frozenset[int]) -> Sentence | None:
    """Why these units (with all that were merged into them) may not work on this question."""
    if question.reported_unit_id in unit_ids:
        return _("The question reports on officials of this unit, so it stays hidden from it.")
    return None


def may_see(viewer: Viewer, question: QuestionFacts) -> bool:
    """May open this question on a staff page. `queries.visible_to` is the same rule as a filter."""
    if is_of_reported(viewer, question):
        return False
    if viewer.is_system or viewer.oversees(question.organiser_id):
        return True
    if viewer.has_any(*ORGANISING_ROLES, unit_id=question.organiser_id):
        return True
    if is_officer(viewer, question.event_officers, Role.CHAIR, Role.SECRETARY):
        return True
    if awaits_naming(question) and names_unit(viewer, question):
        return True
    if question.state not in ASSIGNED_STATES:
        return False
    assigned = question.assigned_unit_ids
    return leads_above(viewer, question) or bool(assigned & viewer.units(*AGENCY_ROLES)) or viewer.oversees(*assigned)


def may_see_contact(viewer: Viewer, question: QuestionFacts) -> bool:
    """May read name, phone, address and e-mail of the asker: those who must reach them, nobody else.

    A shielded asker is known to the coordinators alone. `desk_search.contact_visible_to` is the same rule as a filter.
    """
    if is_of_reported(viewer, question):
        return False
    if viewer.is_system or viewer.has(Role.COORDINATOR, question.organiser_id):
        return True
    if is_shielded(question):
        return False
    return viewer.has(Role.CLERK, question.organiser_id) or works_for_lead(viewer, question)


def is_shielded(question: QuestionFacts) -> bool:
    """Whether only the coordinators may know who asks."""
    return question.seen_by is SeenBy.COORDINATOR


NOT_PUBLISHED = _("A report on the conduct of officials is not published.")


def is_public(question: QuestionFacts) -> bool:
    return question.visibility is Visibility.PUBLIC and is_taken_up(question.state, question.lead_unit_id)


def why_not_choose(question: QuestionFacts, chosen: Visibility) -> Sentence | None:
    """Why a question cannot get this visibility by an edit: what everyone could read leaves by its own act."""
    if chosen is question.visibility:
        return None
    if question.reported_unit_id is not None:
        return NOT_PUBLISHED
    if question.visibility is Visibility.TAKEN_OFF:
        return _("It was taken off the public pages, and is put back there by its own act.")
    if is_public(question):
        return _("Everyone can read it already. Please take it off the public pages, with a reason.")
    return None


def why_not_show(act: VisibilityAct, viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not take a question off the public pages now, or put it back on them."""
    if not coordinates(viewer, question):
        return COORDINATOR_ONLY
    if not is_taken_up(question.state, question.lead_unit_id):
        return _("This question is not on the public pages.")
    if act is VisibilityAct.PUT_BACK and question.reported_unit_id is not None:
        return NOT_PUBLISHED
    if VISIBILITY.target(question.visibility, act) is None:
        return _(
            "“%(act)s” is not possible: the question is “%(state)s”.",
            act=VISIBILITY_ACT_NAMES[act],
            state=VISIBILITY_NAMES[question.visibility],
        )
    return None
