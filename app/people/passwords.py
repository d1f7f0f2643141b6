"""Passwords as argon2id: hashed in threads, so that nobody waits; four at once, for each takes 64 MiB."""

import unicodedata
from asyncio import get_running_loop
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.people.policy import PASSWORD_MOST

_hasher = PasswordHasher()  # RFC 9106, low memory: 64 MiB, three passes


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="password")


def use_cost(*, time_cost: int, memory_kib: int, parallelism: int = 1) -> None:
    """Hash with another cost from now on; tests choose a small one. Old hashes stay readable."""
    global _hasher
    _hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=parallelism)
    _decoy.cache_clear()


def normal(password: str) -> bytes:
    """One form for what different keyboards send for the same Vietnamese letters (NFKC)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


async def hashed(password: str) -> str:
    return await get_running_loop().run_in_executor(_threads(), _hash, normal(password))


async def fits(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one. Without a stored one it takes just as long and says no."""
    given = password if len(password) <= PASSWORD_MOST else ""
    return await get_running_loop().run_in_executor(_threads(), _fits, normal(given), stored)


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with another cost than today's."""
    return _hasher.check_needs_rehash(stored)


def _hash(password: bytes) -> str:
    return _hasher.hash(password)


def _fits(password: bytes, stored: str | None) -> bool:
    decoy = _decoy()
    try:
        _hasher.verify(stored or decoy, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _decoy() -> str:
    return _hasher.hash("nobody's password")
