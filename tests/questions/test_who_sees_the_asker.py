"""Who may know who asks: the narrower of the type of forum and the asker's own choice; rules and filters agree."""

from dataclasses import replace
from datetime import time, timedelta
from itertools import product

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import at_local, day_of
from app.database import Statement
from app.errors import Invalid
from app.office.type_keeping import put_type
from app.office.values import TypeValues
from events.planning.seeing import SeenBy, strictest
from exports.question_list import ROWS, seen_row
from questions import seeing
from questions.apologies.drafting import draft_apologies
from questions.askers.veiling import NOT_YET
from questions.desk_search import contact_visible_to, words_visible_to
from questions.facts import question_facts
from questions.parts.asking import ask_part
from questions.parts.waiting import waiting_parts
from questions.queries import Filters, desk_questions
from questions.reading import question_view
from questions.reminding.reminding import remind_of_question
from questions.transfers.telling import tell_namers
from questions.triage.moderating import PublicText, edit_public_text
from tests.support import (
    AT,
    CANARIES,
    CANARY_NAME,
    Stage,
    an_ask,
    make_event,
    make_person,
    make_question,
    make_unit,
)  # fmt: skip

COFFEE = TypeValues(name="Cà phê doanh nhân", notice=5, results_days=10, basis="Quy chế")
COUNT = "SELECT count(*) AS n FROM question WHERE question.id = {} AND "
DUE = Statement("SELECT due_on FROM question WHERE id = {}")
BODIES = Statement("SELECT body FROM outbox_letter WHERE to_address = {} ORDER BY id")
SHOWN = Statement("SELECT public_asker, asker_seen_by FROM question WHERE id = {}")


def test_the_narrower_circle_holds() -> None:
    for one, other in product(SeenBy, SeenBy):
        assert list(SeenBy).index(strictest(one, other)) == max(map(list(SeenBy).index, (one, other)))


@pytest.mark.parametrize(
    ("consents", "of_type", "circle", "shown"),
    [
        ({"publish_name": True}, "public", "public", CANARY_NAME),
        ({}, "public", "officials", "N.T.H.Y."),
        ({"publish_name": True}, "officials", "officials", "N.T.H.Y."),
        ({"publish_name": True, "hide_name": True}, "public", "coordinator", "Một người dân"),
        ({"publish_name": True}, "coordinator", "coordinator", "Một người dân"),
    ],
)
async def test_a_question_keeps_the_narrower_of_both(
    sqlite_database: str, consents: dict[str, bool], of_type: str, circle: str, shown: str
) -> None:
    await put_type("cafe", replace(COFFEE, seen_by=of_type), by=SYSTEM, at=AT)
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.SUBMITTED, ask=an_ask(name=CANARY_NAME, consents=consents))
    assert await SHOWN.one(question.id) == {"public_asker": shown, "asker_seen_by": circle}


async def test_a_narrower_type_closes_what_was_asked_and_a_wider_one_opens_nothing(sqlite_database: str) -> None:
    event = await make_event(await make_unit())
    ask = an_ask(name=CANARY_NAME, consents={"publish_name": True})
    question = await make_question(event, Stage.SUBMITTED, ask=ask)
    for circle in ("officials", "public", "coordinator", "public", "officials"):
        await put_type("cafe", replace(COFFEE, seen_by=circle), by=SYSTEM, at=AT)
        row = await SHOWN.one(question.id)
        assert row
        assert CANARY_NAME not in row["public_asker"]
    assert row == {"public_asker": "Một người dân", "asker_seen_by": "coordinator"}


async def test_the_rule_and_its_filters_agree(database: str) -> None:
    """For every role, in the units concerned and in another, and for every circle."""
    organiser, lead, other = [await make_unit() for _each in range(3)]
    event = await make_event(organiser)
    people = [await make_person(unit, role) for unit in (organiser, lead, other) for role in Role]
    for hides in (False, True):
        ask = an_ask(consents={"hide_name": hides})
        question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=ask)
        for viewer in (*people, SYSTEM, Viewer()):
            may = seeing.may_see_contact(viewer, question)
            assert await _kept(question.id, contact_visible_to(viewer)) == may, viewer.roles
            assert await _kept(question.id, words_visible_to(viewer)) == (may or not hides), viewer.roles
            if hides:
                assert may == (viewer.is_system or viewer.has(Role.COORDINATOR, organiser))


async def _kept(question_id: int, condition: object) -> bool:
    row = await Statement(COUNT + f"({condition.sql})").one(question_id, *condition.values)  # type: ignore[attr-defined]
    return bool(row and row["n"])


async def test_a_unit_reads_the_public_text_of_a_shielded_asker_and_a_coordinator_everything(
    sqlite_database: str,
) -> None:
    organiser, lead = await make_unit(), await make_unit()
    event = await make_event(organiser)
    ask = an_ask(
        name=CANARY_NAME, summary=f"{CANARY_NAME} hỏi giá đất", detail="Gọi 0912 345 678.", consents={"hide_name": True}
    )
    question = await make_question(
        event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=ask, public_summary="Hỏi giá đất", public_detail="Chi tiết"
    )
    focal, desk = await make_person(lead, Role.FOCAL), await make_person(organiser, Role.COORDINATOR)
    seen, whole = await question_view(question, focal), await question_view(question, desk)
    assert (seen.summary, seen.detail, seen.contact, seen.shown_asker) == (
        "Hỏi giá đất", "Chi tiết", None, "Một người dân",
    )  # fmt: skip
    assert seen.veil(f"Tôi là {CANARY_NAME}") == "Tôi là [người hỏi]"
    assert whole.contact
    assert whole.name == CANARY_NAME
    assert whole.detail == "Gọi 0912 345 678."
    assert [line.summary for line in (await desk_questions(focal, _all())).items] == ["Hỏi giá đất"]
    assert [line.summary for line in (await desk_questions(desk, _all())).items] == [ask.summary]
    clerk = await make_person(organiser, Role.CLERK)
    row = (await ROWS.all(event.id, 0, 10))[0]
    assert not [canary for canary in CANARIES if canary in str(seen_row(row, clerk))]
    assert CANARY_NAME in str(seen_row(row, desk))


async def test_before_it_is_accepted_nobody_else_reads_a_word_of_a_shielded_asker(sqlite_database: str) -> None:
    organiser = await make_unit()
    event = await make_event(organiser)
    question = await make_question(event, Stage.SUBMITTED, ask=an_ask(consents={"hide_name": True}))
    clerk = await make_person(organiser, Role.CLERK)
    assert (await question_view(question, clerk)).detail == str(NOT_YET)


def _all() -> object:
    from questions.conditions import EVERYTHING

    assert Filters().is_empty
    return EVERYTHING


async def test_a_name_is_not_published_against_the_asker_s_will(sqlite_database: str) -> None:
    organiser = await make_unit()
    event = await make_event(organiser)
    code = (await make_question(event, Stage.ADMITTED, ask=an_ask(name=CANARY_NAME))).code
    question, desk = await question_facts(code), await make_person(organiser, Role.COORDINATOR)
    for name in (CANARY_NAME, "Bà nguyen thi hoang yen, phường 1"):
        with pytest.raises(Invalid):
            await edit_public_text(question, PublicText("Hỏi", "Hỏi", name), by=desk, at=AT)
    await edit_public_text(question, PublicText("Hỏi", "Hỏi", "Bà N.T.H.Y."), by=desk, at=AT)


async def test_no_letter_to_others_tells_the_name_of_a_shielded_asker(sqlite_database: str) -> None:
    organiser, lead, helper = await make_unit(), await make_unit(), await make_unit()
    event = await make_event(organiser)
    ask = an_ask(name=CANARY_NAME, summary=f"{CANARY_NAME} hỏi giá đất", consents={"hide_name": True})
    question = await make_question(
        event, Stage.IN_PROGRESS, lead_unit_id=lead, ask=ask, public_summary="Hỏi giá đất", public_detail="Chi tiết"
    )
    staff = [
        await make_person(unit, role) for unit in (organiser, lead, helper) for role in (Role.FOCAL, Role.APPROVER)
    ]
    due = await DUE.one(question.id)
    assert due is not None
    await ask_part(question, helper, "Cho số liệu.", day_of(AT) + timedelta(days=1), by=SYSTEM, at=AT)
    assert [part.summary for part in await waiting_parts(staff[-1])] == ["Hỏi giá đất"]
    at = at_local(due["due_on"], time(9))
    assert await remind_of_question(question.id, due["due_on"], 0, at=at)
    assert await draft_apologies(at) == 1
    await tell_namers(question, AT)
    told = [row["body"] for person in staff for row in await BODIES.all(person.email)]
    assert len(told) >= 4
    assert not [body for body in told if CANARY_NAME in body]
