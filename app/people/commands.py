"""The commands about people and units: invite, list, and the first unit of a new installation."""

import argparse
from typing import TYPE_CHECKING

from app.access import SYSTEM, Role
from app.i18n import Sentence as _
from app.people.kinds import UnitKind

if TYPE_CHECKING:
    from app.people.inviting import Invited
    from app.settings import Settings


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    user = commands.add_parser("user", help=str(_("invite people and list them")))
    users = user.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)

    invite = users.add_parser("invite", help=str(_("invite somebody by e-mail and print the link")))
    invite.add_argument("email", metavar="EMAIL", help=str(_("the e-mail address of the new colleague")))
    invite.add_argument(
        "--unit",
        required=True,
        metavar="CODE",
        help=str(_("the code of the unit, such as STC")),
    )
    invite.add_argument(
        "--role",
        required=True,
        choices=[str(role) for role in Role],
        help=str(_("what the person will do")),
    )
    invite.add_argument("--name", default="", help=str(_("the name, for the letter")))
    invite.set_defaults(run=run_invite)

    renew = users.add_parser("password", help=str(_("end a forgotten password; a link sets a new one")))
    renew.add_argument("email", metavar="EMAIL", help=str(_("the e-mail address of the account")))
    renew.set_defaults(run=run_renew)

    unlock = users.add_parser("unlock", help=str(_("remove the second factors of somebody who lost them")))
    unlock.add_argument("email", metavar="EMAIL", help=str(_("the e-mail address of the account")))
    unlock.set_defaults(run=run_unlock)

    everybody = users.add_parser("list", help=str(_("list all people with their units and roles")))
    everybody.set_defaults(run=run_list)

    unit = commands.add_parser("unit", help=str(_("add a unit and list them")))
    units = unit.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)

    add = units.add_parser("add", help=str(_("add a unit, such as the first one of a new installation")))
    add.add_argument("code", metavar="CODE", help=str(_("a short code of its own, such as STC")))
    add.add_argument("name", metavar="NAME", help=str(_("its full name")))
    add.add_argument(
        "--kind",
        choices=[str(kind) for kind in UnitKind],
        default=str(UnitKind.DEPARTMENT),
    )
    add.add_argument("--parent", metavar="CODE", help=str(_("the code of the unit above it")))
    add.add_argument("--place", default="", help=str(_("the place before the date of its documents")))
    add.set_defaults(run=run_add_unit)

    every = units.add_parser("list", help=str(_("list all units")))
    every.set_defaults(run=run_list_units)


async def run_invite(given: argparse.Namespace) -> int:
    from app.clock import now
    from app.people.inviting import invite
    from app.settings import Settings
    from app.site.queries import load_words

    settings = Settings.from_environment(needs_secret=False)
    await load_words()
    unit_id = await _unit_id(given.unit)
    invited = await invite(given.email, given.name, unit_id, Role(given.role), by=SYSTEM, at=now())
    _tell(settings, given.email, invited)
    return 0


async def run_renew(given: argparse.Namespace) -> int:
    from app.clock import now
    from app.errors import NotFound
    from app.people import queries
    from app.people.inviting import renew
    from app.settings import Settings
    from app.site.queries import load_words

    await load_words()
    person = await queries.person_by_email(given.email)
    if person is None:
        raise NotFound(_("There is no such person."))
    invited = await renew(person.id, by=SYSTEM, at=now())
    _tell(Settings.from_environment(needs_secret=False), person.email, invited)
    return 0


async def run_unlock(given: argparse.Namespace) -> int:
    from app.clock import now
    from app.errors import NotFound
    from app.people import queries, second_factors
    from app.site.queries import load_words

    await load_words()
    person = await queries.person_by_email(given.email)
    if person is None:
        raise NotFound(_("There is no such person."))
    await second_factors.remove_all(person.id, by=SYSTEM, at=now())
    print(_("Code app, passkeys and recovery codes of %(email)s are removed; the password holds.", email=person.email))
    return 0


async def run_list(given: argparse.Namespace) -> int:
    from app.people import queries
    from app.people.units import directory

    units, held = await directory(), await queries.open_memberships()
    for person in await queries.people(limit=100_000):
        roles = ", ".join(f"{row.role}@{units[row.unit_id].code}" for row in held.get(person.id, []))
        state = "" if person.is_active else str(_("closed"))
        print(f"{person.email}\t{person.name}\t{roles}\t{state}".rstrip())
    return 0


async def run_add_unit(given: argparse.Namespace) -> int:
    from app.clock import day_of, now
    from app.people.unit_keeping import create_unit

    at = now()
    await create_unit(
        given.code,
        given.name,
        UnitKind(given.kind),
        parent_id=await _unit_id(given.parent) if given.parent else None,
        place=given.place,
        valid_from=day_of(at),
        by=SYSTEM,
        at=at,
    )
    return 0


async def run_list_units(given: argparse.Namespace) -> int:
    from app.people.units import directory

    for unit in (await directory()).units:
        print(f"{unit.code}\t{unit.name}\t{unit.kind}")
    return 0


def _tell(settings: "Settings", email: str, invited: "Invited") -> None:
    """Where the link is: in a letter, or here where no mail server is set."""
    if settings.smtp_url:
        print(_("A letter with the link is on its way to %(email)s.", email=email))
    else:
        print(_("No mail server is set, so please pass this link on to %(email)s:", email=email))
        print(settings.base_url + invited.path)


async def _unit_id(code: str) -> int:
    from app.errors import NotFound
    from app.people.units import directory

    unit = (await directory()).by_code(code)
    if unit is None:
        raise NotFound(_("There is no unit with the code %(code)s.", code=code))
    return unit.id
