"""Erasing letters to somebody who wants no more of them, also those that wait to leave."""

from app.database import Statement

FORGET = Statement("DELETE FROM outbox_letter WHERE about_kind = {} AND to_address = {}")


async def forget_letters(about_kind: str, address: str) -> None:
    """Every letter of this kind to this address. Inside the caller's transaction.

    One in a worker's hand may still arrive, and leaves no trace here either.
    """
    await FORGET.run(about_kind, address)
