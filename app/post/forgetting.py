"""Erasing letters to somebody who wants no more of them, also those that wait to leave."""

from app.database import Statement

FORGET = Statement("DELETE FROM outbox_letter WHERE about_kind = {} AND to_address = {} AND state <> 'sending'")


async def forget_letters(about_kind: str, address: str) -> None:
    """Every letter of this kind to this address, but one in a worker's hand. Inside the caller's transaction."""
    await FORGET.run(about_kind, address)
