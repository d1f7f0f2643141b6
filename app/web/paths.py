"""Addresses inside this site, safe to send a browser to."""

from urllib.parse import quote, unquote, urlsplit

_MOST = 2000


def safe_path(wanted: str | None, otherwise: str = "/") -> str:
    """`wanted` when it is a path of this very site, else `otherwise`.

    Browsers read `//host`, `/\\host` and addresses with control characters as
    other sites, also when percent-encoding is undone on the way; all are refused.
    """
    if not wanted or len(wanted) > _MOST or not _stays_here(wanted):
        return otherwise
    plain = wanted
    for _layer in range(3):
        plain, before = unquote(plain, errors="replace"), plain
        if plain == before:
            break
        if not _stays_here(plain.partition("?")[0]):
            return otherwise
    return quote(wanted, safe="/?&=%#+:;,@!$'()*~[]")


def tidy_path(path: str) -> str:
    """The one spelling of a path: each stroke once, and none at the end."""
    return "/" + "/".join(part for part in path.split("/") if part)


def _stays_here(path: str) -> bool:
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return False
    if any(ord(sign) <= 32 or 127 <= ord(sign) < 160 or 0xD800 <= ord(sign) < 0xE000 for sign in path):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
