"""What this program is made of: every package of the lock files, with its licence and hashes.

`python -m app.operations.supply` writes docs/licences.md and a dated list (CycloneDX 1.6) into var/sbom. It reads the
lock files and what is installed, and asks nobody else; the same locks give the same lists but for the date.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.operations.version import VERSION

ROOT = Path(__file__).parents[2]
PYTHON_LOCK, NODE_LOCK = ROOT / "requirements.lock", ROOT / "package-lock.json"
PAGE, LISTS = ROOT / "docs" / "licences.md", ROOT / "var" / "sbom"
LICENCE = "MIT"
# Those we weighed: each lets anybody use, change and pass on the whole, with its notice.
WEIGHED = frozenset(
    (
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "HPND", "ISC", "MIT"),
        *("MIT-0", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unlicense", "Zlib"),
    )
)
# Names of old classifiers and of free fields, as SPDX writes them.
SPOKEN = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Packages whose metadata does not say it, or says it vaguely; read in their own licence files.
READ = {
    "lucide": "MIT AND ISC",  # the drawings are ISC
    "pyasn1-modules": "BSD-2-Clause",
    "pysqlite3": "Zlib",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "uvloop": "Apache-2.0 OR MIT",
}
NOT_SAID = "not said"


@dataclass(frozen=True)
class Component:
    """One package as a lock file pins it; `hashes` are (algorithm, hexadecimal), `needs` names of others,
    `is_ours` whether we asked for it ourselves."""

    kind: str  # "pypi" or "npm"
    name: str
    version: str
    licence: str
    hashes: tuple[tuple[str, str], ...]
    needs: tuple[str, ...] = ()
    is_ours: bool = True

    @property
    def purl(self) -> str:
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


def components() -> list[Component]:
    """Everything that is installed beside our own code to run it, by kind and name."""
    return sorted([*_python(PYTHON_LOCK.read_text()), *_node(NODE_LOCK.read_text())], key=lambda one: one.purl)


def _python(lock: str) -> Iterator[Component]:
    blocks = re.findall(r"(?m)^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+).*\n((?:[ \t]+.*\n?)*)", lock)
    asked_by = {name: set(re.findall(r"(?m)^\s+#(?: via)?\s+([\w.-]+)$", rest)) for name, _version, rest in blocks}
    for name, version, rest in blocks:
        hashes = tuple(("SHA-256", found) for found in sorted(re.findall(r"--hash=sha256:(\w+)", rest)))
        needs = tuple(sorted(other for other, askers in asked_by.items() if name in askers))
        yield Component("pypi", name, version, licence_of(name), hashes, needs, "doithoai (pyproject.toml)" in rest)


def _node(lock: str) -> Iterator[Component]:
    for path, package in json.loads(lock)["packages"].items():
        if path:
            algorithm, _dash, digest = package["integrity"].partition("-")
            hashes = ((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),)
            name = path.rpartition("node_modules/")[2]
            yield Component("npm", name, package["version"], package.get("license", NOT_SAID), hashes)


def licence_of(name: str) -> str:
    """The SPDX expression of an installed package; NOT_SAID when nothing tells."""
    if name in READ:
        return READ[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return NOT_SAID
    return _field(said, "License-Expression") or _spoken(said) or NOT_SAID


def _spoken(said: PackageMetadata) -> str:
    short = _field(said, "License").strip().partition("\n")[0]
    if short and len(short) < 60:
        return SPOKEN.get(short, short)
    named = [line.rpartition("::")[2].strip() for line in said.get_all("Classifier") or [] if "License ::" in line]
    return " OR ".join(sorted({SPOKEN.get(one, one) for one in named}))


def _field(said: PackageMetadata, name: str) -> str:
    given: list[str] = said.get_all(name) or [""]
    return given[0]


def unweighed(found: list[Component]) -> list[str]:
    """Packages under a licence that nobody here has weighed."""
    words = {one.name: set(re.split(r" (?:AND|OR|WITH) |[()]", one.licence)) - {""} for one in found}
    return [f"{name}: {' '.join(sorted(those))}" for name, those in words.items() if not those <= WEIGHED]


def bill(found: list[Component], at: datetime) -> dict[str, Any]:
    """The list in the form of CycloneDX 1.6."""
    ours = f"pkg:generic/doithoai@{VERSION}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([VERSION, *(one.purl for one in found)]))}",
        "version": 1,
        "metadata": {
            "timestamp": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "doithoai",
                "version": VERSION,
                "licenses": [{"license": {"id": LICENCE}}],
            },
        },
        "components": [_entry(one) for one in found],
        "dependencies": [
            {"ref": ours, "dependsOn": sorted({one.purl for one in found if one.is_ours})},
            *(
                {"ref": one.purl, "dependsOn": sorted(other.purl for other in found if other.name in one.needs)}
                for one in found
            ),
        ],
    }


def _entry(one: Component) -> dict[str, Any]:
    is_one = re.fullmatch(r"[\w.+-]+", one.licence) is not None
    group, _slash, name = one.name.rpartition("/")
    return {
        "type": "library",
        "bom-ref": one.purl,
        **({"group": group} if group else {}),
        "name": name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [{"license": {"id": one.licence}} if is_one else {"expression": one.licence}],
        "hashes": [{"alg": algorithm, "content": content} for algorithm, content in one.hashes],
    }


HEAD = """# Licences of what is shipped

Written by `make sbom` from the lock files and the packages themselves; a test keeps it fresh. Đối thoại itself is
under the MIT licence (`LICENSE`), for the reasons in `decisions/0011-the-mit-licence.md`.
"""
FRONT = {
    "@fontsource/be-vietnam-pro": "the type of the pages; its licence is copied beside it",
    "@fontsource/tinos": "the type of the papers; its licence is copied beside it",
    "@picocss/pico": "the ground of the style sheet",
    "htmx.org": "forms and lists that change in place",
}


def page(found: list[Component]) -> str:
    """The same as a page for readers."""
    front = [
        f"| {one.name} | {one.version} | {one.licence} | {FRONT[one.name]} |" for one in found if one.kind == "npm"
    ]
    behind = [f"| {one.name} | {one.version} | {one.licence} |" for one in found if one.kind == "pypi"]
    return "\n".join(
        [
            HEAD,
            "## Sent to browsers and put into papers\n",
            *("| Package | Version | Licence | What for |", "|---|---|---|---|", *front),
            "\nThe icons are drawn by the Python package lucide (drawings ISC).\n",
            "## Run on the server\n",
            *("| Package | Version | Licence |", "|---|---|---|", *behind, ""),
        ]
    )


def main() -> int:
    found, at = components(), datetime.now(UTC)
    if strangers := unweighed(found):
        print("Licences that were not weighed:", *strangers, sep="\n  ", file=sys.stderr)
        return 1
    PAGE.write_text(page(found))
    LISTS.mkdir(parents=True, exist_ok=True)
    target = LISTS / f"doithoai-{VERSION}-{at:%Y-%m-%d}.cdx.json"
    target.write_text(json.dumps(bill(found, at), indent=1, ensure_ascii=False) + "\n")
    print(f"{len(found)} packages: {target.relative_to(ROOT)}, {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
