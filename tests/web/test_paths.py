"""S15: no address of ours sends a reader to another site."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

from app.web.paths import safe_path, tidy_path

ELSEWHERE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "/%2fevil.example", "/%5cevil.example",
    "%2f%2fevil.example", "/%252f/evil.example", "/\t/evil.example", "/\n/evil.example", "\t//evil.example",
    " //evil.example", "/ /evil.example", "/\x00/evil.example", "/\x85/evil.example",
    "//evil.example/%2e%2e",
    "http:/\\evil.example", "/%09/evil.example",
    "/%0d%0aLocation:%20//evil.example", "evil.example", "", None,
    "/" + "a" * 5000, "//[", "/\ud800",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_another_site_becomes_the_page_named_instead(wanted: str | None) -> None:
    assert safe_path(wanted, "/work") == "/work"


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ("/", "/"),
        ("/events/ca-phe-doanh-nhan-ky-9", "/events/ca-phe-doanh-nhan-ky-9"),
        ("/questions?q=đất&page=2", "/questions?q=%C4%91%E1%BA%A5t&page=2"),
        ("/questions?next=//evil.example", "/questions?next=//evil.example"),
        ("/questions?q=a%20b", "/questions?q=a%20b"),
        ("/questions#top", "/questions#top"),
    ],
)
def test_a_path_of_ours_is_kept(wanted: str, kept: str) -> None:
    assert safe_path(wanted) == kept


@given(st.text(alphabet=st.sampled_from("/\\%25fFcC09aA:@.?#\t\r\n ehtps;"), max_size=24))
def test_whatever_is_asked_the_browser_stays_here(wanted: str) -> None:
    path = safe_path(wanted)
    read = path.replace("\\", "/").replace("\t", "").replace("\n", "").replace("\r", "")
    assert read == path
    assert urlsplit(urljoin("http://dialogue.example/here", path)).netloc == "dialogue.example"


@pytest.mark.parametrize("wanted", [one for one in ELSEWHERE if one and "\ud800" not in one])
def test_the_language_link_returns_only_to_this_site(client: TestClient[Litestar], wanted: str) -> None:
    answer = client.get(f"/language?to=en&next={quote(wanted, safe='')}")
    if "\x00" in wanted:  # no address of ours has one
        assert answer.status_code == 404
        return
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "tidy"),
    [("/", "/"), ("//", "/"), ("//questions", "/questions"), ("/questions/", "/questions"), ("/a///b/", "/a/b")],
)
def test_a_path_has_one_spelling(path: str, tidy: str) -> None:
    assert tidy_path(path) == tidy


@given(st.text(max_size=60).map(lambda text: f"/{text}"))
def test_a_tidied_path_stays_here(path: str) -> None:
    assert not tidy_path(path).startswith("//")
    assert tidy_path(tidy_path(path)) == tidy_path(path)
