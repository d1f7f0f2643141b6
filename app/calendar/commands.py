"""`doithoai due`: which day a number of working days ends on, and why."""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Iterable
from datetime import date
from functools import partial

from app.calendar.deadlines import Step, due
from app.calendar.working_days import WorkingCalendar, calendar_with
from app.errors import Refusal
from app.formats import show_long_date
from app.forms import read_day
from app.i18n import Sentence as _
from app.settings import sqlite_file

MOST_DAYS = 2000


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "due",
        help=str(_("count working days in Vietnam")),
        description=str(_("Print the day on which a number of Vietnamese working days ends.")),
    )
    parser.add_argument(
        "--from",
        dest="start",
        metavar="YYYY-MM-DD",
        type=_day,
        help=str(_("the starting day, which is not counted")),
    )
    parser.add_argument(
        "--working-days",
        metavar="N",
        type=_number,
        help=str(_("how many working days")),
    )
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help=str(_("tell of each day why it counts or does not; with a code, of that question's due date")),
    )
    parser.set_defaults(run=partial(run, parser))


def run(parser: argparse.ArgumentParser, args: argparse.Namespace) -> int | Awaitable[int]:
    """Print the ISO date on the first line, then with --explain one line for each day.

    With a code it is the due date of that question, told by whoever brought `explain_question` to the parser.
    """
    if args.explain:
        told: Awaitable[int] = args.explain_question(args.explain)
        return told
    missing = [name for name, given in (("--from", args.start), ("--working-days", args.working_days)) if given is None]
    if missing:
        parser.error(str(_("the following arguments are required: %s")) % ", ".join(missing))
    try:
        rule = _("%(number)s working days", number=args.working_days)
        deadline = due(args.start, args.working_days, rule, asyncio.run(office_calendar()))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(deadline.due_on.isoformat())
    if args.explain is not None:
        print("\n".join(day_lines(deadline.steps)))
    return 0


def day_lines(steps: Iterable[Step]) -> list[str]:
    """One line for each day: when, a plus where it counts, and why."""
    return [
        f"{step.day.isoformat()}  {'+' if step.counted else ' '}  {show_long_date(step.day)}: {step.note}"
        for step in steps
    ]


async def office_calendar() -> WorkingCalendar:
    """The calendar of DATABASE_URL where it answers; the shipped one, with a word about it, where it does not."""
    url = os.environ.get("DATABASE_URL", "").strip()
    path = sqlite_file(url)
    if not url or (path is not None and not path.exists()):
        return calendar_with()
    import sqlite3

    import asyncpg

    from app.calendar.queries import load_calendar
    from app.database import connect, disconnect

    try:
        await connect(url)
        try:
            return await load_calendar()
        finally:
            await disconnect()
    except (Refusal, ValueError, OSError, sqlite3.Error, asyncpg.PostgresError):
        # Away, malformed, or without its tables yet: the shipped calendar can still count.
        print(_("The database did not answer; the office's own days are not counted."), file=sys.stderr)
        return calendar_with()


def _day(written: str) -> date:
    day = read_day(written)
    if day is None:
        raise argparse.ArgumentTypeError(str(_("%(written)s is no date like 2026-09-05", written=repr(written))))
    return day


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 6 and int(written) <= MOST_DAYS):
        raise argparse.ArgumentTypeError(
            str(_("%(written)s is no whole number from 0 to %(most)s", written=repr(written), most=MOST_DAYS))
        )
    return int(written)
