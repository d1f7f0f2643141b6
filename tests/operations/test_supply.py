"""What the program is made of is told truly: every locked package, with a licence that somebody weighed."""

import json
import re
import tomllib
from datetime import UTC, datetime

from app.operations import supply
from app.web.static import ROOT as STATIC

AT = datetime(2026, 9, 5, 1, 30, tzinfo=UTC)


def test_every_package_of_the_lock_files_is_listed_with_its_hashes() -> None:
    listed = supply.bill(supply.components(), AT)["components"]
    python, node = supply.PYTHON_LOCK.read_text(), json.loads(supply.NODE_LOCK.read_text())["packages"]
    of_python = [one for one in listed if one["purl"].startswith("pkg:pypi/")]
    assert len(of_python) == len(re.findall(r"(?m)^[a-z].*==", python)) > 60
    assert len(listed) - len(of_python) == len(node) - 1
    assert {digest["content"] for one in of_python for digest in one["hashes"]} == set(
        re.findall(r"sha256:(\w+)", python)
    )
    assert all(one["hashes"] and one["version"] for one in listed)


def test_every_licence_is_known_and_was_weighed() -> None:
    found = supply.components()
    assert supply.unweighed(found) == []
    assert supply.unweighed([supply.Component("pypi", "x", "1", "MIT AND GPL-3.0-only", ())]) == ["x: GPL-3.0-only MIT"]
    assert supply.licence_of("no-such-package") == supply.NOT_SAID not in supply.WEIGHED


def test_the_page_of_licences_is_what_the_lock_files_say() -> None:
    assert supply.PAGE.read_text() == supply.page(supply.components()), "run: make sbom"


def test_the_list_differs_by_its_date_only_and_its_parts_hang_together() -> None:
    found = supply.components()
    one, other = supply.bill(found, AT), supply.bill(found, AT.replace(year=2027))
    assert other["metadata"].pop("timestamp") == "2027-09-05T01:30:00Z" != one["metadata"].pop("timestamp")
    assert one == other
    refs = {each["bom-ref"] for each in one["components"]}
    assert len(refs) == len(one["components"])
    assert {ref for each in one["dependencies"] for ref in each["dependsOn"]} == refs, "each is needed by something"
    assert "pkg:pypi/litestar-htmx@" in str(one["dependencies"][0]["dependsOn"])


def test_our_own_licence_is_the_same_wherever_it_is_named() -> None:
    project = tomllib.loads((supply.ROOT / "pyproject.toml").read_text())["project"]
    assert (project["license"], project["license-files"]) == (supply.LICENCE, ["LICENSE"])
    assert (supply.ROOT / "LICENSE").read_text().startswith("MIT License\n")


def test_what_is_sent_to_browsers_is_ours_or_named_with_its_licence() -> None:
    wanted = set(json.loads((supply.ROOT / "package.json").read_text())["dependencies"])
    assert wanted == set(supply.FRONT)
    vendor = STATIC / "vendor"
    if not (vendor / "fonts").is_dir():
        return  # npm was away at set-up
    sent = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    of_others = re.compile(r"fonts/(LICENSE\.txt|be-vietnam-pro-.*|tinos/(OFL\.txt|Tinos-.*))|htmx\.min\.js.*")
    ours = re.compile(r"(app|passkeys|site)\.(js|css)(\.br|\.gz)?")
    assert [name for name in sent if not of_others.fullmatch(name) and not ours.fullmatch(name)] == []
    assert {"fonts/LICENSE.txt", "fonts/tinos/OFL.txt"} <= sent
