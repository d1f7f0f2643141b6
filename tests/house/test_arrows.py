"""The arrows between packages, and what each kind of file may know of the outside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from importlinter.api import read_configuration, use_cases
from importlinter.configuration import configure

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "events", "questions", "exports")


def test_imports_follow_the_contracts() -> None:
    configure()
    read_configuration(str(ROOT / "pyproject.toml"))
    assert use_cases.lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)


def test_only_the_web_and_controllers_know_litestar() -> None:
    wrong = [
        str(path)
        for path, names in _imports()
        if any(name.split(".")[0] in {"litestar", "litestar_htmx"} for name in names) and not _is_of_the_web(path)
    ]
    assert wrong == []


def test_controllers_know_no_tables() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, names in _imports()
        if "controllers" in path.parts
        for name in names
        if name.endswith(".tables") or name.split(".")[0] == "piccolo"
    ]
    assert wrong == []


def test_pandas_is_imported_only_where_a_process_of_its_own_runs() -> None:
    wrong = [
        str(path)
        for path, names in _imports(top_only=True)
        if any(name.split(".")[0] == "pandas" for name in names) and path.parts[0] not in {"exports", "questions"}
    ]
    assert wrong == []


def _is_of_the_web(path: Path) -> bool:
    name = path.as_posix()
    return (
        name.startswith("app/web/")
        or "controllers" in path.parts
        or path.stem in {"controllers", "session_middleware", "asgi", "health", "serving"}
    )


def _imports(top_only: bool = False) -> Iterator[tuple[Path, list[str]]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(path.read_text())
            nodes = tree.body if top_only else list(ast.walk(tree))
            names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
            names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
            yield path.relative_to(ROOT), names


# Acts about other things, and those that write no words.
OTHER_JOURNALS = {
    *(
        "questions/journal.py",
        "questions/submitting.py",
        "questions/clocks/recounting.py",
        "questions/bases/register.py",
    ),
    *("questions/askers/retention.py", "questions/followers/keeping.py", "questions/hooks/keeping.py"),
    *(
        "questions/controllers/hooks.py",
        "questions/importing/staging.py",
        "questions/importing/taking.py",
        "questions/successors/telling.py",
    ),
}


def test_words_about_a_question_reach_the_journal_without_its_asker() -> None:
    """`questions.journal` leaves out who asked; the journal itself keeps for ever what it is given."""
    past_it = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "questions").rglob("*.py")
        if re.search(r"from app import .*\bjournal\b|from app\.journal import record", path.read_text())
    }
    assert past_it == OTHER_JOURNALS
