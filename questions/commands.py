"""The commands about questions: import a list, and why an answer is due when it is."""

import argparse
import hashlib
import sys
from pathlib import Path

from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    questions = commands.add_parser("questions", help=str(_("take in a list of questions")))
    acts = questions.add_subparsers(title=str(_("commands")), metavar=str(_("COMMAND")), required=True)
    taking = acts.add_parser("import", help=str(_("take in a list from .xlsx, .ods or .csv: all of it or nothing")))
    taking.add_argument("file", metavar="FILE", type=Path, help=str(_("the spreadsheet")))
    taking.add_argument(
        "--event", required=True, metavar="SLUG", help=str(_("the forum, as in its address /events/SLUG"))
    )
    taking.add_argument("--dry-run", action="store_true", help=str(_("look every row over and take nothing")))
    taking.set_defaults(run=run_import)
    due = commands.choices.get("due")  # made by the calendar, which knows nothing of questions
    if due is not None:
        due.set_defaults(explain_question=explain_due)


async def explain_due(code: str) -> int:
    """Print what the page "Why this date?" says: the date, the rule, what happened to it, and each day."""
    from app.calendar.commands import day_lines
    from app.formats import show_date
    from questions.clocks.reading import story_of
    from questions.facts import question_facts

    story = await story_of((await question_facts(code.upper())).id)
    if story is None:
        _say(_("This question has no due date yet."))
        return 1
    print(story.due_on.isoformat())
    print(story.rule)
    for one in story.happenings:
        moved = f" ({show_date(one.was)} -> {show_date(one.due_on)})" if one.moved and one.was and one.due_on else ""
        print(f"{one.on.isoformat()}     {one.words}{moved}{': ' if one.reason else ''}{one.reason}")
    print("\n".join(day_lines(story.steps)))
    return 0


async def run_import(given: argparse.Namespace) -> int:
    """0 when the whole list was taken (or, for a dry run, could be), 1 when any row has a problem."""
    from app.access import SYSTEM
    from app.clock import now
    from app.i18n import language
    from app.people.fields import fields
    from app.settings import Settings
    from events.planning.queries import event_facts
    from questions.importing.reading import read_file
    from questions.importing.staging import batch_of, known_keys, stage, staged
    from questions.importing.taking import take

    settings = Settings.from_environment(needs_secret=not given.dry_run)
    event, at = await event_facts(given.event), now()
    content = given.file.read_bytes()
    known = {field.name: field.id for field in await fields()}
    sheet = await read_file(given.file, given.file.name, at=at, fields=known, language=language())
    wrong = [row for row in sheet.rows if row.problems]
    for row in wrong:
        for column, problem in row.problems.items():
            _say(
                _(
                    "Row %(number)s, %(column)s: %(problem)s",
                    number=row.number,
                    column=_heading(sheet, column),
                    problem=problem,
                )
            )
    if wrong:
        _say(_("%(wrong)s of %(all)s rows have problems, so nothing was taken.", wrong=len(wrong), all=len(sheet.rows)))
        return 1
    if given.dry_run:
        rows, keys = staged(sheet, event), await known_keys(event)
        new = sum(row.repeats is None and row.key not in keys for row in rows)
        print(
            _("%(new)s questions would be taken in; %(known)s rows are known already.", new=new, known=len(rows) - new)
        )
        return 0
    digest = hashlib.sha256(content).hexdigest()
    batch_id = await stage(sheet, event, file_name=given.file.name, file_sha256=digest, by=SYSTEM, at=at)
    batch = await batch_of(event, batch_id)
    if sys.stderr.isatty():
        _say(_("Taking %(number)s questions in …", number=len(batch.new)))
    taken = await take(batch, event, secret_key=settings.secret_key, by=SYSTEM, at=at)
    print(_("%(new)s questions were taken in; %(known)s rows were known already.", new=taken.new, known=taken.known))
    return 0


def _heading(sheet, column: str) -> str:  # type: ignore[no-untyped-def]
    """The column as the list itself calls it."""
    from questions.forms import LABELS

    return sheet.headings.get(column) or str(LABELS.get(column, column))


def _say(sentence: object) -> None:
    print(sentence, file=sys.stderr)
