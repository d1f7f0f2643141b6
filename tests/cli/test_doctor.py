from pathlib import Path

import pytest

from app.operations.doctor import sqlite_version
from app.operations.version import VERSION, as_numbers

from .running import ROOT, SECRET, doithoai


def test_the_doctor_finds_nothing_wrong_with_a_sound_installation(new_database: str, tmp_path: Path):
    done = doithoai("doctor", DATABASE_URL=new_database, SECRET_KEY=SECRET, DATA_DIR=str(tmp_path))
    wrong = [line for line in done.stdout.splitlines() if line.startswith("✗") and "make setup" not in line]
    assert wrong == []
    assert "✓ The database can be written." in done.stdout
    assert "• No mail server is set (SMTP_URL): letters are kept and not sent." in done.stdout


def test_the_doctor_names_what_is_wrong_and_ends_with_1(tmp_path: Path):
    done = doithoai(
        "doctor",
        DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite",
        SECRET_KEY=SECRET,
        SMTP_URL="smtp://127.0.0.1:1",
    )
    assert done.returncode == 1
    wrong = [line for line in done.stdout.splitlines() if line.startswith("✗") and "make setup" not in line]
    assert wrong[0].startswith("✗ The mail server does not answer:")
    assert wrong[1].startswith("✗ The database lacks ")
    assert len(wrong) == 2


def test_the_doctor_names_every_bad_setting():
    done = doithoai("doctor", SECRET_KEY="short", BASE_URL="nowhere", SMTP_URL="mail")
    assert done.returncode == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "DATABASE_URL",
        "SECRET_KEY",
        "BASE_URL",
        "SMTP_URL",
    ]


def test_a_database_that_is_away_is_told_in_a_sentence():
    done = doithoai("doctor", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing", SECRET_KEY=SECRET)
    assert done.returncode == 1
    assert "✗ The database cannot be reached just now." in done.stdout


@pytest.mark.parametrize(
    ("version", "is_wrong"),
    [
        ((3, 40, 1), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 50, 7), False),
        ((3, 50, 6), True),
        ((3, 53, 4), False),
    ],
)
def test_a_sqlite_that_may_damage_its_file_is_wrong(version: tuple[int, ...], is_wrong: bool):
    assert sqlite_version(version).is_wrong == is_wrong


def test_the_version_in_backups_is_that_of_the_project():
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()
    assert as_numbers("0.10.2") > as_numbers("0.9.9")
