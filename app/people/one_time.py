"""Secrets that are good for one purpose, once, for minutes: links in letters, half-finished sign-ins, challenges.

A secret is taken by removing its row, so of twenty who take it at once exactly one gets it, on both engines.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.database import Insert, Statement
from app.people.tables import OneTime
from app.people.tokens import new_token, token_hash


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    SECOND_STEP = "second_step"
    ADD_PASSKEY = "add_passkey"
    PASSKEY = "passkey"
    PASSKEY_SECOND = "passkey_second"


LIFETIME: dict[Purpose, timedelta] = {
    Purpose.SIGN_IN: timedelta(minutes=15),
    Purpose.PASSWORD: timedelta(minutes=15),
    Purpose.SECOND_STEP: timedelta(minutes=10),
    Purpose.ADD_PASSKEY: timedelta(minutes=5),
    Purpose.PASSKEY: timedelta(minutes=5),
    Purpose.PASSKEY_SECOND: timedelta(minutes=5),
}

ADD = Insert(OneTime, "token_hash", "purpose", "person", "created_at", "expires_at")
LOOK = Statement(
    "SELECT id, person AS person_id, tries FROM one_time WHERE token_hash = {} AND purpose = {} AND expires_at > {}"
)
TAKE = Statement(
    "DELETE FROM one_time WHERE token_hash = {} AND purpose = {} AND expires_at > {}"
    " RETURNING id, person AS person_id, tries"
)
COUNT = Statement("UPDATE one_time SET tries = tries + 1 WHERE id = {} RETURNING tries")
VOID = Statement("DELETE FROM one_time WHERE person = {} AND purpose = {}")
VOID_ALL = Statement("DELETE FROM one_time WHERE person = {}")
SWEEP = Statement("DELETE FROM one_time WHERE expires_at <= {}")


@dataclass(frozen=True)
class Secret:
    """A live secret: whose it is, and how often something wrong was given with it."""

    id: int
    person_id: int | None
    tries: int


async def issue(purpose: Purpose, person_id: int | None, at: datetime) -> str:
    """A new secret, inside the transaction of the act that hands it out; it is stored nowhere."""
    await SWEEP.run(at)
    token = new_token()
    await ADD(token_hash(token), purpose, person_id, at, at + LIFETIME[purpose])
    return token


async def look(token: str, purpose: Purpose, at: datetime) -> Secret | None:
    """The secret, without using it up."""
    row = await LOOK.one(token_hash(token), purpose, at)
    return Secret(**row) if row else None


async def take(token: str, purpose: Purpose, at: datetime) -> Secret | None:
    """The secret, used up; None for whoever comes second, late, or for another purpose."""
    row = await TAKE.one(token_hash(token), purpose, at)
    return Secret(**row) if row else None


async def count_try(secret: Secret) -> int:
    """Note something wrong given with it; how often that was."""
    row = await COUNT.one(secret.id)
    return int(row["tries"]) if row else 0


async def void(person_id: int, *purposes: Purpose) -> None:
    """Make a person's open secrets worthless: those of `purposes`, or all."""
    if not purposes:
        await VOID_ALL.run(person_id)
    for purpose in purposes:
        await VOID.run(person_id, purpose)
