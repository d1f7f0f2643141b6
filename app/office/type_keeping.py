"""Changing types of forum, and adding one's own."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import Invalid, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import refuse_stale_named, version_of_named
from app.office.policy import permit
from app.office.values import TypeValues
from app.text import slugify
from events.planning.kinds import event_types
from events.planning.seeing import SeenBy
from questions.askers.narrowing import narrow_type

PUT = Statement(
    "INSERT INTO event_type (code, name, name_english, notice, notice_in_calendar_days, results_days, basis,"
    " basis_english, times_a_year, is_on, seen_by) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})"
    " ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_english = excluded.name_english,"
    " notice = excluded.notice, notice_in_calendar_days = excluded.notice_in_calendar_days,"
    " results_days = excluded.results_days, basis = excluded.basis, basis_english = excluded.basis_english,"
    " times_a_year = excluded.times_a_year, is_on = excluded.is_on, seen_by = excluded.seen_by RETURNING id"
)
ROW = Statement(
    "SELECT name, name_english, notice, notice_in_calendar_days, results_days, basis, basis_english, times_a_year,"
    " is_on, seen_by FROM event_type WHERE code = {}"
)
CODE_MOST = 20


@atomic
async def put_type(code: str, values: TypeValues, *, by: Viewer, at: datetime, version: str = "") -> str:
    """Change the type of this code, or add one when the code is empty; its code.

    Forums that are planned or announced already are judged by the new rule from now on. Raises Invalid when it
    would be the last type offered and is switched off, Conflict when somebody else changed it since `version`.
    """
    permit(by)
    types = await event_types()
    if code and code not in types:
        raise NotFound(_("There is no such type of forum."))
    if not values.is_on and not any(kind.is_on for kind in types.values() if kind.code != code):
        last = _("One type of forum must remain.")
        raise Invalid(last, {"is_on": last})
    before = await ROW.one(code) if code else None
    code = code or _free_code(values.name, types)
    put = await PUT.one(
        code, values.name, values.name_english, values.notice, values.notice_in_calendar_days, values.results_days,
        values.basis, values.basis_english, values.times_a_year, values.is_on, values.seen_by,
    )  # fmt: skip
    assert put is not None
    await refuse_stale_named("event_type", "code", code, version=version)
    await journal.record(
        "event_type.put",
        by=by,
        at=at,
        about=("event_type", put["id"]),
        before=before,
        after={"code": code} | asdict(values),
    )
    await narrow_type(code, SeenBy(values.seen_by), by=by, at=at)
    return code


async def version_of_type(code: str) -> str:
    """What the form of a type keeps."""
    return await version_of_named("event_type", "code", code)


def _free_code(name: str, taken: Collection[str]) -> str:
    base = slugify(name)[: CODE_MOST - 3] or "loai"
    return next(code for n in range(1, 100) if (code := base if n == 1 else f"{base}-{n}") not in taken)
