"""bandit over the packages: nothing medium or high but what a line beside it says a reason for."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

PACKAGES = ("app", "events", "questions", "exports")
LEVELS = ("MEDIUM", "HIGH")
# bandit's B608 is ruff's S608; its reason is demanded by tests/house/test_s21_static_rules.py.
WEIGHED = re.compile(r"# noqa: (S\d+)")


def examine(tools: Path) -> dict[str, Any]:
    """How many lines were read, how many findings were weighed by us before, and those that were not."""
    # Migrations are frozen and hold no text from outside.
    skipped = ",".join(str(path) for path in Path().glob("*/**/piccolo_migrations"))
    command = [str(tools / "bandit"), "-q", "-r", *PACKAGES, "-x", skipped, "-f", "json"]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
    found = [one for one in report["results"] if one["issue_severity"] in LEVELS]
    left = [one for one in found if not _is_weighed(one)]
    return {
        "lines": report["metrics"]["_totals"]["loc"],
        "faults": len(report["errors"]),
        "weighed": len(found) - len(left),
        "open": [f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in left],
    }


def _is_weighed(one: dict[str, Any]) -> bool:
    lines = Path(one["filename"]).read_text().splitlines()
    span = range(min(one["line_range"]) - 1, max(one["line_range"]))
    return one["test_id"].replace("B", "S") in {code for at in span for code in WEIGHED.findall(lines[at])}
