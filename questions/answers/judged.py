"""What the asker thought of the answers of a question, what was ruled, and the answers that came before."""

from datetime import datetime
from typing import NamedTuple

from app.access import Viewer
from app.clock import day_of
from app.database import Statement
from app.database.statements import Row
from app.people.units import directory
from questions.askers.veiling import for_all
from questions.attachments.reading import FileView, Owner, files_of
from questions.policy import QuestionFacts, coordinates
from questions.public import AnswerView, answer_seen
from questions.values import Ruling

RATINGS = Statement("SELECT turn, result, attitude, changed_at FROM answer_rating WHERE question = {} ORDER BY turn")
DISPUTES = Statement(
    "SELECT answer_dispute.turn, answer_dispute.reason, answer_dispute.disputed_at, answer_dispute.ruling,"
    " answer_dispute.asked_as,"
    " answer_dispute.ruling_reason, answer_dispute.ruled_at, person.name AS ruled_by FROM answer_dispute"
    " LEFT JOIN person ON person.id = answer_dispute.ruled_by"
    " WHERE answer_dispute.question = {} ORDER BY answer_dispute.turn"
)
EARLIER = Statement(
    "SELECT earlier_answer.id, earlier_answer.unit, earlier_answer.state, earlier_answer.summary, earlier_answer.body,"
    " earlier_answer.legal_basis, earlier_answer.outcome, earlier_answer.document_number,"
    " earlier_answer.signer_title, earlier_answer.published_at, earlier_answer.replaced_at, person.name AS signer"
    " FROM earlier_answer LEFT JOIN person ON person.id = earlier_answer.approver"
    " WHERE earlier_answer.question = {} ORDER BY earlier_answer.id"
)
OVERALL = Statement(
    "SELECT count(*) AS number, sum(result) AS result, sum(attitude) AS attitude FROM answer_rating", slow=True
)
RULINGS = Statement("SELECT ruling, count(*) AS number FROM answer_dispute GROUP BY ruling", slow=True)


class Rating(NamedTuple):
    """Two marks from 1 to 5."""

    turn: int
    result: int
    attitude: int
    changed_at: datetime


class Dispute(NamedTuple):
    """`reason` is the asker's and not public; `ruling_reason` is. `ruling` is None while nobody has decided."""

    turn: int
    reason: str
    disputed_at: datetime
    ruling: Ruling | None
    ruling_reason: str
    ruled_at: datetime | None
    ruled_by: str
    asked_as: int | None = None


class Earlier(NamedTuple):
    """An answer in whose place another one was written. `answer` is None where it was taken off the public pages."""

    answer: AnswerView | None
    replaced_at: datetime
    files: tuple[FileView, ...] = ()


CORRECTIONS = Statement(
    "SELECT answer_correction.turn, answer_correction.unit, answer_correction.body, answer_correction.reason,"
    " answer_correction.document_number, answer_correction.signer_title, answer_correction.ruled_at,"
    " person.name AS signer FROM answer_correction LEFT JOIN person ON person.id = answer_correction.approver"
    " WHERE answer_correction.question = {} AND answer_correction.state = 'published' ORDER BY answer_correction.id"
)


class Correction(NamedTuple):
    """What corrects the answer of a `turn`, word for word as it was published."""

    turn: int
    unit: str
    body: str
    reason: str
    document_number: str
    signer: str
    signer_title: str
    published_at: datetime


class Judged(NamedTuple):
    """`turn` is that of the present answer: how often it was answered before."""

    turn: int
    ratings: tuple[Rating, ...]
    disputes: tuple[Dispute, ...]
    earlier: tuple[Earlier, ...]
    corrections: tuple[Correction, ...]

    @property
    def rating(self) -> Rating | None:
        """Of the present answer."""
        return next((rating for rating in self.ratings if rating.turn == self.turn), None)

    @property
    def dispute(self) -> Dispute | None:
        """The last one."""
        return self.disputes[-1] if self.disputes else None


class Content(NamedTuple):
    """All ratings and disputes together; averages with one decimal, None without ratings."""

    rated: int
    result: float | None
    attitude: float | None
    disputed: int
    upheld: int
    reopened: int


async def judged(question_id: int, turn: int) -> Judged:
    ratings = tuple(Rating(**row) for row in await RATINGS.all(question_id))
    disputes = tuple(
        Dispute(**row | {"ruling": Ruling(row["ruling"]) if row["ruling"] else None, "ruled_by": row["ruled_by"] or ""})
        for row in await DISPUTES.all(question_id)
    )
    return Judged(
        turn, ratings, disputes, await earlier_answers(question_id) if turn else (), await corrections(question_id)
    )


async def judged_for(viewer: Viewer, question: QuestionFacts) -> Judged:
    """As this person may read it: without what tells who a shielded asker is, whose question was joined with this one.

    The words of the one who asked this very question are veiled with all else of that asker.
    """
    found = await judged(question.id, question.reopened)
    if coordinates(viewer, question):
        return found
    veiled = [one._replace(reason=await for_all(one.asked_as, one.reason)) for one in found.disputes]
    return found._replace(disputes=tuple(veiled))


async def corrections(question_id: int) -> tuple[Correction, ...]:
    """Those that are published, oldest first."""
    rows, units = await CORRECTIONS.all(question_id), await directory()
    return tuple(
        Correction(
            turn=row["turn"],
            unit=units.name_then(row["unit"], day_of(row["ruled_at"])),
            body=row["body"],
            reason=row["reason"],
            document_number=row["document_number"],
            signer=row["signer"] or "",
            signer_title=row["signer_title"],
            published_at=row["ruled_at"],
        )
        for row in rows
    )


async def earlier_answers(question_id: int) -> tuple[Earlier, ...]:
    """Those that are public, oldest first."""
    rows = await EARLIER.all(question_id)
    return tuple([await _earlier(row) for row in rows])


async def _earlier(row: Row) -> Earlier:
    if row["state"] != "published":
        return Earlier(None, row["replaced_at"])
    files = await files_of(Owner.EARLIER_ANSWER, row["id"])
    return Earlier(await answer_seen(row), row["replaced_at"], tuple(files))


async def content() -> Content:
    """How content askers are, in numbers that everyone may read."""
    marks = await OVERALL.one() or {"number": 0}
    rulings = {row["ruling"]: row["number"] for row in await RULINGS.all()}
    rated = marks["number"]
    return Content(
        rated=rated,
        result=round(float(marks["result"]) / rated, 1) if rated else None,
        attitude=round(float(marks["attitude"]) / rated, 1) if rated else None,
        disputed=sum(rulings.values()),
        upheld=rulings.get(Ruling.UPHELD, 0),
        reopened=rulings.get(Ruling.REOPENED, 0),
    )
