import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .running import ROOT, SECRET, doithoai, environment

COMMANDS = (
    *("serve", "demo", "worker", "migrate", "user", "unit", "questions", "export", "due"),
    *("backup", "restore", "doctor"),
)
HEAVY = ("piccolo", "litestar", "pandas", "numpy", "jinja2", "structlog", "asyncpg", "uvicorn", "babel")


def test_help_tells_what_each_command_does():
    done = doithoai("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name in COMMANDS:
        assert re.search(rf"^    {name}\s+\w", done.stdout, re.M), name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_own_help(name: str):
    done = doithoai(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: doithoai {name}")


def test_the_help_of_setup_tells_what_each_kind_of_unit_is():
    said = " ".join(doithoai("setup", "--help").stdout.split())
    assert "xa = Commune or ward" in said


def test_wrong_settings_are_told_in_the_language_of_the_reader():
    for code, words in (("vi", "quá yếu"), ("en", "too weak")):
        done = doithoai("doctor", DATABASE_URL="sqlite:///x.sqlite", SECRET_KEY="aaa", DOITHOAI_LANG=code)
        assert words in done.stdout


def test_help_loads_nothing_heavy():
    code = "import sys, json, app.cli; app.cli.build_parser(); print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted({name.partition(".")[0] for name in json.loads(done.stdout)} & set(HEAVY)) == []


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "cách dùng"),
        ({"LANG": "C"}, "cách dùng"),
        ({"LANG": "C.UTF-8"}, "cách dùng"),
        ({}, "cách dùng"),
        ({"LANG": "en_GB.UTF-8"}, "usage"),
        ({"LANG": "vi_VN", "LC_ALL": "en_US"}, "usage"),
        ({"LANG": "en_US.UTF-8", "DOITHOAI_LANG": "vi"}, "cách dùng"),
    ],
)
def test_the_command_speaks_the_language_of_its_reader(locale: dict[str, str], word: str):
    done = doithoai("--help", **({"DOITHOAI_LANG": ""} | locale))
    assert done.stdout.startswith(f"{word}: doithoai")


@pytest.mark.parametrize(
    "arguments", [(), ("fly",), ("serve", "--port", "many"), ("backup",), ("serve", "--port", "70000")]
)
def test_a_wrong_call_ends_with_2_and_nothing_on_stdout(arguments: tuple[str, ...]):
    done = doithoai(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: doithoai" in done.stderr


def test_settings_that_are_missing_are_all_named():
    done = doithoai("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.findall(r"^(\w+) is not set", done.stderr, re.M) == ["DATABASE_URL", "SECRET_KEY"]


@pytest.mark.parametrize("key", ["", "secret", "changeme" * 5, "a" * 64, "0123456789-abcdefghij-ABCDEFG"])
def test_s22_a_missing_short_or_default_like_key_refuses_to_start(key: str, tmp_path: Path):
    done = doithoai("serve", "--port", 0, DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite", SECRET_KEY=key)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("SECRET_KEY ")
    assert not (tmp_path / "x.sqlite").exists()


@pytest.mark.parametrize("url", ["", "sqlite://", "mysql://root@localhost/x", "doithoai.sqlite", "postgresql://host"])
def test_a_database_url_that_names_no_database_refuses_to_start(url: str):
    done = doithoai("serve", DATABASE_URL=url, SECRET_KEY=SECRET)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("DATABASE_URL ")


def test_a_postgresql_that_is_away_is_told_in_a_sentence():
    done = doithoai("serve", "--port", 0, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing", SECRET_KEY=SECRET)
    assert (done.returncode, done.stdout) == (1, "")
    assert "The database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_postgresql_that_lacks_migrations_is_not_served(postgres_server: str):
    url = postgres_server
    done = doithoai("serve", "--port", 0, DATABASE_URL=url, SECRET_KEY=SECRET)
    assert done.returncode == 1
    assert "Run: doithoai migrate" in done.stderr


KEYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9A-Za-z-]{20,}"
    r"|(?i:(?:secret_key|password|passwd|api_key|token)\s*=\s*[\"'](?=[^\"']*\d)[A-Za-z0-9+/_-]{32,}[\"'])"
)


def test_s22_no_secret_is_kept_in_the_repository():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".lock", ".png", ".woff2"} or name.startswith("tests/") or not path.is_file():
            continue
        found += [f"{name}: {hit.group()[:40]}" for hit in KEYS.finditer(path.read_text(errors="replace"))]
        assert path.name != ".env", name
        assert path.suffix not in {".pem", ".key", ".sqlite"}, name
    assert found == []


def test_no_setting_of_the_one_who_runs_the_tests_reaches_the_command():
    assert "SECRET_KEY" not in environment()
