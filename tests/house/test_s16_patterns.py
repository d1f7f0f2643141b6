"""S16: no pattern of the code takes long over any text, however it was made to."""

import ast
import importlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "events", "questions", "exports")
FLAGS = {name: getattr(re, name) for name in ("I", "MULTILINE", "IGNORECASE", "DOTALL", "VERBOSE")}
READERS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
# What two patterns are given when they are made.
GIVEN = {"most": 40, "forms": ("events", "events/[^/]+")}
MOST_SECONDS = 0.05
SIZE = 100_000
# Runs and repetitions that make a careless pattern try every way to part them, with an end that fits none.
BEGINNINGS = ("", "a@", "/")
UNITS = ("a", "0", " ", "-", ".", "/", "<", "(", "\n", "a ", "a.", "0-", " \n", "a@", "<a", "{a}", "\u1ea1", "\u0323")
# Patterns of set-up, never met by text from outside: they read our own style sheets and the lines of our own locks.
OF_SET_UP = ("app/web/assets.py", "app/web/messages.py", "app/operations/supply.py")


@dataclass(frozen=True)
class Used:
    """A pattern, where it is written, and by which methods the code reads with it."""

    place: str
    pattern: re.Pattern[Any]
    by: frozenset[str]


def used() -> Iterator[Used]:
    """Every regular expression of the code, wherever it is written."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    codes = {path.relative_to(ROOT).as_posix(): path.read_text() for path in paths}
    for name, code in codes.items():
        if name not in OF_SET_UP and "piccolo_migrations" not in name:
            # Its own file, and those that take something from it.
            module = name.removesuffix(".py").replace("/", ".")
            readers = "\n".join([code, *(other for other in codes.values() if f"from {module} import" in other)])
            for statement in ast.walk(ast.parse(code)):
                if isinstance(statement, ast.Assign | ast.Call):
                    yield from _in(statement, name, readers)


def _in(statement: ast.Assign | ast.Call, name: str, readers: str) -> Iterator[Used]:
    call = statement.value if isinstance(statement, ast.Assign) else statement
    if not isinstance(call, ast.Call) or not call.args:
        return
    reader = ast.unparse(call.func).removeprefix("re.")
    if reader == "compile" and isinstance(statement, ast.Assign):
        named = ast.unparse(statement.targets[0])
        by = set(re.findall(rf"\b{re.escape(named)}\.({'|'.join(READERS)})\b", readers)) or {"search"}
    elif reader in READERS and ast.unparse(call.func).startswith("re."):
        by = {reader}
    else:
        return
    flags = sum(value for flag, value in FLAGS.items() if re.search(rf"re\.{flag}\b", ast.unparse(call)))
    yield Used(f"{name}:{call.lineno}", re.compile(_source(call.args[0], name), flags), frozenset(by))


def _source(written: ast.expr, name: str) -> str:
    """The text of a pattern; one put together from parts is made of what its module holds."""
    if isinstance(written, ast.Constant):
        return written.value  # type: ignore[return-value]
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    return eval(ast.unparse(written), {**vars(module), **GIVEN})  # type: ignore[no-any-return]  # noqa: S307  our own code


PATTERNS = tuple(used())


def test_s16_the_patterns_of_the_code_are_found() -> None:
    places = {one.place.partition(":")[0] for one in PATTERNS}
    assert len(PATTERNS) > 40
    assert {"app/post/letter.py", "app/text/cleaning.py", "app/identifiers.py", "app/web/logs.py"} <= places


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_s16_no_pattern_takes_long_over_a_hundred_kilobytes(unit: str) -> None:
    for beginning in BEGINNINGS:
        for one in PATTERNS:
            # A twentieth first: what grows with the square would hold the whole run up.
            for size, most in ((SIZE // 20, MOST_SECONDS / 5), (SIZE, MOST_SECONDS)):
                seconds = _seconds(one, (beginning + unit * (size // len(unit)) + "\x01!")[:size], most)
                assert seconds < most, f"{one.place} {one.pattern.pattern!r} on {beginning!r} {unit!r}: {seconds:.3f} s"


def _seconds(one: Used, text: str, enough: float) -> float:
    """The least of up to three tries, in time of this process: the machine may be busy."""
    given, least = text.encode() if isinstance(one.pattern.pattern, bytes) else text, 60.0
    for _try in range(3):
        begun = time.process_time()
        for name in one.by:
            _read(one.pattern, name, given)
        least = min(least, time.process_time() - begun)
        if least < enough:
            break
    return least


def _read(pattern: re.Pattern[Any], name: str, given: Any) -> None:
    read = getattr(pattern, name)
    if name in ("sub", "subn"):
        read(lambda found: found[0], given)
    elif name == "finditer":
        list(read(given))
    else:
        read(given)
