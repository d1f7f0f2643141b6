"""S21: ruff's rules on security hold everywhere, and each exception names its rule and its reason."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "events", "questions", "exports")
EXCEPTION = re.compile(r"#\s*noqa\b(?P<rest>.*)")
# S608: names of our own tables and columns put into a statement, as docs/scan.md says. All others say their reason.
KNOWN_REASON = {"S608"}
RUFF = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]


def test_s21_the_rules_on_security_are_on() -> None:
    assert "S" in RUFF["select"]
    of_security = {rule for rule in RUFF["ignore"] if re.fullmatch(r"S\d*", rule)}
    assert of_security == {"S101", "S603", "S607"}
    for place, rules in RUFF["per-file-ignores"].items():
        assert place.startswith("tests/") or not [rule for rule in rules if rule.startswith("S")], place
        assert "S" not in rules, place


def test_s21_no_exception_is_blanket_or_without_a_reason() -> None:
    wrong = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                found = EXCEPTION.search(line)
                if found and not _is_reasoned(found["rest"]):
                    wrong.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[-80:]}")
                if "ruff: noqa" in line or "nosec" in line:
                    wrong.append(f"{path.relative_to(ROOT)}:{number} a blanket exception")
    assert not wrong, "\n".join(wrong)


def _is_reasoned(rest: str) -> bool:
    named = re.match(r":\s*(?P<codes>[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)(?P<reason>.*)", rest)
    if not named:
        return False
    of_security = {code for code in re.findall(r"[A-Z]+\d+", named["codes"]) if re.fullmatch(r"S\d+", code)}
    return of_security <= KNOWN_REASON or len(named["reason"].strip(" -")) > 8
