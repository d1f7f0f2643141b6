"""What was kept long enough goes by command: counted first, then for good, and only once."""

import argparse
import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.access import SYSTEM
from app.clock import now
from app.database import Statement, atomic
from app.journal.sealing import seal
from app.journal.verifying import verify
from app.post.tables import LetterEdit
from questions.askers.commands import run_erase, run_export, run_retention
from questions.askers.retention import Kept, apply, due_now, periods, put_periods
from questions.facts import question_facts
from questions.merging.joining import join
from questions.splitting.splitting import Told, split
from questions.triage.moderating import reject
from questions.values import Rejection
from tests.support import CANARIES, CANARY_NAME, SECRET, Stage, make_event, make_question, make_unit

ASKERS = Statement("SELECT code, name, asker_erased_at AS at FROM question ORDER BY id")
CLOSE = Statement("UPDATE question SET state = 'closed', answered_at = {} WHERE id = {}")
ACTS = Statement("SELECT after FROM journal_entry WHERE act = 'retention.apply' ORDER BY id")
SENT = Statement("UPDATE outbox_letter SET state = 'sent', sent_at = {} WHERE id IN (SELECT id FROM outbox_letter)")
LETTERS = Statement("SELECT to_address, body FROM outbox_letter WHERE state = 'sent'")
ALL_LETTERS = Statement("SELECT id, state, body FROM outbox_letter ORDER BY id")
EDITS = Statement("SELECT letter FROM letter_edit ORDER BY id")
PUT_ASIDE = Statement("UPDATE outbox_letter SET state = {}, sent_at = {}, queued_at = {} WHERE id = {}")


async def an_old_and_a_new_question() -> tuple[str, str]:
    at = now()
    event, codes = await make_event(await make_unit()), []
    for years in (7, 1):
        question = await make_question(event, Stage.SUBMITTED, at=at - timedelta(days=365 * years))
        await reject(question, Rejection.UNCLEAR, "Chưa rõ.", by=SYSTEM, at=at - timedelta(days=365 * years))
        codes.append(question.code)
    return codes[0], codes[1]


async def test_what_is_due_is_counted_then_goes_and_only_once(database: str) -> None:
    old, new = await an_old_and_a_new_question()
    await mark_sent()
    at = now()
    assert await due_now(at) == {Kept.ASKERS: 1, Kept.LETTERS: 4, Kept.LISTS: 0, Kept.OPENINGS: 0}
    before = await ASKERS.all()
    assert before == await ASKERS.all()  # counting changes nothing
    assert (await apply(by=SYSTEM, at=at))[Kept.ASKERS] == 1
    after = {row["code"]: row for row in await ASKERS.all()}
    assert (after[old]["name"], after[new]["name"]) == ("", CANARY_NAME)
    assert {row["body"] for row in await LETTERS.all()} == {""}
    assert sum((await apply(by=SYSTEM, at=at)).values()) == 0
    assert [json.loads(row["after"])["kind"] for row in await ACTS.all()] == ["letters"]
    await seal(at)
    assert (await verify()).is_sound


async def test_letters_go_with_what_they_said_before_and_however_they_left(database: str) -> None:
    await an_old_and_a_new_question()
    rows = await ALL_LETTERS.all()
    for row, state in zip(rows, ("sent", "digested", "dropped", "held"), strict=True):
        words = {"subject": "Về câu hỏi", "body": f"Gửi bà {CANARY_NAME}.", "person_name": "", "edited_at": now()}
        await LetterEdit(letter=row["id"], **words).save()
        await put_aside(state, row["id"])
    await atomic(put_periods)({Kept.ASKERS: 0}, by=SYSTEM, at=now())
    await apply(by=SYSTEM, at=now())
    left = [(row["state"], bool(row["body"])) for row in await ALL_LETTERS.all()]
    assert left == [("sent", False), ("digested", False), ("dropped", False), ("held", True)]
    assert [row["letter"] for row in await EDITS.all()] == [rows[3]["id"]]


@atomic
async def put_aside(state: str, letter_id: int) -> None:
    at = now() - timedelta(days=365 * 3)
    await PUT_ASIDE.run(state, None if state == "dropped" else at, at, letter_id)


@atomic
async def mark_sent() -> None:
    await SENT.run(now() - timedelta(days=365 * 3))


async def test_an_office_sets_its_own_periods_and_nought_keeps_for_ever(sqlite_database: str) -> None:
    await an_old_and_a_new_question()

    @atomic
    async def put(months: int) -> None:
        await put_periods({Kept.ASKERS: months}, by=SYSTEM, at=now())

    await put(0)
    assert (await due_now(now()))[Kept.ASKERS] == 0
    await put(6)
    assert (await periods())[Kept.ASKERS] == 6
    assert (await due_now(now()))[Kept.ASKERS] == 2


async def test_the_commands_write_two_files_erase_and_count(
    sqlite_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = await an_old_and_a_new_question()
    assert await run_export(argparse.Namespace(code=new.lower(), out=tmp_path)) == 0
    assert json.loads((tmp_path / f"{new}.json").read_text())["question"]["name"] == CANARY_NAME
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob(f"{new}.*")} == {0}
    assert CANARY_NAME in (tmp_path / f"{new}.txt").read_text(encoding="utf-8-sig")
    for _again in range(2):
        assert await run_erase(argparse.Namespace(code=new, reason="Theo yêu cầu")) == 0
    assert (await question_facts(new)).is_erased
    assert await run_retention(argparse.Namespace(apply=False, dry_run=True)) == 0
    assert "       1  " in capsys.readouterr().out
    assert await run_retention(argparse.Namespace(apply=True, dry_run=False)) == 0
    assert not [canary for canary in CANARIES if canary in str(await ASKERS.all())]
    assert (await question_facts(old)).is_erased


async def test_what_was_joined_or_split_goes_with_the_question_that_ended(database: str) -> None:
    long_ago = now() - timedelta(days=365 * 7)
    event = await make_event(await make_unit())
    stands, joined, whole = [await make_question(event, Stage.SUBMITTED, at=long_ago) for _ in range(3)]
    await join(joined, stands, by=SYSTEM, at=long_ago)
    codes = await split(whole, [Told("Một", ""), Told("Hai", "")], secret_key=SECRET, by=SYSTEM, at=long_ago)
    assert (await due_now(now()))[Kept.ASKERS] == 0  # both are still waited for
    await reject(await question_facts(codes[0]), Rejection.UNCLEAR, "Chưa rõ.", by=SYSTEM, at=long_ago)
    assert (await due_now(now()))[Kept.ASKERS] == 1
    await reject(await question_facts(codes[1]), Rejection.UNCLEAR, "Chưa rõ.", by=SYSTEM, at=long_ago)
    await CLOSE.run(long_ago, stands.id)
    assert (await due_now(now()))[Kept.ASKERS] == 5
    await apply(by=SYSTEM, at=now())
    assert {row["name"] for row in await ASKERS.all()} == {""}
