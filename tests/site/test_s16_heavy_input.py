"""S16: a hundred kilobytes in a search or a form cost at most fifty milliseconds more than a few words."""

import time
from urllib.parse import quote, urlencode

import pytest

from tests.site.doors import ASKED, DRAFTED, PLAN, TEXT
from tests.site.places import IN_PROGRESS, KY9, SUBMITTED, Places, places_of
from tests.site.site import FROM_HERE, Site, Visitor

MOST_SECONDS = 0.05
SIZE = 100_000
HOSTILE = {
    "a word": "a" * SIZE,
    "words": "ab " * (SIZE // 3),
    "signs of searching": '"*(-^:' * (SIZE // 6),
    "spaces": " " * SIZE + "x",
    "lines": "\n " * (SIZE // 2),
    "marks": "a\u0301\u0323" * (SIZE // 5),
    "addresses": "a@a." * (SIZE // 4),
    "brackets": "<(" * (SIZE // 2),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_s16_heavy_text_in_searches_and_forms_costs_little(site: Site, hostile: str) -> None:
    places = await places_of(site)
    short = quote(hostile[:10_000])  # an address of a real server ends long before
    async with site.visitor("dieuphoi") as desk, site.visitor("soanthao.thue") as drafter, site.visitor() as nobody:
        for address in ("/questions?q=", f"/events/{KY9}/questions?q=", "/commitments?q=", "/journal/check?hash="):
            await _costs_little(site, nobody, address + short, None)
        for address in ("/desk/questions?q=", "/desk/events?q=", "/desk/commitments?q="):
            await _costs_little(site, desk, address + short, None)
        for visitor, (address, fields) in zip((nobody, desk, drafter, desk), _forms(places), strict=True):
            await _costs_little(site, visitor, address, {name: hostile for name in fields if name not in {"kind"}})


def _forms(places: Places) -> list[tuple[str, dict[str, object]]]:
    codes = places.codes
    return [
        (f"/events/{KY9}/questions", {"summary": "", "detail": ""}),
        (f"/desk/questions/{codes[SUBMITTED]}/admission", {"public_summary": "", "public_detail": ""}),
        (f"/desk/questions/{codes[IN_PROGRESS]}/answer", {"body": "", "legal_basis": ""}),
        ("/desk/events/new", {"title": "", "agenda": ""}),
    ]


KNOWN = {**ASKED, **TEXT, **DRAFTED, **PLAN}


async def _costs_little(site: Site, visitor: Visitor, address: str, hostile: dict[str, object] | None) -> None:
    plain = await _seconds(site, visitor, address.partition("=")[0], KNOWN if hostile is not None else None)
    for _try in range(3):
        heavy = await _seconds(site, visitor, address, None if hostile is None else {**KNOWN, **hostile})
        if heavy - plain < MOST_SECONDS:
            return
    pytest.fail(f"{address[:80]}: {heavy:.3f} s instead of {plain:.3f} s")


async def _seconds(site: Site, visitor: Visitor, address: str, fields: dict[str, object] | None) -> float:
    """Time of this process for one answer that is no fault: the machine may be busy."""
    site.forget_limits()
    await visitor.act("/nowhere")
    # Put together before: what the browser of this test works is not the site's.
    body = urlencode({"csrf_token": visitor.token, **(fields or {})}, doseq=True).encode()
    headers = FROM_HERE | {"content-type": "application/x-www-form-urlencoded"}
    if fields is None:
        request = visitor.build_request("GET", address)
    else:
        request = visitor.build_request("POST", address, content=body, headers=headers)
    begun = time.process_time()
    answer = await visitor.send(request)
    assert answer.status_code < 500, address[:80]
    return time.process_time() - begun
