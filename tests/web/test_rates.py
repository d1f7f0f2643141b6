"""Limits: a burst of one act by one person stops that act for that person, and nothing else."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.errors import TooMany
from app.web.rates import RATES, Limits, MemoryBuckets, Rate
from tests.web.conftest import HERE
from tests.web.test_headers import token_in


@pytest.mark.parametrize("act", RATES)
def test_a_burst_is_stopped_and_others_are_not(act: str) -> None:
    limits = Limits(per_address=1000)
    kind, rate = next(iter(RATES[act].items()))
    for _turn in range(rate.burst):
        limits.take(act, {kind: "a", "address": "1.1.1.1"}, at=0)
    with pytest.raises(TooMany) as refusal:
        limits.take(act, {kind: "a", "address": "1.1.1.1"}, at=0)
    assert 0 < refusal.value.retry_after <= rate.seconds
    limits.take(act, {kind: "b", "address": "1.1.1.1"}, at=0)
    for other in RATES:
        if other != act:
            limits.take(other, {kind: "a"}, at=0)


def test_time_gives_turns_back() -> None:
    buckets, rate = MemoryBuckets(), Rate(2, 60)
    assert buckets.take("a", rate, 0) == 0
    assert buckets.take("a", rate, 0) == 0
    assert buckets.take("a", rate, 0) == 30
    assert buckets.take("a", rate, 31) == 0


def test_a_shared_address_is_wide() -> None:
    limits = Limits(per_address=600)
    for number in range(600):
        limits.take("submit", {"browser": str(number), "address": "1.1.1.1"}, at=0)
    with pytest.raises(TooMany):
        limits.take("submit", {"browser": "x", "address": "1.1.1.1"}, at=0)


def test_a_success_starts_anew() -> None:
    limits = Limits(per_address=1000)
    for _turn in range(RATES["sign_in"]["email"].burst):
        limits.take("sign_in", {"email": "a@b.vn"}, at=0)
    limits.forget("sign_in", "email", "a@b.vn")
    limits.take("sign_in", {"email": "a@b.vn"}, at=0)


def test_the_memory_of_limits_is_bounded() -> None:
    buckets = MemoryBuckets(most=10)
    for number in range(1000):
        buckets.take(str(number), Rate(1, 60), 0)
    assert len(buckets._left) == 10


def test_one_try_too_many_is_answered_with_429_and_when_to_come_back(client: TestClient[Litestar]) -> None:
    token, burst = token_in(client.get("/form").text), RATES["sign_in"]["email"].burst
    answers = [
        client.post("/limited", data={"csrf_token": token, "email": "A@b.vn" if turn % 2 else "a@b.vn"}, headers=HERE)
        for turn in range(burst + 1)
    ]
    assert [answer.status_code for answer in answers] == [201] * burst + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "thử lại sau" in answers[-1].text
