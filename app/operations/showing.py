"""The demo: an installation that needs no settings and fills itself with the demo city."""

import asyncio
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from app.clock import day_of, now
from app.i18n import Sentence as _
from app.operations.database import database_open
from app.operations.holding import hold
from app.operations.readiness import make_ready
from app.settings import Settings

FOLDER = Path("var")


def settings_of_demo(host: str, port: int, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the environment, with a SQLite file, an address and a stored secret where they lack."""
    chosen = dict(environ)
    folder = Path(chosen.get("DATA_DIR") or FOLDER)
    chosen.setdefault("DATABASE_URL", f"sqlite:///{folder}/doithoai.sqlite")
    chosen.setdefault("BASE_URL", f"http://{host}:{port}")
    chosen["DEMO"] = "1"
    if not chosen.get("SECRET_KEY"):
        _keep_secret(Settings.from_environment(chosen, needs_secret=False).data_dir)
    return Settings.from_environment(chosen)


def load_demo(settings: Settings) -> None:
    """Fill the database with the demo city if it is empty, and print who may sign in."""
    from app.demo import load

    hold(settings)
    make_ready(settings)

    async def fill() -> object:
        async with database_open(settings):
            return await load(settings, day_of(now()))

    print(asyncio.run(fill()))
    print(
        _("Other commands reach this database with DATABASE_URL=%(url)s", url=settings.database_url),
        flush=True,
    )


def _keep_secret(data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(data_dir / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
