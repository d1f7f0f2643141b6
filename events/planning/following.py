"""What follows when a forum is postponed, moved or cancelled: the due dates of its questions, in the same transaction.

Questions lie above forums, so it is they who say that they follow; forums know nothing of them.
"""

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Protocol

from app.access import Viewer


class Follower(Protocol):
    def __call__(self, event_id: int, *, by: Viewer, at: datetime) -> Coroutine[Any, Any, None]: ...


_followers: list[Follower] = []


def follows(follower: Follower) -> Follower:
    """Have this called inside every act that moves the day of a forum, or cancels it."""
    _followers.append(follower)
    return follower


async def day_moved(event_id: int, *, by: Viewer, at: datetime) -> None:
    """Let everything follow the forum as it stands now."""
    for follower in _followers:
        await follower(event_id, by=by, at=at)
