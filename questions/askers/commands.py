"""The commands about people who ask: what is kept of one, erasing one, and what has been kept too long."""

import argparse
import sys
from pathlib import Path

from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    asker = commands.add_parser("asker", help=str(_("data about who asked one question")))
    acts = asker.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)
    export = acts.add_parser("export", help=str(_("write everything about the asker: as data and as a text to read")))
    export.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help=str(_("where the two files go")))
    export.set_defaults(run=run_export)
    erase = acts.add_parser("erase", help=str(_("erase the asker's data; the question stays")))
    erase.add_argument("--reason", required=True, help=str(_("why, for the journal and the asker")))
    erase.set_defaults(run=run_erase)
    for parser in (export, erase):
        parser.add_argument("code", metavar="CODE", help=str(_("the code of the question, such as CH-2026-0012")))
    retention = commands.add_parser("retention", help=str(_("let data about people go that was kept long enough")))
    way = retention.add_mutually_exclusive_group(required=True)
    way.add_argument("--dry-run", action="store_true", help=str(_("only count what is due")))
    way.add_argument("--apply", action="store_true", help=str(_("let it go; what is gone cannot come back")))
    retention.set_defaults(run=run_retention)


async def run_export(given: argparse.Namespace) -> int:
    from questions.askers.portable import as_json, as_text, own_data
    from questions.facts import question_facts

    question = await question_facts(given.code.upper())
    data = await own_data(question.id)
    for ending, content in (("json", as_json(data)), ("txt", as_text(data))):
        target = given.out / f"{question.code}.{ending}"
        target.touch(mode=0o600)  # nobody else on this machine reads it
        target.write_bytes(content)
        print(target)
    return 0


async def run_erase(given: argparse.Namespace) -> int:
    """0 also when it was erased before."""
    from app.access import SYSTEM
    from app.clock import now
    from questions.askers.erasing import erase_by_command
    from questions.askers.forgetting import merge_indexes
    from questions.facts import question_facts

    question = await question_facts(given.code.upper())
    if question.is_erased:
        print(_("The asker of %(code)s was erased already.", code=question.code))
        return 0
    await erase_by_command(question, given.reason, by=SYSTEM, at=now())
    await merge_indexes()
    print(_("The asker of %(code)s was erased. The question stays.", code=question.code))
    print(_("Backups made before still hold the data until they are replaced."), file=sys.stderr)
    return 0


async def run_retention(given: argparse.Namespace) -> int:
    from app.access import SYSTEM
    from app.clock import now
    from questions.askers.retention import RULES, apply, due_now, periods

    at, months = now(), await periods()
    found = await (apply(by=SYSTEM, at=at) if given.apply else due_now(at))
    for kind, number in found.items():
        kept = _("%(number)s months", number=months[kind]) if months[kind] else _("for ever")
        print(f"{number:>8}  {RULES[kind].what} ({kept})")
    return 0
