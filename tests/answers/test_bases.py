"""Documents that were replaced, and the answers that cite them: flagged for everyone, listed for the unit."""

from datetime import timedelta

import pytest

from app.access import ANYONE, Role
from app.clock import day_of
from app.errors import Conflict, NotAllowed, NotFound
from questions.bases.outdated import outdated_of, review_basis
from questions.bases.register import cited_documents, mark_replaced, marked_documents, withdraw_mark
from questions.bases.tables import Citation
from questions.piccolo_migrations import questions_p3_bases_read
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

TODAY = day_of(AT)
NEW = "Luật Đất đai 2030"


@pytest.fixture
async def desk(database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def published():  # type: ignore[no-untyped-def]
    organiser, unit = await make_unit(), await make_unit("Sở Tài chính")
    question = await make_question(await make_event(organiser), Stage.PUBLISHED, lead_unit_id=unit)
    return question, await make_person(organiser, Role.COORDINATOR), await make_person(unit, Role.FOCAL)


async def test_a_replaced_document_flags_every_answer_that_cites_it_until_its_unit_has_looked(desk: Desk) -> None:
    question, coordinator, focal = await published()
    [cited] = await cited_documents("đất đai")
    assert (cited.basis.key, cited.answers) == ("luat dat dai 2024", 1)
    sent = {"names": "luật đất đai 2024", "replaced_by": NEW, "replaced_from": TODAY.isoformat()}
    marked = await desk.fill("/desk/legal-documents", coordinator, sent)
    assert marked.status_code == 303
    assert await cited_documents() == []

    public = (await desk.get(f"/questions/{question.code}", ANYONE)).text
    assert NEW in public
    assert "Đơn vị sẽ rà soát lại." in public
    waits = "/desk/questions?work=outdated"
    assert waits in (await desk.get("/work", focal)).text
    assert question.code in (await desk.get(waits, focal)).text
    assert f"{question.code}/basis-review" in (await desk.get(f"/desk/questions/{question.code}", focal)).text

    noted = await desk.fill(f"/desk/questions/{question.code}/basis-review", focal, {"words": "Điều 159 giữ nguyên."})
    assert noted.status_code == 303
    assert "Điều 159 giữ nguyên." in (await desk.get(f"/questions/{question.code}", ANYONE)).text
    assert waits not in (await desk.get("/work", focal)).text


async def test_a_mark_counts_from_its_day_once_and_is_taken_back_with_a_reason(desk: Desk) -> None:
    question, coordinator, focal = await published()
    with pytest.raises(NotAllowed):
        await mark_replaced("Luật Đất đai 2024", NEW, TODAY, by=focal, at=AT)
    tomorrow = TODAY + timedelta(days=1)
    document = await mark_replaced("Luật Đất đai 2024\nLuật số 31/2024/QH15", NEW, tomorrow, by=coordinator, at=AT)
    assert await outdated_of(question.id, TODAY) == ()
    assert len(await outdated_of(question.id, tomorrow)) == 1
    with pytest.raises(Conflict):
        await mark_replaced("khoản 1 Điều 2 Luật số 31/2024/QH15", NEW, TODAY, by=coordinator, at=AT)
    with pytest.raises(NotFound):
        await review_basis(question, "Chưa đến ngày.", by=focal, at=AT)
    await withdraw_mark(document, "Nhầm văn bản.", by=coordinator, at=AT)
    assert await marked_documents() == []
    assert await outdated_of(question.id, tomorrow) == ()


async def test_citations_follow_the_draft_and_keep_what_they_say(desk: Desk) -> None:
    await published()
    [row] = await Citation.select()
    assert (row["kind"], row["name"], row["parts"]) == ("Luật", "Luật Đất đai 2024", "Điều 159")


async def test_answers_of_before_are_read_when_the_tables_come(desk: Desk) -> None:
    await published()
    await Citation.delete(force=True)
    for read in (await questions_p3_bases_read.forwards()).raw:
        await read()
    [row] = await Citation.select()
    assert (row["key"], row["line"]) == ("luat dat dai 2024", "Luật Đất đai 2024, Điều 159")


async def test_a_wrong_form_says_what_is_missing(desk: Desk) -> None:
    _question, coordinator, focal = await published()
    empty = await desk.fill("/desk/legal-documents", coordinator, {"names": " ", "replaced_from": "hôm nào"})
    assert empty.status_code == 422
    for name in ("names", "replaced_by", "replaced_from"):
        assert f'href="#{name}"' in empty.text
    assert (await desk.post("/desk/legal-documents", focal, {})).status_code == 403
