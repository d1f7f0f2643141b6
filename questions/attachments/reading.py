"""Reading attached files: the list of a thing, and one file for who may open it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.access import Viewer
from app.database import Statement
from app.errors import NotFound
from app.files.kinds import KINDS
from app.formats import show_size
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.states import AnswerState
from questions.attachments.policy import AttachmentFacts, is_public, may_open
from questions.commitments.facts import commitment_facts
from questions.facts import answer_facts, question_facts_by_id
from questions.merging.standing import standing


class Owner(StrEnum):
    """What a file belongs to, by the name of its column."""

    QUESTION = "question"
    ANSWER = "answer"
    EARLIER_ANSWER = "earlier_answer"
    NOTE = "note"


_ROW = "SELECT id, stored, name, kind, size, sha256, is_released, added_at FROM attachment"
OF = {owner: Statement(f"{_ROW} WHERE {owner.value} = {{}} ORDER BY id LIMIT 20") for owner in Owner}
OF_COMMITMENT = Statement(
    f"{_ROW} WHERE note IN (SELECT progress_note.id FROM progress_note JOIN commitment"  # noqa: S608
    " ON commitment.id = progress_note.commitment WHERE commitment.code = {}) ORDER BY id LIMIT 200"
)
OF_ANSWER = Statement(
    f"{_ROW} WHERE answer = (SELECT answer.id FROM answer WHERE answer.question = {{}}) ORDER BY id LIMIT 20"  # noqa: S608
)
ONE = Statement(
    "SELECT id, stored, name, kind, size, sha256, is_released, question, answer, earlier_answer, note FROM attachment"
    " WHERE id = {}"
)
PROMISE = Statement(
    "SELECT commitment.code FROM progress_note JOIN commitment ON commitment.id = progress_note.commitment"
    " WHERE progress_note.id = {}"
)
EARLIER = Statement("SELECT question, state FROM earlier_answer WHERE id = {}")
COUNT = Statement("SELECT count(*) AS n FROM attachment WHERE question = {}")
NAMES = Statement("SELECT stored FROM attachment WHERE stored > {} ORDER BY stored LIMIT 1000")


@dataclass(frozen=True)
class FileView:
    """One line of a list of files."""

    id: int
    name: str
    kind: str
    size: int
    sha256: str
    is_released: bool
    added_at: datetime

    @property
    def kind_words(self) -> Sentence:
        return KINDS[self.kind].words

    @property
    def size_words(self) -> str:
        return show_size(self.size)


@dataclass(frozen=True)
class Download:
    """A file that this viewer may have."""

    stored: str
    name: str
    media_type: str
    size: int
    sha256: str
    is_public: bool


async def files_of(owner: Owner, owner_id: int) -> list[FileView]:
    return [_view(row) for row in await OF[owner].all(owner_id)]


async def files_of_answer(question_id: int) -> list[FileView]:
    """Those of the present answer of a question; ask first whether it is published."""
    return [_view(row) for row in await OF_ANSWER.all(question_id)]


async def files_of_commitment(code: str) -> list[FileView]:
    """The evidence of a promise, oldest first."""
    return [_view(row) for row in await OF_COMMITMENT.all(code)]


async def open_file(attachment_id: int, viewer: Viewer) -> Download:
    """Raises NotFound both for a file that is not there and for one that is not this viewer's to see."""
    row = await ONE.one(attachment_id) if 0 < attachment_id < 2**31 else None
    if row is None:
        raise NotFound(NO_FILE)
    facts = await _facts(row)
    if not may_open(viewer, facts) and not await _is_answered_by(viewer, facts):
        raise NotFound(NO_FILE)
    media_type = KINDS[row["kind"]].media_type
    return Download(row["stored"], row["name"], media_type, row["size"], row["sha256"], is_public(facts))


async def _is_answered_by(viewer: Viewer, facts: AttachmentFacts) -> bool:
    """A file of the answer is open, too, to those whose questions were joined with the one that was answered."""
    stands = await standing(viewer.asks) if viewer.asks is not None and facts.is_of_answer else None
    return stands is not None and may_open(Viewer(asks=stands.id), facts)


NO_FILE = _("There is no such file, or it is not open to you.")


async def _facts(row: dict[str, object]) -> AttachmentFacts:
    if isinstance(row["answer"], int):
        answer = await answer_facts(row["answer"])
        return AttachmentFacts(answer.question, answer, answer.state is AnswerState.PUBLISHED, is_of_answer=True)
    if isinstance(row["earlier_answer"], int):
        earlier = await EARLIER.one(row["earlier_answer"])
        assert earlier is not None
        question = await question_facts_by_id(earlier["question"])
        return AttachmentFacts(question, None, earlier["state"] == AnswerState.PUBLISHED, is_of_answer=True)
    if isinstance(row["question"], int):
        return AttachmentFacts(await question_facts_by_id(row["question"]), is_released=bool(row["is_released"]))
    promised = await PROMISE.one(row["note"])
    assert promised is not None
    return AttachmentFacts(promise=await commitment_facts(promised["code"]))


def _view(row: dict[str, object]) -> FileView:
    values = {name: value for name, value in row.items() if name != "stored"}
    return FileView(**values | {"is_released": bool(row["is_released"])})  # type: ignore[arg-type]


async def stored_names() -> set[str]:
    """The names of all files that have a row, for whoever compares them with the folder."""
    names: set[str] = set()
    last = ""
    while rows := await NAMES.all(last):
        last = rows[-1]["stored"]
        names.update(row["stored"] for row in rows)
    return names
