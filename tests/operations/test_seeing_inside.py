"""What the program tells those who watch it: logs without people, figures behind a token, readiness in a sentence."""

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app.clock import now
from app.database import Statement, atomic
from app.operations import beating
from app.operations.beating import beat
from app.operations.figures import Figures, figures
from app.operations.findings import letters as letters_judged
from app.operations.findings import standing
from app.post.states import LetterState
from app.post.timed import failing
from app.post.worker import run_timed_acts
from app.settings import Settings
from app.web import logs
from tests.apps import whole_site
from tests.operations.conftest import TOKEN, reading
from tests.support import CANARIES, CANARY_EMAIL, CANARY_NAME, CANARY_PHONE, make_event, make_unit, send

pytestmark = pytest.mark.anyio


@pytest.fixture
async def reader(database: str, with_token: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with reading(with_token) as client:
        yield client


# Figures


KEPT = 'doithoai_requests_total{method="GET",route="kept",status="200"}'


async def figures_shown(reader: httpx.AsyncClient) -> dict[str, float]:
    shown = await reader.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert shown.status_code == 200
    lines = [line.rpartition(" ") for line in shown.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in lines}


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"bearer {TOKEN} ", "Bearer ữ"])
async def test_without_the_token_there_are_no_figures(reader: httpx.AsyncClient, given: str):
    headers = {"authorization": given.encode()} if given else {}
    assert (await reader.get("/metrics", headers=headers)).status_code == 404  # type: ignore[arg-type]


async def test_without_the_setting_nobody_gets_figures(database: str, settings: Settings):
    async with reading(settings) as client:
        for given in ("", "Bearer ", "Bearer None"):
            assert (await client.get("/metrics", headers={"authorization": given})).status_code == 404


async def test_figures_tell_requests_by_route_and_queues_and_ages(reader: httpx.AsyncClient):
    receipt, token = await send(await make_event(await make_unit()))
    await beat(now())
    assert (await reader.get(f"/track/{token}")).status_code == 200
    await reader.get("/nowhere/at/all")
    found: dict[str, float] = {}
    asked = 0
    # More than three turns only where the tests share a given server, whose every commit empties the cache.
    while found.get(KEPT, 0) < 2 and asked < 50:
        await reader.get("/questions")
        asked += 1
        found = await figures_shown(reader)
    assert found['doithoai_requests_total{method="GET",route="/track/{token}",status="200"}'] == 1
    assert found[KEPT] == 2, "two came from the cache"
    assert found['doithoai_requests_total{method="GET",route="/questions",status="200"}'] == asked - 2
    assert found['doithoai_requests_total{method="GET",route="none",status="404"}'] == 1
    assert found['doithoai_questions{state="submitted"}'] == 1
    assert found['doithoai_letters{state="queued"}'] == 1
    assert found["doithoai_journal_unsealed"] > 0
    assert found["doithoai_clock_lag_seconds"] < 60
    assert found["doithoai_migrations_pending"] == 0
    assert "doithoai_backup_age_seconds" not in found, "there is none yet"
    assert not any(token in name or receipt.code in name for name in found)


# Readiness


async def test_readyz_tells_missing_migrations_and_a_dead_worker(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(beating, "STARTED_AT", now())
    assert (await reader.get("/readyz")).text == "ok"
    monkeypatch.setattr(beating, "STARTED_AT", now() - timedelta(minutes=5))
    late = await reader.get("/readyz")
    assert (late.status_code, late.text) == (200, "ok, but no worker has been heard of for three minutes")
    await beat(now())
    assert (await reader.get("/readyz")).text == "ok"

    @atomic
    async def forget_one() -> None:
        await Statement("DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)").run()

    await forget_one()
    missing = await reader.get("/readyz")
    assert missing.status_code == 503
    assert "lacks 1 migrations" in missing.text
    assert (await reader.get("/healthz")).text == "ok"


def test_letters_that_did_not_leave_come_with_the_page_where_they_stand(settings: Settings):
    found = letters_judged(Figures(now(), 0, letters={LetterState.UNSENT: 2, LetterState.DEAD: 1}), settings)
    assert (found.path, found.is_note) == ("/office/letters", True)
    assert str(found).startswith("• 3 ")
    assert str(found).endswith(" /office/letters"), "the command line shows the address"


async def test_an_act_of_the_clock_that_fails_is_told_until_it_succeeds(database: str, settings: Settings):
    failing.clear()  # what acts of other tests in this process left behind
    fails = True

    async def water_the_flowers(_at: object) -> None:
        if fails:
            raise OSError

    await run_timed_acts([water_the_flowers, beat], now())
    assert "water_the_flowers" in " ".join(str(each) for each in standing(await figures(settings), settings))
    fails = False
    await run_timed_acts([water_the_flowers, beat], now())
    assert not failing
    assert not [each for each in standing(await figures(settings), settings) if each.is_wrong]


# Logs


async def test_every_answer_carries_the_id_of_its_request(reader: httpx.AsyncClient):
    first, second = await reader.get("/questions"), await reader.get("/questions")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    named = await reader.get("/questions", headers={"x-request-id": "proxy-0123.45"})
    assert named.headers["x-request-id"] == "proxy-0123.45"
    for foreign in ("short", "a" * 65, "with space in it", '"},{"event":"forged'):
        assert (await reader.get("/questions", headers={"x-request-id": foreign})).headers["x-request-id"] != foreign


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Sets logs up as a server does; call it for the lines so far."""
    root = logging.getLogger()
    before = list(root.handlers)
    monkeypatch.setattr(logs, "_is_set_up", False)
    logs.set_up_logs()
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    root.handlers = before
    monkeypatch.setattr(logs, "_is_set_up", False)


async def test_s19_no_log_line_names_a_person(
    database: str, settings: Settings, log_lines, monkeypatch: pytest.MonkeyPatch
):
    """Faults that quote what was typed, a mail server that repeats the address, a library that logs by itself."""
    from questions import tracking

    async def break_down(*_given: object, **_more: object) -> None:
        raise ValueError(f"cannot read {CANARY_NAME}, {CANARY_PHONE}, {CANARY_EMAIL}")

    event = await make_event(await make_unit())
    _receipt, token = await send(event)
    monkeypatch.setattr(tracking, "by_token", break_down)
    app = whole_site(replace(settings, limit_per_address=10_000))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.get(f"/track/{token}", headers={"x-request-id": "the-one-we-seek"})
        assert answer.status_code == 500
    await run_timed_acts([break_down], now())
    failing.clear()
    logs.structlog.get_logger("x").warning(
        "letter_refused", error=f"550 5.1.1 <{CANARY_EMAIL}>: no such user; call 0912 345 678"
    )
    try:
        await break_down()
    except ValueError:
        logging.getLogger("some.library").exception("it failed for %s", CANARY_EMAIL)
    lines = log_lines()
    told = json.dumps(lines, ensure_ascii=False)
    assert [canary for canary in CANARIES if canary in told] == []
    assert CANARY_PHONE not in told
    assert token not in told
    fault = next(line for line in lines if line["event"] == "fault")
    assert fault["request"] == "the-one-we-seek"
    assert "builtins.ValueError: (message left out)" in fault["fault"]
    assert "break_down" in fault["fault"], "where it happened is what one needs"
    request = next(line for line in lines if line["event"] == "request")
    assert (request["route"], request["status"]) == ("/track/{token}", 500)
    assert {"timestamp", "level"} <= set(request)
