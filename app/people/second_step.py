"""The second step of signing in: a code of the app, or a recovery code, given with the token of the first step."""

from datetime import datetime

from app import journal, post
from app.database import Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.people import one_time, queries
from app.people.code_app import PURPOSE, WRONG_CODE
from app.people.codes import is_code, recovery_hash, step_of
from app.people.letters import changed_letter
from app.people.one_time import Purpose
from app.people.policy import SECOND_STEP_TRIES, Way
from app.people.rows import PersonRow
from app.people.sealing import opened as unsealed
from app.people.second_factors import CODES_LEFT
from app.people.sessions import viewer_for
from app.people.signing_in import Opened, welcome

KEY = Statement("SELECT sealed FROM totp_key WHERE person = {}")
# Compare-and-set: of two who give the same code at once, one comes second.
USE_STEP = Statement("UPDATE totp_key SET last_step = {} WHERE person = {} AND last_step < {} RETURNING id")
USE_RECOVERY = Statement("DELETE FROM recovery_code WHERE person = {} AND code_hash = {} RETURNING id")
OVER = _("This took too long, or too many codes were wrong. Please sign in again.")
USED_CODE = _("This code was used already. Please wait for the next one.")


async def who(token: str, at: datetime) -> PersonRow:
    """Who is half signed in; raises Conflict when the time or the tries are over."""
    half = await one_time.look(token, Purpose.SECOND_STEP, at)
    person = await queries.person(half.person_id) if half and half.person_id else None
    if half is None or half.tries >= SECOND_STEP_TRIES or person is None or not person.is_active:
        raise Conflict(OVER)
    return person


async def give_code(
    token: str, given: str, *, key: str, at: datetime, user_agent: str = "", instead_of: str | None = None
) -> Opened:
    """Come in with a code of the app, or a recovery code; `key` is the site's own.

    Raises Invalid for a wrong or used code, Conflict when the first step is too old or five codes were wrong.
    """
    person_id = await _counted(token, at)
    if not is_code(given):
        return await _by_recovery_code(token, person_id, given, at, user_agent, instead_of)
    row = await KEY.one(person_id)
    secret = unsealed(row["sealed"], key, PURPOSE) if row else None
    step = step_of(secret, given, at) if secret else None
    if step is None:
        raise Invalid(WRONG_CODE, {"code": WRONG_CODE})
    return await _by_step(token, person_id, step, at, user_agent, instead_of)


@atomic
async def _counted(token: str, at: datetime) -> int:
    """Count the try before it is judged, so that many at once are no more than five."""
    half = await one_time.look(token, Purpose.SECOND_STEP, at)
    if half is None or half.person_id is None or await one_time.count_try(half) > SECOND_STEP_TRIES:
        raise Conflict(OVER)
    return half.person_id


@atomic
async def _by_step(
    token: str, person_id: int, step: int, at: datetime, user_agent: str, instead_of: str | None
) -> Opened:
    if not await USE_STEP.one(step, person_id, step):
        raise Invalid(USED_CODE, {"code": USED_CODE})
    return await finish(token, Way.CODE, at, user_agent, instead_of)


@atomic
async def _by_recovery_code(
    token: str, person_id: int, given: str, at: datetime, user_agent: str, instead_of: str | None
) -> Opened:
    if not await USE_RECOVERY.one(person_id, recovery_hash(person_id, given)):
        raise Invalid(WRONG_CODE, {"code": WRONG_CODE})
    by, left = await viewer_for(person_id, at), await CODES_LEFT.one(person_id)
    codes = left["codes"] if left else 0
    await journal.record(
        "person.recovery_code_used", by=by, at=at, about=("person", person_id), after={"codes_left": codes}
    )
    what = _("A recovery code was used to sign in. %(codes)s are left.", codes=codes)
    await post.queue(changed_letter(by.email, by.name, what, by.language), about=("person", person_id), at=at)
    return await finish(token, Way.RECOVERY_CODE, at, user_agent, instead_of)


async def finish(token: str, way: Way, at: datetime, user_agent: str, instead_of: str | None) -> Opened:
    """Inside the act that saw the second factor: the first step is used up and a strong session begins."""
    half = await one_time.take(token, Purpose.SECOND_STEP, at)
    if half is None or half.person_id is None:
        raise Conflict(OVER)
    return await welcome(half.person_id, (way,), at=at, user_agent=user_agent, instead_of=instead_of, is_strong=True)
