"""What the desk's search may look into for whom: the rules of `questions.policy` as filters."""

from app.access import Role, Viewer
from app.database.word_index import wanted
from app.identifiers import read_phone
from app.text import search_words
from questions.conditions import EVERYTHING, NOTHING, Condition, any_of, not_reported, one_of
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
    others = any_of(
        one_of("question.organiser", viewer.units(Role.CLERK)),
        one_of("question.lead_unit", viewer.units(*AGENCY_ROLES)),
    )
    mine = one_of("question.organiser", viewer.units(Role.COORDINATOR)) | (NOT_SHIELDED & others)
    return not_reported(viewer) & mine


NOT_SHIELDED = Condition("question.asker_seen_by <> 'coordinator'")


def words_visible_to(viewer: Viewer) -> Condition:
    """The questions in whose own words this person may search: of a shielded asker they may tell who it is."""
    return NOT_SHIELDED | contact_visible_to(viewer)


def drafts_visible_to(viewer: Viewer) -> Condition:
    """The answers that this person may read: `answer_policy.may_see_draft` as a filter."""
    overseen = viewer.overseen or frozenset()
    under = {child for child, parent in viewer.parents.items() if viewer.has(Role.APPROVER, parent)}
    judged = any_of(
        EVERYTHING if viewer.is_system or viewer.oversees_all else NOTHING,
        one_of("question.organiser", viewer.units(Role.COORDINATOR, Role.CLEARANCE) | overseen),
        one_of("answer.unit", overseen),
    )
    by_link = Condition("CAST(answer.authors AS VARCHAR) = '[]'")
    return not_reported(viewer) & any_of(
        one_of("answer.unit", viewer.units(*AGENCY_ROLES) | under),
        # The unit that leads now writes on from what another one drafted.
        Condition("question.state = 'in_progress'") & one_of("question.lead_unit", viewer.units(*AGENCY_ROLES)),
        by_link & one_of("question.organiser", viewer.units(Role.COORDINATOR)),
        Condition("answer.state IN ('approved', 'clearance', 'scheduled')") & judged,
        Condition("answer.state IN ('published', 'taken_down')") & visible_to(viewer),
    )


def holding(viewer: Viewer, typed: str) -> Condition:
    """The questions that hold these words, as far as the viewer may read them: in the question, in its answer, or in
    the name or telephone of who asks."""
    words = asked_words(typed)
    if not words:
        return EVERYTHING
    sought = (wanted(words),)
    found = [
        Condition(QUESTION_WORDS.condition, sought) & words_visible_to(viewer),
        Condition(ANSWER_WORDS.condition, sought) & drafts_visible_to(viewer),
        Condition(ASKER_WORDS.condition, sought) & contact_visible_to(viewer),
    ]
    if phone := read_phone(typed):
        found.append(Condition("question.phone = {}", (phone,)) & contact_visible_to(viewer))
    return any_of(*found)
