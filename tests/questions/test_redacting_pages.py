"""What may have to be left out is shown beside the public text; a person decides, with plain forms."""

from collections.abc import AsyncIterator

import pytest

from app.access import Role, Viewer
from app.database import Statement
from questions.policy import QuestionFacts
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import Stage, an_ask, make_event, make_field, make_person, make_question, make_unit

WORDS = "Gọi tôi số 0912 345 678 về thửa đất số 125."
TEXTS = Statement("SELECT detail, public_detail, state FROM question WHERE id = {}")


@pytest.fixture
async def desk(sqlite_database: str) -> AsyncIterator[Desk]:
    async with open_desk() as desk:
        yield desk


async def asked(stage: Stage, **kept: object) -> tuple[QuestionFacts, Viewer, int]:
    organiser, lead = await make_unit(), await make_unit()
    event = await make_event(organiser)
    question = await make_question(event, stage, lead_unit_id=lead, ask=an_ask(detail=WORDS), **kept)
    return question, await make_person(organiser, Role.COORDINATOR), await make_field("Đất đai", lead)


async def test_all_is_left_out_at_once_or_the_ticked_alone_and_the_original_stays(desk: Desk) -> None:
    question, person, field = await asked(Stage.SUBMITTED)
    page = f"/desk/questions/{question.code}/admission"
    shown = (await desk.get(page, person)).text
    assert "0912 345 678" in shown
    assert 'name="leave_out"' in shown
    form = {
        "kind": "question", "competence": "city", "field": str(field), "public_summary": "Hỏi về đất",
        "public_detail": WORDS, "public_asker": "N.T.H.Y.", "visibility": "public",
    }  # fmt: skip
    plot = shown.split("thửa đất số 125</span>")[0].rpartition('value="')[2].partition('"')[0]
    ticked = await desk.fill(page, person, form | {"step": "ticked", "leave_out": plot})
    assert ticked.status_code == 200
    assert "Gọi tôi số 0912 345 678 về [số thửa đất]." in ticked.text
    every = await desk.fill(page, person, form | {"step": "all"})
    left = "Gọi tôi số [số điện thoại] về [số thửa đất]."
    assert left in every.text
    assert 'name="leave_out"' not in every.text
    done = await desk.fill(page, person, form | {"public_detail": left})
    assert done.status_code == 303
    assert await TEXTS.one(question.id) == {"detail": WORDS, "public_detail": left, "state": "admitted"}


async def test_what_stays_in_is_asked_about_once(desk: Desk) -> None:
    question, person, _field = await asked(Stage.ADMITTED, public_detail="Không có gì.")
    page = f"/desk/questions/{question.code}/public-text"
    form = {"public_summary": "Hỏi về đất", "public_detail": WORDS, "public_asker": "N.T.H.Y.", "visibility": "public"}
    refused = await desk.fill(page, person, form)
    assert refused.status_code == 422
    again = await desk.post(page, person, hidden_fields(refused.text) | form)
    assert again.status_code == 303, again.text
    row = await TEXTS.one(question.id)
    assert row
    assert row["public_detail"] == WORDS


async def test_an_answer_with_a_private_number_is_published_only_knowingly(desk: Desk) -> None:
    question, person, _field = await asked(Stage.APPROVED, answer="Gọi ông An, 0912 345 678, hoặc 0292 3830 123.")
    page = f"/desk/questions/{question.code}/publication"
    shown = (await desk.get(page, person)).text
    assert 'name="left_in"' in shown
    assert "0292 3830 123</span>" not in shown
    assert (await desk.fill(page, person, {})).status_code == 422
    left_in = shown.split('name="left_in" value="')[1].partition('"')[0]
    assert (await desk.fill(page, person, {"left_in": left_in})).status_code == 303


async def test_the_form_says_who_will_see_the_name(desk: Desk) -> None:
    event = await make_event(await make_unit())
    shown = (await desk.get(f"/events/{event.slug}/questions/new", Viewer())).text
    assert "Ai thấy họ tên" in shown
    assert 'name="hide_name"' in shown
