"""The commands with which an office begins: set up, and take in lists of units and people."""

import argparse
import asyncio
import sys
from pathlib import Path

from app.i18n import Sentence as _
from app.people.kinds import KIND_NAMES, UnitKind

NEEDED = {
    "site_name": _("Name of the site"),
    "unit_code": _("Code of the first unit, such as VPUB"),
    "unit_name": _("Full name of the first unit"),
    "admin_name": _("Full name of the first administrator"),
    "admin_email": _("E-mail address of the first administrator"),
}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    setup = commands.add_parser("setup", help=str(_("begin: name the site, make its first unit and administrator")))
    for name, words in NEEDED.items():
        setup.add_argument(f"--{name.replace('_', '-')}", default="", help=str(words))
    kinds = "; ".join(f"{kind} = {name}" for kind, name in KIND_NAMES.items())
    setup.add_argument(
        "--unit-kind",
        choices=[str(kind) for kind in UnitKind],
        default=str(UnitKind.OTHER),
        help=str(_("what the first unit is (%(kinds)s); “khac” where it is not said", kinds=kinds)),
    )
    setup.add_argument("--place", default="", help=str(_("the place before the date of its documents")))
    setup.set_defaults(run=run_setup)
    _add_lists(commands, "units", _("take in a list of units, or make an empty one to fill in"))
    _add_lists(commands, "people", _("take in a list of people, or make an empty one to fill in"))


def _add_lists(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", kind: str, words: _) -> None:
    parser = commands.add_parser(kind, help=str(words))
    acts = parser.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)
    taking = acts.add_parser("import", help=str(_("take in a list from .xlsx, .ods or .csv: all of it or nothing")))
    taking.add_argument("file", metavar="FILE", type=Path, help=str(_("the spreadsheet")))
    taking.add_argument("--dry-run", action="store_true", help=str(_("look every row over and take nothing")))
    if kind == "people":
        taking.add_argument("--invite", action="store_true", help=str(_("write a letter with a link to each person")))
    taking.set_defaults(run=run_import, kind=kind, invite=False)
    empty = acts.add_parser("template", help=str(_("write an empty list (.xlsx) to fill in")))
    empty.add_argument("file", metavar="FILE", type=Path, help=str(_("the spreadsheet to write")))
    empty.set_defaults(run=run_template, kind=kind)


def run_setup(given: argparse.Namespace) -> int:
    """Bring the database to this version, then begin. Asks at the keyboard for what no option says."""
    from app.database.migrating import migrate
    from app.settings import Settings

    settings = Settings.from_environment(needs_secret=False)
    if sys.stdin.isatty():
        for name, words in NEEDED.items():
            if not getattr(given, name):
                setattr(given, name, input(f"{words}: "))
    asyncio.run(migrate(settings))
    path = asyncio.run(_begin(given, settings.database_url))
    if settings.smtp_url:
        print(_("A letter with the link is on its way to %(email)s.", email=given.admin_email))
    else:
        print(_("No mail server is set, so please pass this link on to %(email)s:", email=given.admin_email))
        print(settings.base_url + path)
    print(_("Next: doithoai units import FILE, doithoai people import FILE, then doithoai serve."))
    return 0


async def _begin(given: argparse.Namespace, url: str) -> str:
    from app.access import SYSTEM
    from app.clock import now
    from app.database import connect, disconnect
    from app.office.setting_up import Beginning, set_up

    await connect(url)
    try:
        plan = Beginning(
            **{name: getattr(given, name) for name in NEEDED}, unit_kind=UnitKind(given.unit_kind), place=given.place
        )
        return await set_up(plan, by=SYSTEM, at=now())
    finally:
        await disconnect()


async def run_import(given: argparse.Namespace) -> int:
    """0 when the whole list was taken (or, for a dry run, could be), 1 when any row has a problem."""
    from hashlib import sha256

    from app.access import SYSTEM
    from app.clock import now
    from app.office.lists.rows import ListKind
    from app.office.lists.staging import looked_over, read_sheet, stage, staged
    from app.office.lists.taking import take_people, take_units
    from app.site.queries import load_words

    kind, at = ListKind(given.kind), now()
    content = given.file.read_bytes()
    sheet = await read_sheet(given.file, given.file.name, kind)
    rows = await looked_over(sheet, at)
    wrong = [row for row in rows if row.problems]
    for row in wrong:
        for column, problem in row.problems.items():
            heading = sheet.headings.get(column, column)
            _say(_("Row %(number)s, %(column)s: %(problem)s", number=row.number, column=heading, problem=problem))
    if wrong:
        _say(_("%(wrong)s of %(all)s rows have problems, so nothing was taken.", wrong=len(wrong), all=len(rows)))
        return 1
    new = sum(row.is_new for row in rows)
    if given.dry_run:
        print(_("%(new)s rows would be taken in; %(known)s are known already.", new=new, known=len(rows) - new))
        return 0
    await load_words()
    digest = sha256(content).hexdigest()
    list_id = await stage(sheet, file_name=given.file.name, file_sha256=digest, by=SYSTEM, at=at)
    waiting = await staged(list_id, kind)
    if kind is ListKind.UNITS:
        taken = await take_units(waiting, by=SYSTEM, at=at)
    else:
        taken = await take_people(waiting, invite=given.invite, by=SYSTEM, at=at)
    print(_("%(new)s rows were taken in; %(known)s were known already.", new=taken.new, known=taken.known))
    if given.invite:
        print(_("Letters of invitation: %(count)s", count=taken.invited))
    return 0


def run_template(given: argparse.Namespace) -> int:
    from app.office.lists.rows import ListKind
    from app.office.lists.template import template_of

    given.file.write_bytes(template_of(ListKind(given.kind)))
    print(given.file)
    return 0


def _say(sentence: object) -> None:
    print(sentence, file=sys.stderr)
