"""The commands that run an installation."""

import argparse
import gc
from pathlib import Path

from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help=str(_("serve the site")))
    serve.add_argument("--host", default="127.0.0.1", help=str(_("the address to listen at (127.0.0.1)")))
    serve.add_argument("--port", type=port, default=8000, help=str(_("the port to listen at (8000)")))
    serve.set_defaults(run=run_serve)

    demo = commands.add_parser("demo", help=str(_("fill an empty database with the demo city and serve it")))
    demo.add_argument("--load-only", action="store_true", help=str(_("fill the database, do not serve")))
    demo.add_argument("--host", default="127.0.0.1", help=str(_("the address to listen at (127.0.0.1)")))
    demo.add_argument("--port", type=port, default=8000, help=str(_("the port to listen at (8000)")))
    demo.set_defaults(run=run_demo)

    worker = commands.add_parser("worker", help=str(_("send letters and do what the clock says, without serving")))
    worker.set_defaults(run=run_worker)

    migrate = commands.add_parser("migrate", help=str(_("bring the database to this version")))
    migrate.set_defaults(run=run_migrate)

    backup = commands.add_parser("backup", help=str(_("write database and files into one archive")))
    backup.add_argument("file", type=Path, metavar=str(_("FILE")), help=str(_("the archive (.tar.gz) to write")))
    backup.set_defaults(run=run_backup)

    restore = commands.add_parser("restore", help=str(_("fill an empty installation from an archive")))
    restore.add_argument("file", type=Path, metavar=str(_("FILE")), help=str(_("an archive made by backup")))
    restore.set_defaults(run=run_restore)

    move = commands.add_parser("move", help=str(_("copy every row into an empty database of the other kind")))
    move.add_argument("--to", required=True, metavar="URL", help=str(_("the new database, written as DATABASE_URL")))
    move.set_defaults(run=run_move)

    doctor = commands.add_parser("doctor", help=str(_("say what is wrong with this installation")))
    doctor.set_defaults(run=run_doctor)


def port(text: str) -> int:
    """A port number; argparse turns the ValueError into a sentence."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def run_serve(given: argparse.Namespace) -> int:
    gc.disable()  # nothing that is made while starting is garbage; `serve` enables it again
    from app.operations.serving import serve
    from app.settings import Settings

    return serve(Settings.from_environment(), given.host, given.port)


def run_demo(given: argparse.Namespace) -> int:
    from app.operations.showing import load_demo, settings_of_demo

    settings = settings_of_demo(given.host, given.port)
    load_demo(settings)
    if given.load_only:
        return 0
    gc.disable()
    from app.operations.serving import serve

    return serve(settings, given.host, given.port)


async def run_worker(_given: argparse.Namespace) -> int:
    from app.operations.working import work
    from app.settings import Settings

    return await work(Settings.from_environment())


def run_migrate(_given: argparse.Namespace) -> int:
    from app.operations.migrating import migrate
    from app.settings import Settings

    migrate(Settings.from_environment(needs_secret=False))
    return 0


def run_backup(given: argparse.Namespace) -> int:
    from app.clock import now
    from app.operations.backing import note_command, seal_first
    from app.operations.backup import backup
    from app.settings import Settings

    settings, begun = Settings.from_environment(needs_secret=False), now()
    seal_first(settings)
    print(backup(settings, given.file))
    note_command(settings, given.file, begun)
    return 0


def run_restore(given: argparse.Namespace) -> int:
    from app.operations.restore import restore
    from app.settings import Settings

    print(restore(Settings.from_environment(needs_secret=False), given.file))
    return 0


def run_move(given: argparse.Namespace) -> int:
    from app.operations.moving import move
    from app.settings import Settings

    print(move(Settings.from_environment(needs_secret=False), given.to))
    return 0


def run_doctor(_given: argparse.Namespace) -> int:
    from app.operations.doctor import examine

    return examine()
