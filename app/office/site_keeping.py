"""Changing what an installation calls itself and how it looks."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Statement, atomic
from app.journal.staleness import refuse_stale
from app.office.pictures import cleaned_picture
from app.office.policy import permit
from app.office.values import SiteValues
from app.site.queries import SITE

SITE_ID = 1
CHANGE = Statement(
    "INSERT INTO site (id, name, colour, emblem, address, phone, email, second_factor_required, changed_at)"
    " VALUES (1, {}, {}, '', {}, {}, {}, {}, {}) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
    " colour = excluded.colour, address = excluded.address, phone = excluded.phone, email = excluded.email,"
    " second_factor_required = excluded.second_factor_required, changed_at = excluded.changed_at"
)
SET_EMBLEM = Statement(
    "INSERT INTO site (id, name, colour, emblem, address, phone, email, second_factor_required, changed_at)"
    " VALUES (1, '', '', {}, '', '', '', {}, {}) ON CONFLICT (id) DO UPDATE SET emblem = excluded.emblem,"
    " changed_at = excluded.changed_at"
)
ADD_PICTURE = Statement(
    "INSERT INTO site_emblem (sha256, media_type, content) VALUES ({}, {}, {}) ON CONFLICT (sha256) DO NOTHING"
)


@atomic
async def change_site(values: SiteValues, *, by: Viewer, at: datetime, version: str = "") -> None:
    """Pages and letters show it from the next one on. Raises Conflict when it was changed since `version`."""
    permit(by)
    known = await SITE.one() or {}
    before, after = {key: known.get(key, "") for key in asdict(values)}, asdict(values)
    before["second_factor_required"] = bool(before["second_factor_required"])
    await CHANGE.run(*after.values(), at)
    await refuse_stale("site", SITE_ID, version)
    changed = [key for key in after if before[key] != after[key]]
    if changed:
        await journal.record(
            "site.changed",
            by=by,
            at=at,
            about=("site", SITE_ID),
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )


@atomic
async def put_emblem(content: bytes, *, by: Viewer, at: datetime, version: str = "") -> str:
    """Show this picture from now on, or the shipped one when it is empty; its SHA-256.

    Raises Invalid, and Conflict when the site was changed since `version`.
    """
    permit(by)
    sha256 = ""
    if content:
        media_type, cleaned = cleaned_picture(content)
        sha256 = hashlib.sha256(cleaned).hexdigest()
        await ADD_PICTURE.run(sha256, media_type, cleaned)
    await SET_EMBLEM.run(sha256, False, at)
    await refuse_stale("site", SITE_ID, version, is_typed=False)
    await journal.record("site.emblem", by=by, at=at, about=("site", SITE_ID), after={"sha256": sha256})
    return sha256
