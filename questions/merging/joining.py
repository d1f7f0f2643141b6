"""Joining a question with another one, and parting them again. Every asker keeps the own question and its words."""

from datetime import datetime

from app import post
from app.access import SYSTEM, Viewer
from app.database import Insert, Statement, atomic
from app.errors import Conflict
from app.i18n import Sentence as _
from questions import journal
from questions.clocks.requests import lapse_requests
from questions.facts import question_facts_by_id
from questions.merging import letters as merge_letters
from questions.merging.askers import askers_of
from questions.merging.policy import TAKES_IN, why_not_join
from questions.merging.tables import QuestionMerge
from questions.moving import STALE, move_question, refuse
from questions.policy import QuestionFacts, coordinates
from questions.states import QUESTION, QuestionAct, in_sql
from questions.tables import Question
from questions.wording import refresh_words

ENDED = _("The question that it was joined with ended without an answer.")
ADD = Insert(QuestionMerge, "question", "into_question", "stands", "person", "merged_at")
# Holds the row to the end of the transaction, so that it does not end, or is joined itself, in the same moment.
HOLD = Statement(f"UPDATE question SET state = state WHERE id = {{}} AND state IN ({in_sql(TAKES_IN)}) RETURNING id")  # noqa: S608
FOLLOW = Statement("UPDATE question_merge SET stands = {} WHERE stands = {} AND parted_at IS NULL")
END = Statement("UPDATE question_merge SET parted_at = {} WHERE question = {} AND parted_at IS NULL RETURNING stands")
OPEN = Statement("SELECT question, into_question FROM question_merge WHERE stands = {} AND parted_at IS NULL")
SET_STANDS = Statement("UPDATE question_merge SET stands = {} WHERE question = {} AND parted_at IS NULL")


@atomic
async def join(question: QuestionFacts, into: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Join a question with another one, which is answered for both; its asker is told.

    Those that were joined with the first go along. Nothing of it is lost, and its clock no longer runs.
    """
    question, into = await question_facts_by_id(question.id), await question_facts_by_id(into.id)
    is_movable = QUESTION.target(question.state, QuestionAct.MERGE) is not None
    is_stale = coordinates(by, question) and (not is_movable or into.state not in TAKES_IN)
    refuse(why_not_join(by, question, into), is_stale=is_stale)
    if await HOLD.one(into.id) is None:
        raise Conflict(STALE)
    values = {Question.paused_at: None, Question.dispute_until: None}
    await move_question(question, QuestionAct.MERGE, by=by, at=at, values=values, into=into.code)
    await lapse_requests(question.id, at)
    await refresh_words(question.id)
    await FOLLOW.run(into.id, question.id)
    merge_id = await ADD(question.id, into.id, into.id, by.person_id, at)
    await journal.record(
        "question.take_in",
        by=by,
        at=at,
        about=("question", into.id),
        unit_id=into.organiser_id,
        after={"joined": question.code},
    )
    for asker in await askers_of(question.id):
        if asker.id == question.id and asker.email:
            letter = merge_letters.merged(
                to=asker.email,
                name=asker.name,
                code=asker.code,
                summary=asker.summary,
                language=asker.language,
                key=f"merged {merge_id}",
            )
            await post.queue(letter, about=("question", question.id), at=at)


async def part(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """End that a question is joined with another, inside the act that moves it on; what was joined with it stays so."""
    row = await END.one(at, question.id)
    if row is None:
        return
    await _follow(question.id, await OPEN.all(row["stands"]))
    stands = await question_facts_by_id(row["stands"])
    await journal.record(
        "question.part",
        by=by,
        at=at,
        about=("question", stands.id),
        unit_id=stands.organiser_id,
        after={"parted": question.code},
    )


async def _follow(question_id: int, merges: list[dict[str, int]]) -> None:
    """All that were joined with it, or with one of those, stand or fall with it again."""
    reached = {question_id}
    for _hop in merges:
        reached |= {merge["question"] for merge in merges if merge["into_question"] in reached}
    for each in sorted(reached - {question_id}):
        await SET_STANDS.run(question_id, each)


async def release(question: QuestionFacts, *, at: datetime) -> None:
    """Part all that were joined with a question which ends without an answer: each is looked at by itself again."""
    for merge in await OPEN.all(question.id):
        if merge["into_question"] != question.id:
            continue  # it goes with the one that it was joined with
        joined = await question_facts_by_id(merge["question"])
        await part(joined, by=SYSTEM, at=at)
        await move_question(joined, QuestionAct.RECONSIDER, by=SYSTEM, at=at, reason=str(ENDED))
        for asker in await askers_of(joined.id):
            if asker.email:
                letter = merge_letters.parted(
                    to=asker.email,
                    name=asker.name,
                    code=asker.code,
                    language=asker.language,
                    key=f"parted {asker.code} {at:%Y%m%d%H%M%S%f}",
                )
                await post.queue(letter, about=("question", asker.id), at=at)
