"""`doithoai due` counts with the shipped calendar, and with the office's where there is one."""

import argparse
from pathlib import Path

import pytest

from app.calendar.commands import add_commands


def due(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    given = parser.parse_args(["due", *arguments])
    return int(given.run(given))


@pytest.fixture(autouse=True)
def without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_first_line_is_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert due("--from", "2026-11-21", "--working-days", "10") == 0
    assert capsys.readouterr().out == "2026-12-07\n"


def test_the_count_is_explained_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert due("--from", "2026-11-23", "--working-days", "1", "--explain") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-11-25",
        "2026-11-23     thứ Hai, 23/11/2026: Ngày bắt đầu, không tính.",
        "2026-11-24     thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam",
        "2026-11-25  +  thứ Tư, 25/11/2026: Ngày làm việc thứ 1",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2026-02-30", "--working-days", "1"),
        ("--from", "mai", "--working-days", "1"),
        ("--from", "2026-02-03", "--working-days", "1.5"),
        ("--from", "2026-02-03", "--working-days", "-1"),
        ("--from", "2026-02-03", "--working-days", "99999999999"),
        ("--from", "2026-02-03"),
        (),
    ],
)
def test_bad_input_is_refused_in_a_sentence(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        due(*arguments)
    assert left.value.code == 2
    assert capsys.readouterr().err


def test_a_database_that_is_away_does_not_stop_the_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert due("--from", "2026-11-21", "--working-days", "10") == 0
    said = capsys.readouterr()
    assert said.out == "2026-12-07\n"
    assert said.err


def test_a_database_that_does_not_exist_yet_is_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    assert due("--from", "2026-11-21", "--working-days", "10") == 0
    assert capsys.readouterr().out == "2026-12-07\n"
    assert list(tmp_path.iterdir()) == []
