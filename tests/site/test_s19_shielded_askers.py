"""S19: who asks, where only the coordinator may know it, is told on no page, list, file, letter or search to others."""

import re
import zipfile
from io import BytesIO
from urllib.parse import quote, unquote

import pytest

from app.access import SYSTEM, Viewer
from app.clock import now
from app.people.units import directory
from events.planning.queries import event_facts
from questions.facts import question_facts
from questions.opinions.disputing import dispute
from questions.triage import asking_back
from tests.site.places import KY9
from tests.site.site import Site
from tests.site.walking import Visit, walk
from tests.support import SECRET, Stage, an_ask, make_question

NAME, ADDRESS, EMAIL = "Huỳnh Thị Ngọc Sương", "45/7 hẻm Sương Mai", "ngoc.suong@example.vn"
SECRETS = (NAME, "NGỌC SƯƠNG", ADDRESS, EMAIL, "908765432", "908 765 432", "9911111117")
WORDS = f"Tôi là {NAME}, ở {ADDRESS}, gọi 0908 765 432, thư {EMAIL}."
CLEAN = {"public_summary": "Hỏi về trạm bơm", "public_detail": "Khi nào trạm bơm chạy lại?"}
OTHERS = ("", "quantri", "tiepnhan", "thuky", "chutri", "giamsat", "daumoi.stc", "lanhdao.stc")


@pytest.fixture
async def codes(site: Site) -> tuple[str, ...]:
    """Questions of one shielded asker, who tells the own name in every word, at each stage; one is disputed."""
    at, units = now().replace(microsecond=0), await directory()
    lead = units.by_code("STC")
    assert lead is not None
    ask = an_ask(
        summary=f"{NAME} hỏi về trạm bơm", detail=WORDS, name=NAME, address=ADDRESS, email=EMAIL,
        phone="+84908765432", tax_code="9911111117", consents={"publish_name": True, "hide_name": True}, at=at,
    )  # fmt: skip
    event = await event_facts(KY9)
    stages = (Stage.SUBMITTED, Stage.ADMITTED, Stage.OFFERED, Stage.IN_PROGRESS, Stage.APPROVED, Stage.PUBLISHED)
    made = [await make_question(event, stage, lead_unit_id=lead.id, ask=ask, at=at, **CLEAN) for stage in stages]
    await asking_back.ask_back(made[3], "Trạm bơm nào?", secret_key=SECRET, by=SYSTEM, at=at)
    asked = await question_facts(made[3].code)
    await asking_back.inform(asked, WORDS, by=Viewer(asks=asked.id), at=at)
    await dispute(made[5], WORDS, by=Viewer(asks=made[5].id), at=at)
    return tuple(question.code for question in made)


def addresses(codes: tuple[str, ...]) -> tuple[str, ...]:
    words = (NAME, "ngoc suong", "0908765432", EMAIL, "Sương Mai", *codes)
    tails = ("", "/due", "/answer", "/admission", "/assignment", "/delivery", "/ruling", "/asker-reply", "/urging")
    return (
        *(f"/desk/questions/{code}{tail}" for code in codes for tail in tails),
        *(f"/questions/{code}" for code in codes),
        *(f"{page}?q={quote(word)}" for page in ("/desk/search", "/desk/questions", "/search") for word in words),
        *(f"/desk/events/{KY9}{tail}" for tail in ("", "/room", "/minutes", "/questions/csv", "/questions/xlsx")),
        f"/desk/questions?event={KY9}",
        f"/events/{KY9}/questions",
    )


def told_in(visit: Visit) -> list[str]:
    content, typed = visit.answer.content, unquote(visit.address)
    text = content.decode("utf-8", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            text = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    text = re.sub(r"</?(mark|b|em)>", "", text) + str(visit.answer.headers)
    return [f"{visit}: {secret}" for secret in SECRETS if secret in text and secret not in typed]


@pytest.mark.parametrize("account", OTHERS)
async def test_s19_nobody_but_the_coordinator_is_told_who_asks(
    site: Site, codes: tuple[str, ...], account: str
) -> None:
    visits = await walk(site, account, also=addresses(codes), of_each=len(codes))
    told = [line for visit in visits for line in told_in(visit)]
    assert not told, told[:10]
    found = [visit for visit in visits if "?q=" in visit.address and visit.is_page and NAME in unquote(visit.address)]
    assert not [code for visit in found for code in codes if f'href="/desk/questions/{code}"' in visit.answer.text]


async def test_s19_the_coordinator_is_told_and_the_unit_still_can_work(site: Site, codes: tuple[str, ...]) -> None:
    """The secrets are there to be found, so finding nothing means something."""
    told = [line for visit in await walk(site, "dieuphoi", also=addresses(codes), of_each=6) for line in told_in(visit)]
    for secret in (NAME, ADDRESS, EMAIL, "908 765 432"):
        assert any(line.endswith(secret) for line in told), secret
    async with site.visitor("daumoi.stc") as focal:
        page = (await focal.get(f"/desk/questions/{codes[3]}")).text
        assert CLEAN["public_detail"] in page
        assert "Trạm bơm nào?" in page
        assert "[người hỏi]" in page
