"""S20: whatever anybody changes through a page stands in the journal: who, when, about what, before and after."""

from datetime import timedelta

import pytest

from app.clock import now
from app.database import Statement, atomic
from app.journal.sealing import seal
from app.journal.verifying import verify
from tests.site.conftest import site, told
from tests.site.doors import DOORS, Door
from tests.site.people import account_of
from tests.site.places import Places, places_of
from tests.site.site import Site

__all__ = ["site", "told"]

ENTRIES = Statement("SELECT * FROM journal_entry WHERE id > {} ORDER BY id")
NEWEST = Statement("SELECT coalesce(max(id), 0) AS id FROM journal_entry")
NAME = Statement("SELECT name FROM person WHERE email = {}")
# Where the state of each thing is kept.
STATES = {
    "question": Statement("SELECT id, state FROM question ORDER BY id"),
    "answer": Statement("SELECT id, state FROM answer ORDER BY id"),
    "assignment": Statement("SELECT id, state FROM assignment ORDER BY id"),
    "commitment": Statement("SELECT id, state FROM commitment ORDER BY id"),
    "event": Statement("SELECT id, state FROM event ORDER BY id"),
    "outbox_letter": Statement("SELECT id, state FROM outbox_letter ORDER BY id"),
}
BESIDE = {"outbox_letter", "assignment"}
# What opens or ends a session or sends a letter is counted and logged elsewhere; these change nothing else.
NO_CHANGE = {
    "POST /sign-out", "POST /sign-out-everywhere", "POST /sign-in", "POST /lookup", "POST /sign-in/link",
    "POST /sign-in/password", "POST /sign-in/second", "POST /desk/events/proposals", "POST /language",
    # Nothing of these was changed before.
    "POST /office/reasons/{group:str}/{code:str}/revert", "POST /office/day-counts/{clock:str}/revert",
    "POST /office/texts/{code:str}/revert",
    # What somebody types and has not saved is nobody's record yet.
    "POST /desk/questions/{code:str}/answer/unsaved",
    # Everybody of the told city has a way in; tests/people tell what inviting many writes down.
    "POST /office/people/invitations",
}  # fmt: skip


@pytest.mark.timeout(240)
async def test_s20_every_change_through_a_page_leaves_an_entry_with_who_and_when(site: Site) -> None:
    places = await places_of(site)
    await site.keep()
    silent, kinds = [], set()
    for door in DOORS:
        if door.method != "POST" or not door.opens or door.welcome != 303 or door.route in NO_CHANGE:
            continue
        before, since, begun = await _states(), await _newest(), now()
        name = await _done(site, door, places)
        entries, after = await ENTRIES.all(since), await _states()
        kinds |= {entry["act"] for entry in entries}
        # By a secret link it is the asker who acts, whose name the trail does not carry.
        names = {name, ""} if door.route.startswith(("POST /track/", "POST /opinions/")) else {name}
        if not any(entry["person_name"] in names for entry in entries):
            silent.append(f"{door.route}: {len(entries)} entries, none of {name}")
        for entry in entries:
            assert begun - timedelta(seconds=1) <= entry["entered_at"] <= now(), door.route
            assert entry["about_kind"], door.route
        # A letter's way is the outbox's own; an assignment moves with its question, whose entry says it.
        moved = [place for place in before if after[place] != before[place] and place[0] not in BESIDE]
        silent += [
            f"{door.route}: {place} moved to {after[place]} unsaid"
            for place in moved
            if not any(after[place] in str(entry["after"]) for entry in entries)
        ]
        await site.reset()
    assert not silent, "\n".join(silent)
    assert len(kinds) > 40


@pytest.mark.parametrize("table", ["journal_entry", "journal_seal", "journal_anchor"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
async def test_s20_no_row_of_the_trail_can_be_changed_or_deleted(database: str, table: str, change: str) -> None:
    from app.journal.anchoring import anchor_days
    from tests.journal.writing import AT, write

    await write()
    assert await seal(AT) == 1
    assert await anchor_days(AT + timedelta(days=1)) == 1

    @atomic
    async def tamper() -> None:
        await Statement(change.format(table)).run()

    with pytest.raises(Exception, match="append-only"):
        await tamper()
    assert (await verify()).is_sound


async def _states() -> dict[tuple[str, int], str]:
    return {(kind, row["id"]): row["state"] for kind, states in STATES.items() for row in await states.all()}


async def _newest() -> int:
    row = await NEWEST.one()
    assert row
    return int(row["id"])


async def _done(site: Site, door: Door, places: Places) -> str:
    """Goes through the door; the name of who went."""
    site.forget_limits()
    account = account_of(min(door.opens), door.lead)
    row = await NAME.one(f"{account}@songhau.example") if account else None
    async with site.visitor(account) as visitor:
        answer = await visitor.act(door.address(places), dict(door.sent(places)))
    assert answer.status_code == door.welcome, (door.route, answer.status_code)
    return str(row["name"]) if row else ""
