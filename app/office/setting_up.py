"""A new installation: its name, its first unit, its first administrator."""

from dataclasses import dataclass
from datetime import datetime

from app.access import Role, Viewer
from app.clock import day_of
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.office.site_keeping import change_site
from app.office.values import SiteValues
from app.people import queries
from app.people.addresses import checked_email
from app.people.inviting import invite
from app.people.kinds import UnitKind
from app.people.unit_keeping import create_unit
from app.people.units import directory
from app.site.queries import load_words
from app.text import clean_line


@dataclass(frozen=True)
class Beginning:
    site_name: str
    unit_code: str
    unit_name: str
    admin_email: str
    admin_name: str
    unit_kind: UnitKind = UnitKind.OTHER
    place: str = ""


async def set_up(plan: Beginning, *, by: Viewer, at: datetime) -> str:
    """Make the site and its first unit, and invite the first administrator; the path of the invitation.

    Raises Conflict when somebody is administrator already, Invalid naming what is missing. An interrupted run
    may be repeated: a unit that is there already is taken as it is.
    """
    if await queries.admins():
        raise Conflict(_("This installation has an administrator already. Use “doithoai user invite” for others."))
    _check(plan)
    await change_site(SiteValues(name=clean_line(plan.site_name)[:100]), by=by, at=at)
    await load_words()
    known = (await directory()).by_code(clean_line(plan.unit_code))
    unit_id = known.id if known else await _first_unit(plan, by=by, at=at)
    return (await invite(plan.admin_email, plan.admin_name, unit_id, Role.ADMIN, by=by, at=at)).path


async def _first_unit(plan: Beginning, *, by: Viewer, at: datetime) -> int:
    return await create_unit(
        plan.unit_code,
        plan.unit_name,
        plan.unit_kind,
        place=clean_line(plan.place)[:100],
        valid_from=day_of(at),
        by=by,
        at=at,
    )


def _check(plan: Beginning) -> None:
    needed = {
        "--site-name": plan.site_name,
        "--unit-code": plan.unit_code,
        "--unit-name": plan.unit_name,
        "--admin-name": plan.admin_name,
        "--admin-email": plan.admin_email,
    }
    missing = {option: _("Please fill this in.") for option, value in needed.items() if not clean_line(value)}
    if missing:
        raise Invalid(_("Something is missing"), missing)
    checked_email(plan.admin_email)
