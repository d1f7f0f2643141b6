"""Vietnamese first, English on request."""

from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]


def test_vietnamese_is_spoken_first(client: Client) -> None:
    page = client.get("/kept", headers={"Accept-Language": "en"}).text
    assert '<html lang="vi"' in page
    assert "Hỏi đáp" in page


def test_a_link_switches_the_language_and_returns(client: Client) -> None:
    assert "/language?to=en&amp;next=/kept%3Fa%3D1" in client.get("/kept?a=1").text
    answer = client.get("/language?to=en&next=/kept%3Fa%3D1", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["location"] == "/kept?a=1"
    page = client.get("/kept").text
    assert '<html lang="en"' in page
    assert "Forums" in page
    assert "Không có gì" not in client.get("/nowhere").text


def test_another_site_cannot_switch_it(client: Client) -> None:
    client.get("/language?to=en", headers={"Sec-Fetch-Site": "cross-site"})
    assert '<html lang="vi"' in client.get("/kept").text


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    client.get("/language?to=xx")
    assert '<html lang="vi"' in client.get("/kept", headers={"Cookie": "lang=xx; other=lang=en"}).text
