"""The commands about people: invite one, list all."""

import argparse

from app.access import SYSTEM, Role
from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    user = commands.add_parser("user", help=str(_("invite people and list them")))
    users = user.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)

    invite = users.add_parser("invite", help=str(_("invite somebody by e-mail and print the link")))
    invite.add_argument("email", metavar="EMAIL", help=str(_("the e-mail address of the new colleague")))
    invite.add_argument(
        "--unit", required=True, metavar="CODE", help=str(_("the code of the unit, such as STC"))
    )
    invite.add_argument(
        "--role", required=True, choices=[str(role) for role in Role], help=str(_("what the person will do"))
    )
    invite.add_argument("--name", default="", help=str(_("the name, for the letter")))
    invite.set_defaults(run=run_invite)

    everybody = users.add_parser("list", help=str(_("list all people with their units and roles")))
    everybody.set_defaults(run=run_list)


async def run_invite(given: argparse.Namespace) -> int:
    from app.clock import now
    from app.errors import NotFound
    from app.people.inviting import invite
    from app.people.units import directory
    from app.settings import Settings

    settings = Settings.from_environment(needs_secret=False)
    unit = (await directory()).by_code(given.unit)
    if unit is None:
        raise NotFound(_("There is no unit with the code %(code)s.", code=given.unit))
    invited = await invite(given.email, given.name, unit.id, Role(given.role), by=SYSTEM, at=now())
    if settings.smtp_url:
        print(_("A letter with the link is on its way to %(email)s.", email=given.email))
    else:
        print(_("No mail server is set, so please pass this link on to %(email)s:", email=given.email))
        print(settings.base_url + invited.path)
    return 0


async def run_list(given: argparse.Namespace) -> int:
    from app.people import queries
    from app.people.units import directory

    units, held = await directory(), await queries.open_memberships()
    for person in await queries.people(limit=100_000):
        roles = ", ".join(f"{row.role}@{units[row.unit_id].code}" for row in held.get(person.id, []))
        state = "" if person.is_active else str(_("closed"))
        print("\t".join((person.email, person.name, roles, state)).rstrip())
    return 0
