"""One sentence kept for the next page ("Saved."), in a signed cookie that is removed when shown."""

from litestar.datastructures import Cookie

from app.web import tokens
from app.web.state import Connection, Web, web_of

COOKIE = "said"
_MOST = 600
_SECONDS = 120


def flash_cookie(web: Web, said: object) -> Cookie:
    """The cookie that carries `said`, already in the reader's language."""
    return web.cookie(COOKIE, tokens.seal(web.settings.secret_key, "said", str(said)[:_MOST]), _SECONDS)


def flashed(connection: Connection) -> str | None:
    """The sentence left by the page before, or None."""
    web = web_of(connection)
    sealed = connection.cookies.get(web.cookie_name(COOKIE), "")
    return tokens.unseal(web.settings.secret_key, "said", sealed) if sealed else None
