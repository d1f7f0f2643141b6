"""`python -m tests.scan TOOLS [ROLE …]`: bandit, then wapiti as each role; the result in var/scan.json.

MINUTES is how long wapiti may work as one role. Ends with 1 when anything medium or high is left open.
"""

import asyncio
import json
import os
import sqlite3
import sys
import tempfile
import warnings
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.database.migrating import migrate
from app.demo.answering import tracking_token
from tests.bench.server import SECRET
from tests.scan import code, pages
from tests.told import Told, tell_city

RESULT = Path("var/scan.json")


def main(tools: Path, roles: list[str]) -> int:
    seconds = round(float(os.environ.get("MINUTES", "2")) * 60)
    result: dict[str, object] = {"at": f"{datetime.now(UTC):%Y-%m-%d}", "minutes": seconds / 60}
    read = code.examine(tools)
    print(f"bandit: {read['lines']:,} lines, {read['weighed']} findings weighed before, {len(read['open'])} open")
    result["bandit"], left = read, list(read["open"])
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        told = _told(Path(folder) / "city.sqlite")
        track = f"/track/{tracking_token(SECRET, 'demo-3')}"
        for role in roles or pages.ROLES:
            seen = pages.examine(tools, told, role, Path(folder) / role, seconds, track)
            result[role] = seen
            left += [f"{role}: {one}" for one in seen["open"]]
            print(f"wapiti as {role}: {seen['addresses']} addresses, {len(seen['open'])} open, found {seen['found']}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(left)} findings of medium or high are open ({RESULT})", *left, sep="\n  ")
    return 1 if left else 0


def _told(path: Path) -> Told:
    asyncio.run(migrate(f"sqlite:///{path}"))
    sessions = asyncio.run(tell_city(f"sqlite:///{path}", SECRET))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, which is copied for each role
    return Told(path, sessions)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
