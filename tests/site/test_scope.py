"""Commune A sees nothing unpublished of commune B: no page, list, number, paper or search of its staff tells of it."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest

from app.access import Role, Viewer
from app.clock import now
from app.database import atomic
from app.people.signing_in import open_session
from app.people.units import directory
from events.planning.queries import event_facts
from events.planning.states import EventState
from questions.states import Visibility
from tests.site.site import Site, Visitor, links_of
from tests.site.walking import LEFT_ALONE
from tests.support import Stage, an_ask, make_event, make_person, make_question, make_unit

# Words that stand in what is not public of commune B, and nowhere else.
SECRETS = ("Sầu Riêng", "Măng Cụt", "0912345677", "0912 345 677", "Vườn Kín", "Nháp Riêng", "Chuyện Kín")
STAGES = (Stage.SUBMITTED, Stage.ADMITTED, Stage.OFFERED, Stage.IN_PROGRESS, Stage.APPROVED, Stage.PUBLISHED)
ROLES = (*(Role.COORDINATOR, Role.CLERK, Role.SECRETARY, Role.CHAIR, Role.SUPERVISOR), Role.APPROVER)


@dataclass(frozen=True)
class Communes:
    a: int
    b: int
    office_of_b: int
    codes: tuple[str, ...]
    draft: str
    forum: str


@pytest.fixture
async def communes(site: Site) -> Communes:
    """Commune B has a draft of a forum, questions at each stage, and an answer in work; commune A has nothing."""
    at = now().replace(microsecond=0)
    units = await directory()
    city = units.by_code("UBTP")
    assert city is not None
    a = await make_unit("Ủy ban nhân dân xã An Bình", code="UBX-AB", parent_id=city.id, at=at)
    b = await make_unit("Ủy ban nhân dân xã Vĩnh Phước", code="UBX-VP", parent_id=city.id, at=at)
    office = await make_unit("Văn phòng xã Vĩnh Phước", code="VP-VP", parent_id=b, at=at)
    forum = await make_event(b, title="Đối thoại xã Vĩnh Phước", starts_at=at + timedelta(days=20), at=at)
    draft = await make_event(b, EventState.DRAFT, title="Buổi Vườn Kín", starts_at=at + timedelta(days=30), at=at)
    ask = an_ask(
        summary="Chuyện Kín về cây Sầu Riêng", detail="Ông Măng Cụt lấn đất.", name="Măng Cụt Vàng",
        phone="+84912345677", at=at,
    )  # fmt: skip
    kept = {"visibility": Visibility.OFFICIALS, "answer": "Nháp Riêng của xã.", "answer_summary": "Nháp Riêng."}
    codes = [(await make_question(forum, stage, lead_unit_id=office, ask=ask, at=at, **kept)).code for stage in STAGES]
    return Communes(a, b, office, tuple(codes), draft.slug, forum.slug)


@atomic
async def signed_in(site: Site, person: Viewer) -> Visitor:
    assert person.person_id is not None
    visitor = site.visitor()
    visitor.cookies.set("session", (await open_session(person.person_id, now(), "")).token)
    return visitor


def addresses(communes: Communes) -> tuple[str, ...]:
    """Everything that somebody might try who knows what there is."""
    words = (*SECRETS, *communes.codes, communes.codes[0][-4:].lstrip("0"), "vuon kin", "nhap rieng")
    slugs = (communes.draft, communes.forum)
    return (
        *("/work", "/desk/questions", "/desk/events", "/desk/commitments", "/desk/figures?year=all", "/events"),
        *(f"/desk/search?q={quote(word)}" for word in words),
        *(f"/search?q={quote(word)}" for word in words),
        *(f"/desk/questions?q={quote(word)}" for word in SECRETS),
        *(f"/desk/questions?event={slug}" for slug in slugs),
        *(f"/desk/events?q={quote(word)}" for word in SECRETS),
        *(f"/desk/questions/{code}{tail}" for code in communes.codes for tail in ("", "/due", "/answer")),
        *(
            f"/desk/events/{slug}{tail}"
            for slug in slugs
            for tail in ("", "/room", "/minutes", "/minutes/draft/docx", "/questions/xlsx", "/questions/csv", "/intake")
        ),
        *(f"/questions/{code}" for code in communes.codes),
        *(f"/events/{slug}" for slug in slugs),
        "/questions?unit=UBX-VP",
        "/events?unit=UBX-VP",
    )


async def told_to(site: Site, person: Viewer, communes: Communes) -> list[str]:
    """What this person is told of the secrets, on those pages and on all to which they lead."""
    told, seen, todo = [], set(), list(addresses(communes))
    async with await signed_in(site, person) as visitor:
        while todo:
            address = todo.pop()
            if address in seen or address.startswith(LEFT_ALONE):
                continue
            seen.add(address)
            site.forget_limits()
            answer = await visitor.get(address)
            assert answer.status_code < 500, address
            if answer.is_redirect and not answer.headers["location"].startswith("/sign-in"):
                todo.append(answer.headers["location"].partition("#")[0])
            if "text/html" in answer.headers.get("content-type", ""):
                typed = address.partition("?q=")[2]
                # A search page repeats what was typed.
                shown = answer.text if not typed else answer.text.replace(unquote(typed), "")
                told += [f"{address}: {secret}" for secret in SECRETS if secret in shown]
                todo += sorted(link for link in links_of(answer.text) if "VP" in link or "vinh-phuoc" in link)
            elif answer.status_code == 200 and address.startswith("/desk/"):
                told.append(f"{address}: a paper")
    return told


async def test_commune_a_is_told_nothing_unpublished_of_commune_b(site: Site, communes: Communes) -> None:
    at = now()
    for role in ROLES:
        told = await told_to(site, await make_person(communes.a, role, at=at), communes)
        assert not told, (role, told[:10])


async def test_commune_b_itself_is_told(site: Site, communes: Communes) -> None:
    """The secrets are there to be found, so finding nothing means something."""
    at = now()
    for role in (Role.COORDINATOR, Role.SUPERVISOR):
        told = await told_to(site, await make_person(communes.b, role, at=at), communes)
        for secret in ("Sầu Riêng", "Vườn Kín", "Nháp Riêng"):
            assert any(line.endswith(secret) for line in told), (role, secret)


async def test_the_city_sees_figures_of_its_communes_and_no_word_more(site: Site, communes: Communes) -> None:
    city = (await directory()).by_code("UBTP")
    assert city is not None
    assert (await event_facts(communes.forum)).organiser_id == communes.b
    chair = await make_person(city.id, Role.CHAIR, at=now())
    assert not await told_to(site, chair, communes)
    async with await signed_in(site, chair) as visitor:
        page = (await visitor.get("/desk/figures")).text
    row = page[page.index("Vĩnh Phước") :]
    assert ">6<" in row[: row.index("</tr>")]


async def test_a_supervisor_at_the_top_is_told_of_every_commune(site: Site, communes: Communes) -> None:
    front = (await directory()).by_code("MTTQ")
    assert front is not None
    told = await told_to(site, await make_person(front.id, Role.SUPERVISOR, at=now()), communes)
    assert any(line.endswith("Sầu Riêng") for line in told)
    assert not [line for line in told if line.endswith(("0912345677", "0912 345 677"))]
