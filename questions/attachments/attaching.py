"""Giving files to a question, an answer or evidence, taking them back, and releasing them to everyone."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from app.access import Viewer
from app.database import Insert, Statement, after_commit, atomic
from app.errors import Invalid, NotAllowed
from app.files import problems
from app.files.kinds import MOST_FILES
from app.files.receiving import StoredFile
from app.i18n import Sentence as _
from app.journal.staleness import print_of, refuse_other
from questions import journal, policy
from questions.attachments.reading import OF, Owner
from questions.attachments.tables import Attachment
from questions.facts import question_facts_by_id
from questions.policy import QuestionFacts

_COLUMNS = ("stored", "name", "kind", "size", "sha256", "person", "added_at")
ADD = {owner: Insert(Attachment, owner.value, "is_released", *_COLUMNS) for owner in Owner}
HOLD = Statement("UPDATE question SET state = state WHERE id = {}")
REMOVE = Statement("DELETE FROM attachment WHERE id = {} AND answer = {} RETURNING sha256")
RELEASE = Statement("UPDATE attachment SET is_released = {} WHERE id = {} AND question = {} AND is_released = {}")
MOVE = Statement(
    "UPDATE attachment SET answer = NULL, earlier_answer = {}"
    " WHERE answer = (SELECT answer.id FROM answer WHERE answer.question = {})"
)


async def attach(owner: Owner, owner_id: int, files: Sequence[StoredFile], *, by: Viewer, at: datetime) -> list[str]:
    """Add files inside the caller's transaction, which holds the row of their owner; their hashes.

    A content that is there already is not added twice. Raises Invalid when there would be more than five.
    """
    present = {row["sha256"] for row in await OF[owner].all(owner_id)}
    added: list[str] = []
    for file in files:
        if file.sha256 in present:
            continue
        present.add(file.sha256)
        if len(present) > MOST_FILES:
            raise Invalid(problems.TOO_MANY, {"files": problems.TOO_MANY})
        values = (file.stored, file.name, file.kind, file.size, file.sha256, by.person_id, at)
        await ADD[owner](owner_id, False, *values)
        after_commit(file.take)
        added.append(file.sha256)
    return added


async def detach(answer_id: int, ids: Collection[int]) -> list[str]:
    """Take files off a draft inside the caller's transaction; their hashes. The worker sweeps what they held."""
    gone = [await REMOVE.one(each, answer_id) for each in sorted(ids)]
    return [row["sha256"] for row in gone if row]


async def move_to_earlier(question_id: int, earlier_id: int) -> None:
    """The files of a published answer stay with it when another one is written."""
    await MOVE.run(earlier_id, question_id)


def released_print(files: Iterable[tuple[int, bool]]) -> str:
    """What the form that releases files keeps: (id, whether everyone may open it) of each."""
    return print_of(*sorted((file_id, bool(is_out)) for file_id, is_out in files))


@atomic
async def release(question: QuestionFacts, ids: Collection[int], *, by: Viewer, at: datetime, seen: str = "") -> None:
    """Let everyone open exactly these files of the asker, together with the public question.

    Raises Conflict when others are released by now than had the print `seen`.
    """
    await HOLD.run(question.id)
    question = await question_facts_by_id(question.id)
    if not policy.coordinates(by, question):
        raise NotAllowed(_("Only a coordinator of the organising unit may do this."))
    files = await OF[Owner.QUESTION].all(question.id)
    refuse_other(seen, *sorted((row["id"], bool(row["is_released"])) for row in files), is_typed=False)
    changed = [row for row in files if bool(row["is_released"]) is not (row["id"] in ids)]
    for row in changed:
        await RELEASE.run(row["id"] in ids, row["id"], question.id, row["id"] not in ids)
    if changed:
        await journal.record(
            "question.release_files",
            by=by,
            at=at,
            about=("question", question.id),
            unit_id=question.organiser_id,
            before={"released": [row["sha256"] for row in files if row["is_released"]]},
            after={"released": [row["sha256"] for row in files if row["id"] in ids]},
        )
