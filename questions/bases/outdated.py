"""Published answers that cite a replaced document, and what their unit says of it. Everyone reads both."""

from datetime import date, datetime
from typing import NamedTuple

from app.access import Viewer
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from questions import journal
from questions.bases import policy
from questions.bases.tables import BasisReview
from questions.facts import question_facts_by_id
from questions.moving import refuse
from questions.policy import QuestionFacts, works_for_lead

# An answer given anew (created again) is looked at anew.
OUTDATED = Statement(
    "SELECT replaced_document.id, citation.line, replaced_document.replaced_by, replaced_document.replaced_from,"
    " basis_review.words, basis_review.reviewed_at FROM citation"
    " JOIN answer ON answer.id = citation.answer"
    " JOIN replaced_name ON replaced_name.key = citation.key"
    " JOIN replaced_document ON replaced_document.id = replaced_name.document"
    " LEFT JOIN basis_review ON basis_review.answer = answer.id"
    " AND basis_review.document = replaced_document.id AND basis_review.reviewed_at >= answer.created_at"
    " WHERE answer.question = {} AND answer.state = 'published' AND replaced_document.is_withdrawn = false"
    " AND replaced_document.replaced_from <= {} ORDER BY citation.position, basis_review.id"
)
# The same as a condition on lists of questions, with the day of today as its only value.
UNREVIEWED = (
    "answer.id IN (SELECT citing.id FROM replaced_document"
    " JOIN replaced_name ON replaced_name.document = replaced_document.id"
    " JOIN citation ON citation.key = replaced_name.key JOIN answer AS citing ON citing.id = citation.answer"
    " WHERE replaced_document.is_withdrawn = false AND replaced_document.replaced_from <= {}"
    " AND citing.state = 'published' AND NOT EXISTS (SELECT 1 FROM basis_review"
    " WHERE basis_review.answer = citing.id AND basis_review.document = replaced_document.id"
    " AND basis_review.reviewed_at >= citing.created_at))"
)
ANSWER = Statement("SELECT id FROM answer WHERE question = {} AND state = 'published'")
KEEP = Insert(BasisReview, "answer", "document", "words", "person", "reviewed_at")


class Outdated(NamedTuple):
    """A line that cites a replaced document; `words` are the unit's, once it has looked at the answer."""

    document_id: int
    line: str
    replaced_by: str
    replaced_from: date
    words: str
    reviewed_at: datetime | None


async def outdated_of(question_id: int, today: date) -> tuple[Outdated, ...]:
    """What the published answer of a question cites that is replaced today; the unit's last words on each."""
    rows = await OUTDATED.all(question_id, today)
    last = {(row["id"], row["line"]): row for row in rows}
    return tuple(
        Outdated(
            row["id"], row["line"], row["replaced_by"], row["replaced_from"], row["words"] or "", row["reviewed_at"]
        )
        for row in last.values()
    )


@atomic
async def review_basis(question: QuestionFacts, words: str, *, by: Viewer, at: datetime) -> None:
    """Note what becomes of an answer that cites replaced documents: that it still holds, or where it is corrected.

    The note counts for every document of it that is replaced today. Raises NotFound when there is none.
    """
    question = await question_facts_by_id(question.id)
    refuse(policy.why_not_review(by, question), is_stale=works_for_lead(by, question))
    if not words.strip():
        raise Invalid(_("Please write what you found."), {"words": _("Please write what you found.")})
    answer = await ANSWER.one(question.id)
    found = {one.document_id for one in await outdated_of(question.id, day_of(at))}
    if answer is None or not found:
        raise NotFound(_("This answer cites no replaced document."))
    await KEEP.many([(answer["id"], document_id, words, by.person_id, at) for document_id in sorted(found)])
    await journal.record(
        "answer.basis_reviewed",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.lead_unit_id,
        reason=words,
    )
