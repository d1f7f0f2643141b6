"""The outbox: letters are queued in the act's transaction and leave after it has been committed."""

from typing import TYPE_CHECKING

from app.post.letter import Letter

if TYPE_CHECKING:
    from app.post.moving import let_go, withhold
    from app.post.outbox import prepared, queue
    from app.post.worker import start_worker, stop_worker

__all__ = ["Letter", "let_go", "prepared", "queue", "start_worker", "stop_worker", "withhold"]


def __getattr__(name: str) -> object:
    # Letters are written by modules that know no database; what needs one comes when it is asked for.
    if name in {"prepared", "queue"}:
        from app.post import outbox

        return getattr(outbox, name)
    if name in {"let_go", "withhold"}:
        from app.post import moving

        return getattr(moving, name)
    if name in {"start_worker", "stop_worker"}:
        from app.post import worker

        return getattr(worker, name)
    raise AttributeError(name)
