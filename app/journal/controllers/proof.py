"""The daily anchors, and the check of a hash that somebody was given."""

import re
from typing import Any

from litestar import Controller, Response, get

from app.access import Access
from app.i18n import Sentence as _
from app.journal import queries
from app.web.cache import kept
from app.web.limits import take
from app.web.pages import page
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest

PAGE_SIZE = 60
HASH = re.compile(r"[0-9a-f]{64}")
ACTS = {"question.submit": _("A question was received"), "answer.publish": _("An answer was published")}


class JournalController(Controller):
    path = "/journal"

    @get("/anchors", opt={"access": Access.PUBLIC, "cache": True})
    async def anchors(self, request: AnyRequest) -> Response[Any]:
        number = page_number(request.query_params.get("page"))
        found = await queries.anchors(limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
        return kept(page(request, "journal/anchors.html", anchors=Page.cut(found, number, PAGE_SIZE)))

    @get("/check", opt={"access": Access.PUBLIC})
    async def check(self, request: AnyRequest) -> Response[Any]:
        typed = (request.query_params.get("hash") or "")[:200]
        given = "".join(typed.split()).lower()
        if given:
            await take(request, "search")
        is_hash = HASH.fullmatch(given) is not None
        checked = await queries.check(given) if is_hash else None
        word = ACTS.get(checked.act, _("An act of the office")) if checked else ""
        shown = page(request, "journal/check.html", typed=typed, is_hash=is_hash, checked=checked, word=word)
        shown.headers["X-Robots-Tag"] = "noindex"
        return shown
