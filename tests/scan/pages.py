"""wapiti against a served copy of the demo city, signed in as each role in turn."""

import json
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.bench.load import HOST
from tests.bench.server import server
from tests.told import Told

# Each role, and the account of the demo city that has it. An asker comes by the link of the receipt.
ROLES = {
    "anonymous": "",
    "submitter": "",
    "drafter": "soanthao.stc",
    "focal": "daumoi.stc",
    "leader": "lanhdao.stc",
    "clerk": "tiepnhan",
    "coordinator": "dieuphoi",
    "secretary": "thuky",
    "chair": "chutri",
    "supervisor": "giamsat",
    "admin": "quantri",
}
# All modules that need no other host; ldap, which we have not, takes each search for a finding.
MODULES = (
    *("backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "methods"),
    *("permanentxss", "redirect", "shellshock", "sql", "timesql", "upload", "xss"),
)
# After these nobody is signed in any more.
LEFT_ALONE = ("/sign-out", "/sign-out-everywhere", "/me/sessions/*", "/me/password", "/office/people/*", "/language*")
MEDIUM = 2


def examine(tools: Path, told: Told, role: str, folder: Path, seconds: int, track: str) -> dict[str, Any]:
    """What wapiti found as this role: pages and forms it saw, findings by name, and what is medium or higher."""
    folder.mkdir(parents=True)
    told.copy_to(folder / "doithoai.sqlite")
    with server(folder / "doithoai.sqlite") as site:
        base = f"http://{HOST}:{site.port}"
        start = track if role == "submitter" else "/work" if ROLES[role] else "/"
        report = folder / "report.json"
        command = [
            *(str(tools / "wapiti"), "-u", f"{base}/", "-s", f"{base}{start}", "--scope", "domain"),
            *("-m", ",".join(MODULES), "-f", "json", "-o", str(report), "--no-bugreport", "-v", "0"),
            *("--store-session", str(folder / "session"), "--store-config", str(folder / "config")),
            *("--max-scan-time", str(seconds), "--max-attack-time", str(max(5, seconds // 6)), "-t", "10"),
            *("--max-links-per-page", "60", "--max-files-per-dir", "25", "-d", "4"),
            *("-H", f"Origin: {base}", "-H", "Sec-Fetch-Site: same-origin"),
            *(part for path in LEFT_ALONE for part in ("-x", f"{base}{path}")),
            *("-C", f"session={told.sessions[ROLES[role]]}" if ROLES[role] else _form_cookie(base)),
        ]
        for _try in range(3):  # its own store of findings is sometimes locked by itself
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            if report.is_file():
                break
        else:
            raise RuntimeError(f"wapiti made no report:\n{done.stdout[-2000:]}")
    return _read(json.loads(report.read_text()))


def _form_cookie(base: str) -> str:
    """The cookie to which forms of somebody unknown are bound, so that what is sent is also taken."""
    return httpx.get(f"{base}/sign-in").headers["set-cookie"].partition(";")[0]


def _read(report: dict[str, Any]) -> dict[str, Any]:
    kinds = report["vulnerabilities"] | report["anomalies"]
    found = [(name, one) for name, all_ in kinds.items() for one in all_]
    return {
        "addresses": report["infos"].get("crawled_pages_nbr", 0),
        "found": {name: len(all_) for name, all_ in kinds.items() if all_},
        "open": [_said(name, one) for name, one in found if one["level"] >= MEDIUM],
    }


def _said(name: str, one: dict[str, Any]) -> str:
    return f"{name}: {one['method']} {one['path']} {one['info']}"
