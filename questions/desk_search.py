"""What the desk's search may look into for whom: the rules of `questions.policy` as filters."""

from app.access import Role, Viewer
from app.database.word_index import wanted
from app.identifiers import read_phone
from app.text import search_words
from questions.conditions import EVERYTHING, NOTHING, Condition, any_of, one_of
from questions.policy import AGENCY_ROLES
from questions.queries import visible_to
from questions.words import ANSWER_WORDS, ASKER_WORDS, QUESTION_WORDS

MOST_WORDS = 8


def asked_words(typed: str) -> list[str]:
    """The folded words that a search of the desk looks for."""
    return search_words(typed[:1000])[:MOST_WORDS]


def contact_visible_to(viewer: Viewer) -> Condition:
    """The questions whose asker this person may reach: `policy.may_see_contact` as a filter."""
    if viewer.is_system:
        return EVERYTHING
    return any_of(
        one_of("question.organiser", viewer.units(Role.COORDINATOR, Role.CLERK)),
        one_of("question.lead_unit", viewer.units(*AGENCY_ROLES)),
    )


def drafts_visible_to(viewer: Viewer) -> Condition:
    """The answers that this person may read: `answer_policy.may_see_draft` as a filter."""
    overseen = viewer.overseen or frozenset()
    under = {child for child, parent in viewer.parents.items() if viewer.has(Role.APPROVER, parent)}
    judged = any_of(
        EVERYTHING if viewer.is_system or viewer.oversees_all else NOTHING,
        one_of("question.organiser", viewer.units(Role.COORDINATOR, Role.CLEARANCE) | overseen),
        one_of("answer.unit", overseen),
    )
    return any_of(
        one_of("answer.unit", viewer.units(*AGENCY_ROLES) | under),
        Condition("answer.state IN ('approved', 'clearance', 'scheduled')") & judged,
        Condition("answer.state = 'published'") & visible_to(viewer),
    )


def holding(viewer: Viewer, typed: str) -> Condition:
    """The questions that hold these words, as far as the viewer may read them: in the question, in its answer, or in
    the name or telephone of who asks."""
    words = asked_words(typed)
    if not words:
        return EVERYTHING
    sought = (wanted(words),)
    found = [
        Condition(QUESTION_WORDS.condition, sought),
        Condition(ANSWER_WORDS.condition, sought) & drafts_visible_to(viewer),
        Condition(ASKER_WORDS.condition, sought) & contact_visible_to(viewer),
    ]
    if phone := read_phone(typed):
        found.append(Condition("question.phone = {}", (phone,)) & contact_visible_to(viewer))
    return any_of(*found)
