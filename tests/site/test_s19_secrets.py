"""What must never be public: how to reach an asker, names without consent, and drafts. The words exist in the city."""

import re
import zipfile
from io import BytesIO
from urllib.parse import quote, unquote

import pytest
from pypdf import PdfReader

from app.database import Statement
from tests.site.places import APPROVED, IN_REVIEW, PUBLISHED, RETURNED, SUBMITTED, Places, places_of
from tests.site.site import Site
from tests.site.walking import Visit, walk

ASKERS = Statement(
    "SELECT name, address, phone, email, tax_code, consents, public_asker FROM question ORDER BY id LIMIT 100"
)
DRAFTS = Statement("SELECT summary, body FROM answer WHERE state <> 'published' ORDER BY id LIMIT 100")
REMARKS = Statement("SELECT body FROM answer_comment ORDER BY id LIMIT 100")
TOKENS = Statement("SELECT tracking_hash, submission_key FROM question ORDER BY id LIMIT 100")


async def secrets_of_the_city() -> set[str]:
    """Words that no page for everybody may hold."""
    found: set[str] = set()
    for row in await ASKERS.all():
        found |= {row["phone"], row["phone"].removeprefix("+84"), row["address"]}
        found |= {value for value in (row["email"], row["tax_code"]) if value}
        if row["name"] != row["public_asker"]:
            found.add(row["name"])
    for row in await DRAFTS.all():
        found |= {row["summary"], *(line for line in row["body"].splitlines() if len(line) > 20)}
    found |= {row["body"] for row in await REMARKS.all()}
    for row in await TOKENS.all():
        found.add(row["tracking_hash"])
    return {word for word in found if len(word) > 5}


def _told_in(visit: Visit, secrets: set[str]) -> list[str]:
    text, asked = _text(visit), unquote(visit.address)  # a search shows the words that were searched for
    return [f"{visit}: {secret}" for secret in secrets if secret in text and secret[:80] not in asked]


def _text(visit: Visit) -> str:
    content = visit.answer.content
    kind = visit.answer.headers.get("content-type", "")
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if "wordprocessing" in kind:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return re.sub(
                "<[^>]+>", "", "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
            )
    # A long line of a calendar file is folded.
    return content.decode("utf-8", "replace").replace("\r\n ", "") + str(visit.answer.headers)


async def _searches(secrets: set[str], places: Places) -> tuple[str, ...]:
    words = sorted(secrets)[:40]
    own = [places.codes[number] for number in (SUBMITTED, IN_REVIEW, APPROVED, RETURNED, 23)]
    return (
        *(f"/questions?q={quote(word[:80])}" for word in words),
        *(f"/questions/{code}" for code in own),
        *(f"/questions/{code.lower()}" for code in own),
        "/questions/CH-2026-9999",
        "/events/giao-luu-truc-tuyen-mot-cua-sau-sap-nhap",
        "/desk/questions",
        "/office/people",
    )


async def test_s19_nothing_that_is_not_public_is_told_to_nobody(site: Site) -> None:
    secrets, places = await secrets_of_the_city(), await places_of(site)
    assert len(secrets) > 60
    also = await _searches(secrets, places)
    for _again in range(2):  # the second time many pages come from the byte cache
        visits = await walk(site, also=also)
        told = [line for visit in visits for line in _told_in(visit, secrets)]
        assert not told, told


async def test_s19_a_page_that_staff_opened_first_tells_nobody_more(site: Site) -> None:
    secrets = await secrets_of_the_city()
    public = {visit.address for visit in await walk(site)}
    async with site.visitor("dieuphoi") as coordinator, site.visitor() as nobody:
        for address in sorted(public):
            mine = await coordinator.get(address)
            his = await nobody.get(address)
            assert not _told_in(Visit("", address, his), secrets)
            etag = mine.headers.get("etag")
            if etag:
                again = await nobody.get(address, headers={"if-none-match": etag})
                assert not _told_in(Visit("", address, again), secrets)


@pytest.mark.parametrize("account", ["daumoi.sgddt", "soanthao.sgddt", "lanhdao.sgddt"])
async def test_s19_a_unit_without_part_in_a_question_reads_no_contact_and_no_draft(site: Site, account: str) -> None:
    secrets = await secrets_of_the_city()
    told = [line for visit in await walk(site, account) for line in _told_in(visit, secrets)]
    assert not told, told


async def test_s19_a_draft_is_not_read_by_the_desk_that_waits_for_it(site: Site) -> None:
    places = await places_of(site)
    [draft] = [row for row in await DRAFTS.all() if "thẩm định giá đất cụ thể" in row["summary"]]
    for account in ("dieuphoi", "tiepnhan", "thuky", "chutri", "giamsat"):
        async with site.visitor(account) as visitor:
            page = await visitor.get(f"/desk/questions/{places.codes[IN_REVIEW]}")
            assert page.status_code == 200
            assert draft["summary"] not in page.text
            assert (await visitor.get(f"/desk/answers/{places.answers[IN_REVIEW]}")).status_code == 404


async def test_s19_the_tracking_page_of_one_question_tells_nothing_of_another(site: Site) -> None:
    secrets, places = await secrets_of_the_city(), await places_of(site)
    own = Statement("SELECT name, email FROM question WHERE code = {}")
    asker = await own.one(places.codes[PUBLISHED])
    assert asker
    for path in (places.track, f"{places.track}/slip"):
        async with site.visitor() as visitor:
            answer = await visitor.get(path)
            assert not _told_in(Visit("", path, answer), secrets - {asker["name"]})
            assert "no-store" in answer.headers["cache-control"]
            assert "noindex" in answer.headers["x-robots-tag"]
