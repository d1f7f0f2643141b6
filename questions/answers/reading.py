"""An answer in work, as its unit and those who judge it read it."""

from dataclasses import dataclass
from datetime import datetime

from app.database import Statement
from app.people.units import directory
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.attachments.reading import FileView, Owner, files_of
from questions.reading import but
from questions.values import Outcome

ANSWER = Statement(
    "SELECT answer.id, answer.unit AS unit_id, answer.state, answer.version, answer.summary, answer.body,"
    " answer.legal_basis, answer.outcome, answer.document_number, answer.signer_title, answer.own_approval_reason,"
    " answer.edited_at, answer.approved_at, answer.publish_at, answer.published_at, person.name AS approver FROM answer"
    " LEFT JOIN person ON person.id = answer.approver WHERE answer.id = {}"
)
COMMENTS = Statement(
    "SELECT answer_comment.kind, answer_comment.body, answer_comment.written_at AS at, person.name AS person"
    " FROM answer_comment JOIN person ON person.id = answer_comment.person"
    " WHERE answer_comment.answer = {} ORDER BY answer_comment.id DESC LIMIT 200"
)


@dataclass(frozen=True)
class CommentRow:
    """`kind` is "returned", "recalled" or "remark"."""

    kind: str
    body: str
    at: datetime
    person: str


@dataclass(frozen=True)
class AnswerView:
    id: int
    unit: str
    state: AnswerState
    version: int
    summary: str
    body: str
    legal_basis: str
    outcome: Outcome | None
    document_number: str
    signer_title: str
    own_approval_reason: str
    edited_at: datetime
    approved_at: datetime | None
    publish_at: datetime | None
    published_at: datetime | None
    approver: str | None
    files: tuple[FileView, ...] = ()

    @property
    def bases(self) -> list[str]:
        """The legal basis, one document each."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]


async def answer_view(answer: AnswerFacts) -> AnswerView:
    """The present text of an answer; ask `answer_policy.may_see_draft` first."""
    row = await ANSWER.one(answer.id)
    assert row is not None
    units = await directory()
    return AnswerView(
        **but(row, "unit_id")
        | {
            "unit": units.name(units.resolve(row["unit_id"])),
            "state": AnswerState(row["state"]),
            "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
            "files": tuple(await files_of(Owner.ANSWER, answer.id)),
        }
    )


async def comments_on(answer: AnswerFacts) -> list[CommentRow]:
    """What was said beside the draft, newest first."""
    return [CommentRow(**row) for row in await COMMENTS.all(answer.id)]
