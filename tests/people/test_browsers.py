"""Names of browsers, as the list of one's own sessions shows them."""

import pytest

from app.people.browsers import browser_name

WEBKIT = "AppleWebKit/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            f"Mozilla/5.0 (Windows NT 6.1) {WEBKIT} Chrome/109.0.0.0 Safari/537.36",
            "Chrome · Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox · Windows"),
        (
            f"Mozilla/5.0 (Linux; Android 13) {WEBKIT} Version/4.0 Chrome/120 Zalo android/12",
            "Zalo · Android",
        ),
        (
            "Mozilla/5.0 (iPhone; OS 15_0 like Mac OS X) Version/15.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_name(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
