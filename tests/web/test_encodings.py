"""Accept-Encoding as RFC 9110 reads it."""

import pytest

from app.web.encodings import best_encoding


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0", ""),
        ("br;q=0, gzip", "gzip"),
        ("BR; q=0.000, GZip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("brotli, xgzip", ""),
        ("gzip;q=viel", ""),
        (",;,=;q=", ""),
    ],
)
def test_what_is_refused_is_not_sent(accepted: str, chosen: str) -> None:
    assert best_encoding(accepted) == chosen


def test_only_what_is_there_is_chosen() -> None:
    assert best_encoding("br, gzip", ("gzip",)) == "gzip"
    assert best_encoding("br, gzip;q=0", ("gzip",)) == ""
