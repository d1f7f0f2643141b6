"""Our own Jinja environment: everything escaped, nothing undefined, every text translated."""

import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import md5
from pathlib import Path
from types import CodeType
from urllib.parse import parse_qsl, urlencode

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from app import formats
from app.access import Access, Role
from app.i18n import LANGUAGES, Sentence, translate, translate_plural
from app.settings import Settings
from app.web.icons import icon
from app.web.static import StaticFiles

TEMPLATES = Path(__file__).parents[2] / "templates"


class Compiled(FileSystemBytecodeCache):
    """Templates as compiled code, kept as Python keeps modules: in this process, and in `__pycache__` beside them.

    A changed source, another Jinja or another environment below has another name; where nothing may be written, each
    process compiles for itself.
    """

    def __init__(self, folder: Path = TEMPLATES / "__pycache__") -> None:
        made_by = md5(jinja2.__version__.encode() + Path(__file__).read_bytes(), usedforsecurity=False).hexdigest()
        super().__init__(str(folder), f"{made_by[:8]}-%s.jinja")
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with suppress(OSError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code
            if not sys.dont_write_bytecode:
                with suppress(OSError):
                    Path(self.directory).mkdir(exist_ok=True)
                    super().dump_bytecode(bucket)


COMPILED = Compiled()


def environment(settings: Settings, static: StaticFiles, folder: Path = TEMPLATES) -> Environment:
    """The templates of one application.

    Globals: `icon(name)`, `static(path)`, `with_query(address, page=2)`, `site_name`,
    `base_url`, `LANGUAGES`, `Role`, `Access`.
    Filters: those of FILTERS.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.is_demo,
        bytecode_cache=COMPILED,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(_gettext, translate_plural, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "icon": icon,
        "static": static.url,
        "style": static.style,
        "script": static.script,
        "with_query": with_query,
        "has_htmx": static.has("vendor/htmx.min.js"),
        "site_name": settings.site_name,
        "base_url": settings.base_url,
        "is_demo": settings.is_demo,
        "LANGUAGES": LANGUAGES,
        "Role": Role,
        "Access": Access,
    }
    made.filters |= FILTERS
    return made


def paragraphs(text: object) -> Markup:
    """Plain text as paragraphs: blank lines part them, single line ends stay line ends."""
    blocks = [block.strip() for block in str(text).split("\n\n") if block.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(Markup("<br>").join(block.split("\n"))) for block in blocks)


def capital(text: object) -> str:
    """With its first letter capital, as at the start of a line: "Thứ Bảy, 05/09/2026"."""
    return str(text)[:1].upper() + str(text)[1:]


def with_query(address: str, **changes: object) -> str:
    """`address` with these values in its query; None or "" takes a value out."""
    path, _mark, query = address.partition("?")
    pairs = [(name, value) for name, value in parse_qsl(query) if name not in changes]
    pairs += [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _gettext(message: str | Sentence) -> str:
    return str(message) if isinstance(message, Sentence) else translate(message)


FILTERS: dict[str, Callable[..., object]] = {
    "day": formats.show_date,
    "long_day": formats.show_long_date,
    "weekday": formats.weekday,
    "clock": formats.show_time,
    "moment": formats.show_moment,
    "number": formats.show_number,
    "percent": formats.show_percent,
    "size": formats.show_size,
    "paragraphs": paragraphs,
    "capital": capital,
}
