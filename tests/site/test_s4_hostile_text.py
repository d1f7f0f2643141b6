"""S4: whatever people write is shown as they wrote it: sixty hostile texts, every field, every output."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree

import html5lib
import httpx
import pytest

from app.database import Statement
from tests.site.hostile import MARK, PAYLOADS, looked_at, plant
from tests.site.site import Site

LETTERS = Statement("SELECT subject, body FROM outbox_letter ORDER BY id")
# Elements that no page of ours has; a browser would make them out of what people wrote.
NEVER = frozenset(
    (
        *(
            "iframe",
            "object",
            "embed",
            "base",
            "math",
            "marquee",
            "video",
            "audio",
            "source",
            "style",
            "image",
            "frame",
        ),
        *("animate", "set", "foreignObject", "noscript", "template", "font", "x"),
    )
)
LEADING = frozenset(
    {"href", "src", "action", "formaction", "data", "srcdoc", "poster", "xlink:href", "hx-get", "hx-post"}
)
ELSEWHERE = re.compile(r"\s*(javascript|data|vbscript):|//|.*evil\.example", re.IGNORECASE)


@pytest.mark.timeout(240)
async def test_s4_hostile_text_is_shown_literally_and_becomes_no_element(site: Site) -> None:
    places, added, answered = await plant(site)
    answers = answered + [
        one for account, address in looked_at(places, added) for one in await _both(site, account, address)
    ]
    pages = {one.text: str(one.request.url) for one in answers if _kind(one) == "text/html" and MARK.search(one.text)}
    faults = [fault for content, what in pages.items() for fault in _page_faults(what, content)]
    assert not faults, "\n".join(faults[:40])
    shown = {number for content in pages for number in MARK.findall(content)}
    assert len(shown) == len(PAYLOADS), "each of them stands on some page"
    assert len(pages) > 150

    files = {_kind(one): one for one in answers if one.content and _kind(one) in FILES}
    assert set(files) == set(FILES)
    for one in (one for one in answers if _kind(one) in FILES):
        text = _plain(FILES[_kind(one)](one.content))
        assert [PAYLOADS[int(n) - 1] for n in MARK.findall(text) if not _stands(int(n), text)] == [], one.request.url

    letters = [f"{letter['subject']} {_plain(letter['body'])}" for letter in await LETTERS.all()]
    assert {n for letter in letters for n in MARK.findall(letter)} == shown
    for text in letters:
        assert [PAYLOADS[int(n) - 1] for n in MARK.findall(text) if not _stands(int(n), text)] == []


async def _both(site: Site, account: str, address: str) -> list[httpx.Response]:
    """The whole page, and what htmx would put into it."""
    site.forget_limits()
    async with site.visitor(account) as visitor:
        answers = [await visitor.get(address, headers=headers) for headers in ({}, {"hx-request": "true"})]
    assert [one.status_code for one in answers if one.status_code >= 500] == [], address
    return answers


def _kind(answer: httpx.Response) -> str:
    return answer.headers.get("content-type", "").partition(";")[0]


def _page_faults(what: str, content: str) -> list[str]:
    """What came out of the text that should not have, and which text does not stand there as it was written."""
    words, faults = [], []
    for one in html5lib.parse(content, namespaceHTMLElements=False).iter():
        if not isinstance(one.tag, str):
            faults += [f"a comment {one.text}"] if MARK.search(one.text or "") else []
            continue
        tag = one.tag.rpartition("}")[2]
        words += [one.text or "", one.tail or "", *one.attrib.values()]
        if tag in NEVER or (tag == "script" and not one.get("src", "").startswith("/static/")):
            faults.append(f"an element {tag}")
        faults += [f"{tag} {name}={value[:80]}" for name, value in one.attrib.items() if _is_active(name, value)]
    text = _plain(" ".join(words))
    faults += [f"not literally {PAYLOADS[int(n) - 1]}" for n in set(MARK.findall(text)) if not _stands(int(n), text)]
    return [f"{what}: {fault}" for fault in faults]


def _is_active(name: str, value: str) -> bool:
    if name.startswith(("on", "hx-on")) or name == "style" or MARK.search(name):
        return True
    return name in LEADING and ELSEWHERE.match(value) is not None


def _stands(number: int, text: str) -> bool:
    """The whole text, its beginning where a list shortens it, or with other spaces and a capital, as papers set it."""
    payload = PAYLOADS[number - 1]
    if payload in text or "".join(payload.split())[1:] in "".join(text.split()):
        return True
    return any(f"{payload[:end]}{dots}" in text for end in range(len(payload)) for dots in ("…", "..."))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _calendar(content: bytes) -> str:
    return re.sub(r"\\([,;\\])", r"\1", content.replace(b"\r\n ", b"").decode())


def _table(content: bytes) -> str:
    return " ".join(cell for row in csv.reader(StringIO(content.decode("utf-8-sig"))) for cell in row)


def _packed(content: bytes) -> str:
    """Every part of a packed paper parses, and none of them names another host."""
    said = []
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(parts.read(name))
                said.append("".join(root.itertext()))
                assert not [one for one in root.iter() if "evil.example" in one.get("Target", "")], name
    return " ".join(said)


def _paper(content: bytes) -> str:
    """A PDF holds no script and leads nowhere; its lines are broken, so its words are read elsewhere."""
    assert not re.search(rb"/(JavaScript|JS|Launch|OpenAction|URI)\b", content)
    return ""


FILES = {
    "text/calendar": _calendar,
    "text/csv": _table,
    "application/pdf": _paper,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _packed,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _packed,
}
