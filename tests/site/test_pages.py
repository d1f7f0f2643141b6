"""Every page of the demo city, as everybody who finds other pages than the rest."""

import gettext
import re
from functools import cache

import html5lib
import pytest

from app import i18n
from app.demo.asked import QUESTIONS
from app.demo.city import UNITS
from app.demo.staff import PEOPLE, agency_people
from app.text import lacks_diacritics
from app.web.messages import stored
from app.web.security import POLICY
from tests.site.places import KY9, places_of
from tests.site.reading import words_of
from tests.site.site import Site
from tests.site.walking import WALKERS, Visit, walk

# Words that are the same in both languages, and names of things.
NAMES = re.compile(
    r"(Tiếng Việt|English|DOCX|PDF|XLSX|CSV|SHA-256|E-mail|Email|Zalo|Facebook|iCalendar|HTML|Chrome|Linux)"
)
PROPER = (
    *(name for unit in UNITS for name in (unit.name, unit.short_name, unit.abbreviation) if name.isascii() and name),
    *(question.summary for question in QUESTIONS if lacks_diacritics(question.summary)),
    *(person.name for person in (*PEOPLE, *agency_people()) if person.name.isascii()),
)
ADDRESS = re.compile(r"\S+@\S+|https?://\S*|/\S+|[A-Z]{2}-\d{4}-\d{4}|[0-9a-f]{40,}|\S+\.(?:xlsx|csv|docx|pdf)")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("walker", WALKERS, ids=lambda one: one or "nobody")
async def test_s5_q3_every_page_leads_somewhere_carries_the_headers_parses_and_is_vietnamese(
    site: Site, walker: str
) -> None:
    """S5 and Q3 among them: one walk over everything that this person finds, judged in each way."""
    visits = await walk(site, walker)
    assert len(visits) > 20
    pages = [visit for visit in visits if visit.is_page]
    faults = [f"leads nowhere: {visit}" for visit in visits if visit.answer.status_code >= 400 and not _is_lost(visit)]
    for visit in visits:
        faults += [f"{fault}: {visit}" for fault in _faults_of_headers(visit)]
    for shape, page in {_shape(page): page for page in pages}.items():
        if shape not in PARSED:
            PARSED.add(shape)
            faults += _faults_of_html(page)
    for page in pages:
        faults += [f"not translated: {words}: {page}" for words in _english_on(page)]
    assert not faults, "\n".join(faults)


# Pages with the same tags and ids in the same order are parsed once, whoever finds them.
PARSED: set[str] = set()


def _is_lost(visit: Visit) -> bool:
    return visit.address == "/nowhere"


def _faults_of_headers(visit: Visit) -> list[str]:
    headers, is_page = visit.answer.headers, visit.is_page
    if "/static/" in visit.address:
        return []
    cookies = headers.get_list("set-cookie")
    own = visit.walker and not visit.address.endswith(".ics")
    held = {
        "another policy": headers["content-security-policy"] == POLICY
        or (headers["content-security-policy"] == "sandbox" and not is_page),
        "may be sniffed": headers["x-content-type-options"] == "nosniff",
        "tells where one came from": headers["referrer-policy"] == "same-origin",
        "may be framed": headers["x-frame-options"] == "DENY",
        "a cookie for scripts": all(re.search("httponly", one, re.IGNORECASE) for one in cookies),
        "a cookie for other sites": all(re.search("samesite=lax", one, re.IGNORECASE) for one in cookies),
        "code in the page": not is_page or not CODE_IN_A_PAGE.search(visit.answer.text),
        "kept by others": not own
        or headers.get("cache-control") in {"no-store", "private, no-cache", "private, no-store"},
    }
    return [fault for fault, is_well in held.items() if not is_well]


CODE_IN_A_PAGE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=|javascript:")


def _shape(visit: Visit) -> str:
    return "".join(re.findall(r"<[a-z0-9]+|\sid=\"[^\"]*\"", visit.answer.text))


def _faults_of_html(visit: Visit) -> list[str]:
    try:
        html5lib.HTMLParser(strict=True).parse(visit.answer.text)
    except html5lib.html5parser.ParseError as fault:
        return [f"{visit}: {fault}"]
    ids = re.findall(r'\sid="([^"]+)"', visit.answer.text)
    return [f"id {name} twice: {visit}" for name in {one for one in ids if ids.count(one) > 1}]


# Here an administrator words the English beside the Vietnamese.
IN_BOTH_LANGUAGES = ("/office/reasons/", "/office/texts/", "/office/types/")


def _english_on(visit: Visit) -> list[str]:
    if visit.address.startswith(IN_BOTH_LANGUAGES):
        return []
    return [words for words in words_of(visit.answer.text) if words in _english_sentences()]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("walker", WALKERS, ids=lambda one: one or "nobody")
async def test_every_kind_of_page_opens_on_postgresql_too(site_on_postgres: Site, walker: str) -> None:
    for visit in await walk(site_on_postgres, walker, of_each=2):
        assert visit.answer.status_code < 400 or visit.address == "/nowhere", str(visit)


def test_s5_the_policy_allows_no_code_in_a_page() -> None:
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "default-src 'none'" in POLICY


@cache
def _english_sentences() -> frozenset[str]:
    """Sentences of the catalogue whose Vietnamese is not the same."""
    with i18n.speaking("vi"):
        ids = [one for message in stored("vi") if message.id for one in _ids(message.id)]
        return frozenset(" ".join(one.split()) for one in ids if i18n.translate(one) != one)


def _ids(given: object) -> list[str]:
    return [given] if isinstance(given, str) else [str(one) for one in given]  # type: ignore[attr-defined]


class Strange(gettext.NullTranslations):
    """The pseudo-locale: every sentence in brackets, so what stands outside was never translated."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.mark.parametrize(
    "walker", ["", "dieuphoi", "quantri", "lanhdao.snnmt", "thuky", "tiepnhan"], ids=lambda one: one or "nobody"
)
async def test_q3_every_word_of_the_program_passes_through_the_catalogue(
    site: Site, walker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_catalogue", lambda _code: Strange())
    outside = {
        f"{visit.address}: {words}"
        for visit in await walk(site, walker, of_each=6)
        if visit.is_page
        for words in words_of(visit.answer.text)
        if _is_loose_english(words)
    }
    assert not outside, outside


def _is_loose_english(words: str) -> bool:
    """Words without a bracket in plain letters; what people of the demo wrote has Vietnamese marks."""
    rest = ADDRESS.sub("", NAMES.sub("", words))
    for name in PROPER:
        rest = rest.replace(name, "")
    return "⟦" not in words and rest.isascii() and re.search(r"[A-Za-z]{3}.*\s[A-Za-z]{2}", rest) is not None


async def test_pages_speak_english_to_whoever_chose_it(site: Site) -> None:
    for walker in ("", "dieuphoi"):
        pages = [visit for visit in await walk(site, walker, "en", of_each=3) if visit.is_page]
        assert [str(visit) for visit in pages if '<html lang="en"' not in visit.answer.text] == []


async def test_filters_in_addresses_take_any_nonsense(site: Site) -> None:
    await places_of(site)
    nonsense = ("-1", "0", "99999999999999999999", "١٢", "%00", "%ED%A0%80", "a" * 3000, "<b>", "' OR 1=1 --", "%F0%9F")
    queries = (
        "q",
        "page",
        "event",
        "state",
        "unit",
        "field",
        "late",
        "work",
        "series",
        "mine",
        "sent",
        "code",
        "next",
        "to",
    )
    lists = ("/events", f"/events/{KY9}/questions", "/questions", "/commitments", "/lookup", "/sign-in")
    staff = ("/desk/questions", "/desk/events", "/desk/commitments", "/work", "/desk/events/new")
    for account, addresses in (("", lists), ("dieuphoi", staff), ("quantri", ("/office/letters", "/office/people"))):
        async with site.visitor(account) as visitor:
            for address in addresses:
                for value in nonsense:
                    site.forget_limits()
                    answer = await visitor.get(f"{address}?{'&'.join(f'{name}={value}' for name in queries)}")
                    assert answer.status_code < 500, (address, value)
