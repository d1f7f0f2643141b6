"""A code app on the telephone: setting it up, and taking it away."""

from datetime import datetime

from app.access import Viewer
from app.database import Statement, atomic
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence as _
from app.people.codes import step_of
from app.people.sealing import sealed
from app.people.second_factors import END_TOTP, Secured, added, own_id, removed

PURPOSE = "totp"
WRONG_CODE = _("This code is not right. Please check the clock of your telephone and enter the newest code.")
ADD = Statement(
    "INSERT INTO totp_key (person, sealed, created_at, last_step) VALUES ({}, {}, {}, {})"
    " ON CONFLICT (person) DO NOTHING RETURNING id"
)


@atomic
async def set_up(secret: str, code: str, *, key: str, by: Viewer, at: datetime, user_agent: str) -> Secured:
    """Take the app into use once it shows a right code; `key` is the site's own.

    Raises Invalid beside `code`, and Conflict when there is one already.
    """
    step = step_of(secret, code, at)
    if step is None:
        raise Invalid(WRONG_CODE, {"code": WRONG_CODE})
    if not await ADD.one(own_id(by), sealed(secret, key, PURPOSE), at, step):
        raise Conflict(_("A code app is set up already."))
    what = _("A code app now stands beside your password.")
    return await added("person.code_app_added", what, by=by, at=at, user_agent=user_agent)


@atomic
async def remove(*, is_required: bool, by: Viewer, at: datetime) -> None:
    """Stop asking for codes; raises NotAllowed where the role needs it, NotFound where there is none."""
    if not await END_TOTP.run(own_id(by)):
        raise NotFound(_("There is no second factor yet."))
    what = _("Your code app was removed.")
    await removed("person.code_app_removed", what, is_required=is_required, by=by, at=at)
