"""The commands that write papers and lists to files."""

import argparse
from pathlib import Path

from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = commands.add_parser("export", help=str(_("write minutes or question lists to a file")))
    kinds = export.add_subparsers(dest="kind", required=True, metavar="minutes|questions")
    minutes = kinds.add_parser("minutes", help=str(_("the minutes of a forum; a draft says so until they are issued")))
    questions = kinds.add_parser("questions", help=str(_("the list of a forum's questions, with contact data")))
    for parser, formats, run in (
        (minutes, ("docx", "pdf"), run_minutes),
        (questions, ("xlsx", "csv"), run_questions),
    ):
        parser.add_argument("slug", metavar="SLUG", help=str(_("the forum, as in its address /events/SLUG")))
        parser.add_argument("--format", required=True, choices=formats, help=str(_("the kind of file")))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=str(_("the file to write")))
        parser.set_defaults(run=run)


async def run_minutes(given: argparse.Namespace) -> int:
    from events.planning.queries import event_facts
    from exports.issuing import draft_minutes, issued_file, issued_minutes

    event = await event_facts(given.slug)
    issued = await issued_minutes(event.id)
    if issued:
        sha256 = issued[0].pdf_sha256 if given.format == "pdf" else issued[0].docx_sha256
        content, _name, _event = await issued_file(sha256, given.format)
    else:
        from exports.drawing import draw

        content = await draw(await draft_minutes(event), given.format)
    given.out.write_bytes(content)
    return 0


async def run_questions(given: argparse.Namespace) -> int:
    from app.access import SYSTEM
    from app.i18n import language
    from events.planning.queries import event_view
    from exports.question_list import save_question_list

    view = await event_view(given.slug)
    await save_question_list(view.id, given.out, kind=given.format, title=view.title, language=language(), by=SYSTEM)
    return 0
