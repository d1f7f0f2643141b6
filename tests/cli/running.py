"""The real command as a subprocess."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRET = "test-0123456789-abcdefghij-ABCDEFGHIJ"
OURS = (
    "DATABASE_URL",
    "SECRET_KEY",
    "SMTP_URL",
    "BASE_URL",
    "DATA_DIR",
    "DEMO",
    "DOITHOAI_LANG",
    "LANG",
    "LC_ALL",
)


def environment(**settings: str) -> dict[str, str]:
    """The environment without any setting of this program, and then these."""
    rest = {name: value for name, value in os.environ.items() if name not in {*OURS, "LANGUAGE"}}
    return rest | {"DOITHOAI_LANG": "en", "PYTHONUNBUFFERED": "1"} | settings


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "app.cli", *map(str, arguments)]


def doithoai(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(**settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
