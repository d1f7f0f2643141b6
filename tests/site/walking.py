"""Everybody's way over all pages: every link that a page shows is followed."""

import re
from collections import Counter
from dataclasses import dataclass

import httpx

from tests.site.site import Site, links_of

# Everyone who sees other pages than the rest.
WALKERS = (
    *("", "quantri", "dieuphoi", "tiepnhan", "thuky", "chutri", "giamsat", "dieuphoi.bn", "dieuphoi.vpub"),
    *("daumoi.nhnn", "soanthao.snv", "lanhdao.snnmt", "lanhdao.stc", "soanthao.thue"),
)
FROM = ("/", "/work", "/sign-in", "/lookup", "/events?page=2", "/questions?q=dat", "/nowhere")
LEFT_ALONE = ("/static/", "/language")


@dataclass(frozen=True)
class Visit:
    walker: str
    address: str
    answer: httpx.Response

    @property
    def is_page(self) -> bool:
        return self.answer.headers.get("content-type", "").startswith("text/html") and bool(self.answer.text)

    def __str__(self) -> str:
        return f"{self.address} as {self.walker or 'nobody'} ({self.answer.status_code})"


# A code, a number, a short name in an address; what was asked for behind it.
ONE_OF_MANY = re.compile(r"(?<=/)(?:[A-Z]{2}-\d{4}-\d+|\d+|[a-z0-9]+(?:-[a-z0-9]+){2,})(?=[/?.]|$)|(?<==)[^&]*")


async def walk(
    site: Site, walker: str = "", language: str = "vi", also: tuple[str, ...] = (), of_each: int = 10_000
) -> list[Visit]:
    """Every page that this person finds, each once; files are fetched too.

    Of addresses that differ only in which question, forum or page they name, at most `of_each`.
    """
    site.forget_limits()
    seen: Counter[str] = Counter()
    visits: dict[str, Visit] = {}
    async with site.visitor(walker) as visitor:
        visitor.cookies.set("lang", language)
        todo = [*FROM, *also]
        while todo:
            address = todo.pop()
            if address in visits or address.startswith(LEFT_ALONE):
                continue
            seen[kind := ONE_OF_MANY.sub("…", address)] += 1
            if seen[kind] > of_each:
                continue
            visit = visits[address] = Visit(walker, address, await visitor.get(address))
            if visit.answer.is_redirect:
                todo.append(visit.answer.headers["location"].partition("#")[0])
            elif visit.is_page:
                todo += sorted(links_of(visit.answer.text), reverse=True)
    return list(visits.values())
