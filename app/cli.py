"""The `doithoai` command. Each package brings its own commands; here they are gathered and run."""

import argparse
import gettext
import importlib
import inspect
import io
import os
import sys
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, NoReturn

from app.errors import Invalid, Refusal
from app.i18n import CATALOGUES, DOMAIN, language, set_language
from app.i18n import Sentence as _
from app.settings import BadSettings

# Each module has `add_commands(commands)`, which adds parsers and sets `run`: a function of the arguments,
# plain or async (then with an open database), that returns an exit code or None. Nothing heavy loads before.
MODULES = (
    "app.operations.commands",
    "app.people.commands",
    "app.office.commands",
    "app.calendar.commands",
    "app.operations.journal_commands",
    "questions.commands",
    "questions.askers.commands",
    "exports.commands",
)

# Words of argparse itself, so that the catalogue has them.
PARSER_WORDS = (
    _("usage: "),
    _("options"),
    _("positional arguments"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("the following arguments are required: %s"),
    _("argument %(argument_name)s: %(message)s"),
    _("unrecognized arguments: %s"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("invalid %(type)s value: %(value)r"),
    _("expected one argument"),
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with 0 (done), 1 (refused) or 2 (wrongly called)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows the rest
    speak(os.environ)
    parser = build_parser()
    given = parser.parse_args(arguments)
    if not hasattr(given, "run"):
        parser.print_help(sys.stderr)
        sys.exit(2)
    sys.exit(run(given))


def run(given: argparse.Namespace) -> int:
    """Run a parsed command; refusals become sentences on stderr."""
    try:
        answer = given.run(given)
        if inspect.iscoroutine(answer):
            answer = _run_with_database(answer)
        return int(answer or 0)
    except Refusal as refusal:
        say(str(refusal))
        if isinstance(refusal, Invalid):
            for name, problem in refusal.problems.items():
                say(f"  {name}: {problem}")
        return refusal.exit_code
    except BadSettings as problems:
        say(str(problems))
        return 1
    except OSError as error:
        say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def say(sentence: str) -> None:
    """A sentence for the person at the keyboard; what a command produces goes to stdout instead."""
    print(sentence, file=sys.stderr)


def speak(environ: Mapping[str, str]) -> None:
    """Choose the language: DOITHOAI_LANG, then the locale; a machine without a locale speaks Vietnamese."""
    wanted = next((environ[name] for name in ("DOITHOAI_LANG", "LC_ALL", "LANG") if environ.get(name)), "C")
    code = wanted.partition(".")[0].partition("_")[0].lower()
    set_language("vi" if code in {"vi", "c", "posix"} else "en")
    # argparse looks its own words up in the program's text domain.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="doithoai",
        description=str(_("Dialogues between a people's committee and its citizens and businesses.")),
    )
    commands = parser.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")))
    for name in MODULES:
        importlib.import_module(name).add_commands(commands)
    return parser


def _run_with_database(work: Coroutine[Any, Any, int | None]) -> int | None:
    import asyncio

    from app.operations.database import database_open

    async def run_open() -> int | None:
        async with database_open():
            return await work

    return asyncio.run(run_open())


if __name__ == "__main__":
    main()
