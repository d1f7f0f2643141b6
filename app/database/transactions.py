"""`@atomic`: one act is one transaction, tried again when somebody else's came between."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from app.database.engines import current
from app.database.refusing import Busy

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)

TRIES = 5


def atomic(act: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Run the whole function in one transaction: IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.

    When the database cannot order it with another transaction, the function is run again from its start (five
    tries), so all it does outside the database must be harmless twice, or wait in `after_commit`.
    Acts do not call acts: inside another `@atomic` it raises RuntimeError, for a second transaction could not
    be undone on its own. Raises Unavailable (nothing is stored) and Busy when five tries were not enough.
    """

    @wraps(act)
    async def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        engine = current()
        if engine.present is not None:
            raise RuntimeError(f"{act.__qualname__} is already inside a transaction")
        tries = 0
        while True:
            tries += 1
            transaction = engine.transaction()
            try:
                async with transaction:
                    return await act(*args, **kwargs)
            except Busy:
                if tries == TRIES:
                    raise
            finally:
                if transaction._committed:
                    _tell(transaction.afterwards)
            await asyncio.sleep(random.uniform(0.2, 1.0) * 0.01 * 2**tries)  # noqa: S311  only waits differ

    return in_one_transaction


def after_commit(call: Callable[[], object]) -> None:
    """Call `call` once the present transaction is committed; never when it is rolled back.

    Outside a transaction it is called at once. What it raises is logged: the act is stored already.
    """
    present = current().present
    if present is None:
        call()
    else:
        present.afterwards.append(call)


def _tell(calls: list[Callable[[], object]]) -> None:
    for call in calls:
        try:
            call()
        except Exception:
            log.exception("a call after the commit failed")
