"""One sentence kept for the next page ("Saved."), in a signed cookie that is removed when shown."""

from dataclasses import dataclass

from litestar.datastructures import Cookie

from app.web import tokens
from app.web.state import Connection, Web, web_of

COOKIE = "said"
_MOST = 600
_SECONDS = 120


@dataclass(frozen=True)
class Flash:
    """What the page before left: its sentence, the key of the form whose kept draft has arrived (or "")
    and the page on which the act can be taken back (or "")."""

    said: str
    sent: str
    undo: str


def flash_cookie(web: Web, said: object, sent: str = "", undo: str = "") -> Cookie:
    """The cookie that carries `said`, already in the reader's language."""
    carried = f"{sent}\n{undo}\n{str(said)[:_MOST]}"
    return web.cookie(COOKIE, tokens.seal(web.settings.secret_key, "said", carried), _SECONDS)


def flashed(connection: Connection) -> Flash | None:
    """What the page before left, or None."""
    web = web_of(connection)
    sealed = connection.cookies.get(web.cookie_name(COOKIE), "")
    carried = tokens.unseal(web.settings.secret_key, "said", sealed) if sealed else None
    if carried is None:
        return None
    sent, undo, said = (*carried.split("\n", 2), "", "")[:3]
    return Flash(said, sent, undo)
