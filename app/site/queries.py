"""The settings of this installation, read once for each committed version of the database."""

from dataclasses import dataclass, field
from typing import Any

from app.database import Statement, committed_version
from app.database.engines import current
from app.words import Words, use_words

SITE = Statement("SELECT name, colour, emblem, address, phone, email, second_factor_required FROM site WHERE id = 1")
WORDS = Statement("SELECT key, vietnamese, english, is_off FROM site_word ORDER BY key LIMIT 1000")
EMBLEM = Statement("SELECT media_type, content FROM site_emblem WHERE sha256 = {}")


@dataclass(frozen=True)
class SiteRow:
    """How an installation shows itself. `colour` is "" or like "#0a4d8c"; `emblem` is "" or a SHA-256."""

    name: str = ""
    colour: str = ""
    emblem: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    second_factor_required: bool = False
    words: Words = field(default_factory=Words, hash=False, compare=False)

    @property
    def style_path(self) -> str:
        """The address of the style sheet of the brand colour, or ""."""
        return f"/brand/{self.colour.removeprefix('#')}.css" if self.colour else ""

    @property
    def emblem_path(self) -> str:
        return f"/emblem/{self.emblem}" if self.emblem else ""

    @property
    def has_contact(self) -> bool:
        return bool(self.address or self.phone or self.email)


@dataclass(frozen=True)
class Picture:
    media_type: str
    content: bytes


class _Kept:
    """The settings of one open database at one of its versions."""

    engine: object = None
    version: object = None
    site = SiteRow()


async def load_site() -> SiteRow:
    """The settings as they are now; another process's change is seen at once."""
    engine, version = current(), await committed_version()
    if _Kept.engine is not engine or _Kept.version != version:
        row = await SITE.one() or {}
        words = Words(str(row.get("name", "")), *_words(await WORDS.all()))
        _Kept.site = SiteRow(**{**row, "second_factor_required": bool(row.get("second_factor_required"))}, words=words)
        _Kept.engine, _Kept.version = engine, version
    return _Kept.site


async def load_words() -> Words:
    """Reads the office's own words and uses them from here on: for commands and for what the clock does."""
    own = (await load_site()).words
    use_words(own)
    return own


async def picture(sha256: str) -> Picture | None:
    row = await EMBLEM.one(sha256)
    return Picture(row["media_type"], bytes(row["content"])) if row else None


def _words(rows: list[dict[str, Any]]) -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    texts = {row["key"]: (row["vietnamese"], row["english"]) for row in rows if row["vietnamese"]}
    return texts, frozenset(row["key"] for row in rows if row["is_off"])
