"""Days that differ by type of forum, field and unit: the most particular speaks, and the date tells its rule."""

from datetime import date

import pytest

from app.access import SYSTEM, Role
from app.calendar.clocks import CLOCKS, Clock, DayUnit
from app.calendar.queries import load_calendar
from app.calendar.special import SpecialCount, clocks_with
from app.errors import Invalid, NotAllowed, NotFound
from app.i18n import speaking
from app.office.special_keeping import add_special, drop_special
from questions import assigning
from questions.clocks.reading import story_of
from questions.facts import question_facts
from questions.reading import question_view
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, an_ask, make_event, make_field, make_person, make_question, make_unit


def special(number: int, **given: object) -> SpecialCount:
    return SpecialCount(Clock.ANSWER, number, DayUnit.WORKING, "QĐ 1", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 10),
        ({"event_type": "cafe"}, 9),
        ({"event_type": "cafe", "field_id": 2}, 8),
        ({"event_type": "cafe", "field_id": 3}, 9),
        ({"event_type": "cafe", "field_id": 2, "unit_ids": (5, 6)}, 6),
        ({"event_type": "other", "unit_ids": (6,)}, 7),
        ({"event_type": "other", "unit_ids": (7,)}, 10),
    ],
)
def test_the_most_particular_count_speaks(asked: dict[str, object], number: int) -> None:
    specials = (
        special(6, field_id=2, unit_id=6),
        special(7, unit_id=6),
        special(8, field_id=2),
        special(9, event_type="cafe"),
    )
    rules = clocks_with(CLOCKS, specials, **asked)  # type: ignore[arg-type]
    assert rules[Clock.ANSWER].number == number
    assert rules[Clock.ANSWER_COMPLEX].number == 15


@pytest.mark.parametrize(("number", "shortened", "target"), [(10, 10, 9), (10, 30, 7), (15, 30, 11), (5, 10, 5)])
def test_a_target_is_shortened_by_no_more_than_was_said(number: int, shortened: int, target: int) -> None:
    assert special(number, shortened=shortened).target == target


async def test_an_assignment_uses_the_count_of_its_type_field_and_unit(database: str) -> None:
    field, unit = await make_field("Đất đai"), await make_unit("Sở Tài chính")
    event = await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))
    count = SpecialCount(
        Clock.ANSWER, 20, DayUnit.CALENDAR, "QĐ 7/2026", event_type="cafe", field_id=field, unit_id=unit, shortened=30
    )
    special_id = await add_special(count, by=SYSTEM, at=AT)
    question = await make_question(event, Stage.ADMITTED, ask=an_ask(field_id=field))
    other = await make_question(event, Stage.OFFERED)
    due_on = await assigning.assign(question, unit, by=SYSTEM, at=AT)
    calendar = await load_calendar()
    view = await question_view(await question_facts(question.code), SYSTEM)
    assert isinstance(view.due_from, date)
    assert due_on == calendar.end_of_period(view.due_from, 20)
    assert (await question_view(other, SYSTEM)).due_days == 10
    story = await story_of(question.id)
    assert story is not None
    assert story.target_on == calendar.end_of_period(view.due_from, 14)
    with speaking("en"):
        assert str(story.rule) == "Answer after the session: 20 days (QĐ 7/2026)"

    await drop_special(special_id, by=SYSTEM, at=AT)
    with pytest.raises(NotFound):
        await drop_special(special_id, by=SYSTEM, at=AT)
    with speaking("en"):
        assert "QĐ 7/2026" in str((await story_of(question.id)).rule)  # type: ignore[union-attr]


async def test_a_count_for_everyone_or_twice_or_by_anyone_is_refused(sqlite_database: str) -> None:
    unit = await make_unit()
    with pytest.raises(Invalid):
        await add_special(special(5), by=SYSTEM, at=AT)
    with pytest.raises(Invalid):
        await add_special(special(5, unit_id=unit, shortened=40), by=SYSTEM, at=AT)
    await add_special(special(5, unit_id=unit), by=SYSTEM, at=AT)
    with pytest.raises(Invalid):
        await add_special(special(6, unit_id=unit), by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        await add_special(special(6, event_type="cafe"), by=await make_person(unit, Role.COORDINATOR), at=AT)


async def test_the_screen_adds_and_takes_away(sqlite_database: str) -> None:
    admin = await make_person(await make_unit(), Role.ADMIN)
    path = "/office/special-day-counts"
    fields = {"clock": "answer", "event_type": "cafe", "number": "8", "day_unit": "working", "basis": "QĐ 9/2026"}
    async with open_desk() as desk:
        assert (await desk.post(path, admin, fields | {"number": "x"})).status_code == 422
        assert (await desk.post(path, admin, fields | {"event_type": ""})).status_code == 422
        assert (await desk.post(path, admin, fields | {"shortened": "20"})).status_code == 303
        shown = (await desk.get(path, admin)).text
        assert "QĐ 9/2026" in shown
        assert "20 %" in shown
        assert (await desk.post(path, admin, fields)).status_code == 422
        assert (await desk.post(f"{path}/1/removal", admin)).status_code == 303
        assert "QĐ 9/2026" not in (await desk.get(path, admin)).text
