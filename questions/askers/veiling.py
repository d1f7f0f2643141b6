"""What those read who may not know who asks: the words of a shielded asker, without what would tell.

Before the coordinator has worded the public text, nobody else reads anything of such a question.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.access import Role, Viewer
from app.database import Statement
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.seeing import SeenBy
from questions import seeing
from questions.askers.redacting import Known, veiled
from questions.policy import AGENCY_ROLES, QuestionFacts

WHO = Statement("SELECT name, address, phone, email, tax_code, language, asker_seen_by FROM question WHERE id = {}")
# The summary as anybody may read it in a letter.
SAFE_SUMMARY = (
    "CASE WHEN question.asker_seen_by = 'coordinator' AND question.public_summary <> '' THEN question.public_summary"
    " ELSE question.summary END AS summary"
)
NOT_YET = _("(to be read once the coordinator has accepted it)")
Veil = Callable[[str], str]


def hides(viewer: Viewer, question: QuestionFacts) -> bool:
    """Whether the asker's own words are veiled for this person."""
    return seeing.is_shielded(question) and not seeing.may_see_contact(viewer, question)


def known_of(row: Mapping[str, Any]) -> Known:
    return Known(row["name"], row["address"], row["phone"], row["email"], row["tax_code"])


async def for_all(question_id: int | None, words: str) -> str:
    """These words of the asker of a question, as they may leave the coordinator's desk."""
    row = await WHO.one(question_id) if question_id else None
    if row is None or row["asker_seen_by"] != SeenBy.COORDINATOR:
        return words
    return veiled(words, known_of(row), row["language"])


async def known_asker(question_id: int) -> tuple[Known, str]:
    """What is known of an asker, by which a text is looked through, and the asker's language."""
    row = await WHO.one(question_id)
    assert row is not None
    return known_of(row), row["language"]


def shown_summary(row: Mapping[str, Any], viewer: Viewer) -> str | Sentence:
    """The summary in a list; `row` also has public_summary, asker_seen_by, organiser_id and lead_unit_id."""
    if row["asker_seen_by"] != SeenBy.COORDINATOR or viewer.is_system:
        return str(row["summary"])
    if viewer.has(Role.COORDINATOR, row["organiser_id"]):
        return str(row["summary"])
    return row["public_summary"] or NOT_YET


def shown_texts(row: Mapping[str, Any]) -> tuple[str | Sentence, str | Sentence]:
    """Summary and detail for a unit that may not know more than everybody: the public text, or where there is none the
    asker's own words, but for those of a shielded asker. `row` also has public_detail and asker_seen_by."""
    if row["asker_seen_by"] == SeenBy.COORDINATOR:
        return row["public_summary"] or NOT_YET, row["public_detail"] or NOT_YET
    return row["public_summary"] or row["summary"], row["public_detail"] or row["detail"]


def may_reach(row: Mapping[str, Any], viewer: Viewer) -> bool:
    """`seeing.may_see_contact` for a row with asker_seen_by, organiser_id and lead_unit_id."""
    if viewer.is_system or viewer.has(Role.COORDINATOR, row["organiser_id"]):
        return True
    if row["asker_seen_by"] == SeenBy.COORDINATOR:
        return False
    lead = row["lead_unit_id"]
    return viewer.has(Role.CLERK, row["organiser_id"]) or (
        lead is not None and viewer.has_any(*AGENCY_ROLES, unit_id=lead)
    )
