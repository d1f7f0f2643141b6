"""Telling askers that their forum was moved or cancelled, where this moved the date of their answer; inside the act.

A letter for each question: an asker may have one of them erased, and the letters about it go with it.
"""

from collections.abc import Mapping
from datetime import datetime

from app import post
from app.database import Statement
from app.formats import show_date
from app.people.units import directory
from questions.clocks.forum_letters import forum_moved
from questions.clocks.keeping import Move
from questions.merging.askers import letters_to

FORUM = Statement("SELECT title, slug, starts_at, state, change_reason, organiser FROM event WHERE id = {}")


def is_told(move: Move) -> bool:
    """Whether the date that an asker knows is another one now."""
    return move.was is not None and move.due_on is not None and move.was != move.due_on


async def tell_askers(event_id: int, moves: Mapping[int, Move], *, at: datetime) -> None:
    """To everybody who asked one of these questions (by their ids), in their own language: both dates, and why."""
    told = {question_id: move for question_id, move in moves.items() if is_told(move)}
    forum = await FORUM.one(event_id) if told else None
    if forum is None:
        return
    organiser = (await directory()).name(forum["organiser"])
    known = {"title": forum["title"], "day": show_date(forum["starts_at"]), "reason": forum["change_reason"]}
    for question_id, move in told.items():
        assert move.was is not None
        assert move.due_on is not None
        dates = {"was": show_date(move.was), "date": show_date(move.due_on)}
        for asker in await letters_to(question_id):
            letter = forum_moved(
                known | dates | {"code": asker.code},
                forum["slug"],
                is_cancelled=forum["state"] == "cancelled",
                to=asker.email,
                name=asker.name,
                language=asker.language,
                signed=organiser,
                key=f"forum {asker.code} {at:%Y%m%d%H%M%S%f}",
            )
            await post.queue(letter, about=("question", question_id), at=at)
