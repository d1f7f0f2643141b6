"""A report on the conduct of officials is in no letter to the people whom it is hidden from, whatever else they are."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.calendar.working_days import DayKind
from app.clock import day_of
from app.database import Statement
from app.office.calendar_keeping import declare_day
from app.people.rows import Member
from app.people.unit_keeping import replace_unit
from app.people.units import forget
from events.planning.policy import EventFacts
from questions import assigning, undoing
from questions.answers import approving, correcting, drafting
from questions.answers.draft import Draft
from questions.apologies.drafting import draft_apologies
from questions.askers import own_data
from questions.clearance.clearing import tell_clearance
from questions.clocks import extending, pausing
from questions.clocks.recounting import follow_the_calendar
from questions.facts import answer_of, question_facts
from questions.one_time.sending import why_not_to_unit
from questions.opinions import disputing
from questions.oversight import overseeing, urging
from questions.parts import asking, writing
from questions.parts.facts import parts_of
from questions.parts.waiting import waiting_parts
from questions.policy import QuestionFacts
from questions.queries import IS_THERE, desk_questions
from questions.reading import question_view
from questions.seeing import may_see
from questions.staff_readers import coordinators
from questions.transfers import naming, telling, transferring
from questions.triage import appealing, asking_back, withdrawing
from questions.values import Decline, Outcome
from tests.support import (
    AT,
    SECRET,
    Stage,
    make_event,
    make_person,
    make_question,
    make_rejected,
    make_unit,
)

WHY = "Vì lý do này."
LETTERS = Statement("SELECT to_address, key FROM outbox_letter ORDER BY id")
CHAIR = Statement("INSERT INTO officer (event, person, role) VALUES ({}, {}, 'chair') RETURNING id")
FORGET = Statement("DELETE FROM outbox_letter")
REPORTS = Statement("UPDATE question SET reported_unit = {} WHERE id = {}")
JOIN_UNIT = Statement("INSERT INTO membership (person, unit, role, since) VALUES ({}, {}, {}, {}) RETURNING id")
DRAFT = Draft("Đã nhắc nhở.", "Cán bộ đã bị nhắc nhở ngày 01/12.", "Luật Cán bộ, công chức", Outcome.EXPLAINED)
EVERY_ROLE = tuple(role for role in Role if role is not Role.ADMIN)


class Stand:
    """A forum's unit, a lead unit and a helping one, each with two people of every role: one of them is also of the
    unit whose officials are reported."""

    event: EventFacts
    reported: int
    lead: int
    helper: int
    concerned: dict[int, Viewer]
    others: dict[int, Viewer]

    async def question(self, stage: Stage = Stage.SUBMITTED, *, helper_ids: tuple[int, ...] = ()) -> QuestionFacts:
        question = await make_question(self.event, stage, lead_unit_id=self.lead, helper_ids=helper_ids)
        return await self.on_officials(question)

    async def on_officials(self, question: QuestionFacts) -> QuestionFacts:
        await REPORTS.run(self.reported, question.id)
        await FORGET.run()  # what was written before it was one
        return await question_facts(question.code)

    async def day(self, days: int):  # type: ignore[no-untyped-def]
        return (await load_calendar()).add(day_of(AT), days)


async def both(unit_id: int, reported: int) -> Viewer:
    viewer = await make_person(unit_id, *EVERY_ROLE)
    await JOIN_UNIT.one(viewer.person_id, reported, "drafter", day_of(AT) - timedelta(days=30))
    return viewer


@pytest.fixture
async def stand(sqlite_database: str) -> Stand:
    one = Stand()
    one.event = await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))
    one.reported, one.lead, one.helper = [await make_unit() for _ in range(3)]
    units = (one.event.organiser_id, one.lead, one.helper)
    one.concerned = {unit_id: await both(unit_id, one.reported) for unit_id in units}
    one.others = {unit_id: await make_person(unit_id, *EVERY_ROLE) for unit_id in units}
    return one


async def appeals(stand: Stand) -> None:
    question = await stand.on_officials(await make_rejected(stand.event))
    await appealing.appeal(question, WHY, by=Viewer(asks=question.id), at=AT)


async def informs(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    await asking_back.ask_back(question, WHY, secret_key=SECRET, by=SYSTEM, at=AT)
    await asking_back.inform(await question_facts(question.code), WHY, by=Viewer(asks=question.id), at=AT)


async def withdraws(stand: Stand) -> None:
    question = await stand.question(Stage.OFFERED)
    await withdrawing.withdraw(question, by=Viewer(asks=question.id), at=AT)


async def asks_erasure(stand: Stand) -> None:
    question = await stand.question()
    await own_data.ask_erasure(question, WHY, by=Viewer(asks=question.id), at=AT)


async def is_assigned(stand: Stand) -> None:
    question = await stand.question(Stage.ADMITTED)
    await assigning.assign(question, stand.lead, (stand.helper,), by=SYSTEM, at=AT)


async def is_declined_twice(stand: Stand) -> None:
    question, concerned = await stand.question(Stage.ADMITTED), stand.concerned[stand.event.organiser_id]
    for _turn in range(2):
        await assigning.assign(question, stand.lead, by=stand.others[stand.event.organiser_id], at=AT)
        await Statement("UPDATE assignment SET offered_by = {} WHERE question = {}").run(
            concerned.person_id, question.id
        )
        question = await question_facts(question.code)
        await assigning.decline(question, Decline.OTHER_AGENCY, WHY, by=stand.others[stand.lead], at=AT)
        question = await question_facts(question.code)
    await naming.name_unit(question, stand.lead, WHY, by=SYSTEM, at=AT)


async def is_transferred(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    await transferring.transfer(question, stand.helper, WHY, by=SYSTEM, at=AT)


async def is_unassigned(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS, helper_ids=(stand.helper,))
    await undoing.unassign(question, WHY, by=SYSTEM, at=AT)


async def its_clock_moves(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    await extending.ask_for_time(question, await stand.day(22), WHY, by=stand.others[stand.lead], at=AT)
    await pausing.pause(question, WHY, by=SYSTEM, at=AT)


async def is_late(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    await Statement("UPDATE question SET due_on = {} WHERE id = {}").run(day_of(AT), question.id)
    await draft_apologies(AT)


async def is_drafted(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    saved = await drafting.save_draft(question, DRAFT, version=0, by=stand.others[stand.lead], at=AT)
    await Statement("UPDATE answer SET authors = {} WHERE id = {}").run(
        f"[{stand.concerned[stand.lead].person_id}]", saved.id
    )
    await drafting.submit_for_review(await answered(question), override=WHY, by=stand.others[stand.lead], at=AT)
    await tell_clearance(await answered(question), AT)
    await approving.return_to_drafter(await answered(question), WHY, by=stand.others[stand.lead], at=AT)


async def is_corrected(stand: Stand) -> None:
    question = await stand.question(Stage.PUBLISHED)
    drafter = await make_person(stand.lead, Role.DRAFTER)
    await correcting.correct(await answered(question), WHY, WHY, by=drafter, at=AT)


async def is_disputed(stand: Stand) -> None:
    question = await stand.question(Stage.PUBLISHED)
    await disputing.dispute(question, WHY, by=Viewer(asks=question.id), at=AT)
    await disputing.reopen(await question_facts(question.code), WHY, by=SYSTEM, at=AT)


async def is_overseen(stand: Stand) -> None:
    question, supervisor = (
        await stand.question(Stage.IN_PROGRESS),
        await make_person(await make_unit(), Role.SUPERVISOR),
    )
    await overseeing.comment(question, WHY, by=supervisor, at=AT)
    await urging.urge(question, WHY, by=supervisor, at=AT)


async def its_parts_are_written(stand: Stand) -> None:
    question = await stand.question(Stage.IN_PROGRESS)
    await asking.ask_part(question, stand.helper, WHY, await stand.day(2), by=SYSTEM, at=AT)
    [part] = await parts_of(question)
    drafter = await make_person(stand.helper, Role.DRAFTER)
    saved = await writing.save_part(part.facts, WHY, version=0, by=drafter, at=AT)
    await writing.submit_part(saved, by=drafter, at=AT)
    [part] = await parts_of(question)
    await writing.approve_part(part.facts, by=stand.others[stand.helper], at=AT)
    [part] = await parts_of(question)
    await writing.send_back(part.facts, WHY, await stand.day(3), by=stand.others[stand.lead], at=AT)
    [part] = await parts_of(question)
    await asking.withdraw_part(part.facts, WHY, by=SYSTEM, at=AT)


async def answered(question: QuestionFacts):  # type: ignore[no-untyped-def]
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    return answer


ACTS: tuple[Callable[[Stand], Awaitable[None]], ...] = (
    *(appeals, informs, withdraws, asks_erasure, is_assigned, is_declined_twice, is_transferred, is_unassigned),
    *(its_clock_moves, is_late, is_drafted, is_corrected, is_disputed, is_overseen, its_parts_are_written),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
async def test_no_letter_about_it_goes_to_somebody_of_the_reported_unit(stand: Stand, act) -> None:  # type: ignore[no-untyped-def]
    await act(stand)
    written = await LETTERS.all()
    assert {row["to_address"] for row in written} & {one.email for one in stand.others.values()}, "others are told"
    hidden_from = {one.email for one in stand.concerned.values()}
    assert [(row["to_address"], row["key"]) for row in written if row["to_address"] in hidden_from] == []


async def test_who_decides_after_two_refusals_is_told_unless_it_is_hidden_from_them(stand: Stand) -> None:
    question = await stand.question(Stage.ADMITTED)
    organiser = stand.event.organiser_id
    chair = Viewer(stand.concerned[organiser].person_id)
    await CHAIR.one(stand.event.id, chair.person_id)
    question = await question_facts(question.code)
    assert question.event_officers == frozenset()
    assert [one.id for one in await telling.namers(question, AT)] == [stand.others[organiser].person_id]


async def test_a_report_on_the_organisers_own_officials_is_told_above(stand: Stand) -> None:
    city, organiser = await make_unit(), stand.event.organiser_id
    above = await make_person(city, Role.COORDINATOR)
    await Statement("UPDATE unit SET parent = {} WHERE id = {}").run(city, organiser)
    forget()
    question = await stand.question()
    assert [one.id for one in await told(question)] == [stand.others[organiser].person_id]
    # The reported unit becomes a part of the organiser: everybody there is of it now.
    yesterday = day_of(AT) - timedelta(days=1)
    await replace_unit(stand.reported, organiser, last_day=yesterday, reason=WHY, by=SYSTEM, at=AT)
    assert [one.id for one in await told(question)] == [above.person_id]


async def told(question: QuestionFacts) -> list[Member]:
    return await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=AT)


async def test_no_one_time_link_goes_to_what_the_reported_unit_has_become(stand: Stand) -> None:
    alone = await make_unit()
    question = await make_question(stand.event, Stage.OFFERED, lead_unit_id=alone)
    question = await stand.on_officials(question)
    await Statement("UPDATE unit SET email = 'vanthu@songhau.example' WHERE id = {}").run(alone)
    forget()
    assert await why_not_to_unit(question, day_of(AT)) is None
    yesterday = day_of(AT) - timedelta(days=1)
    await replace_unit(stand.reported, alone, last_day=yesterday, reason=WHY, by=SYSTEM, at=AT)
    assert "không được xem" in str(await why_not_to_unit(question, day_of(AT)))


async def test_a_change_of_the_calendar_names_it_to_nobody_of_the_reported_unit(stand: Stand) -> None:
    plain = await make_question(stand.event, Stage.IN_PROGRESS, lead_unit_id=stand.lead)
    question = await stand.question(Stage.IN_PROGRESS)
    due_on = (await question_view(question, SYSTEM)).due_on
    assert due_on is not None
    await declare_day(due_on, DayKind.OFF, "Quốc tang", "Công điện 1", by=SYSTEM, at=AT)
    assert await follow_the_calendar(AT) == 2
    letters = Statement("SELECT body FROM outbox_letter WHERE to_address = {} AND key LIKE 'calendar %'")
    [of_both] = await letters.all(stand.others[stand.lead].email)
    [of_one] = await letters.all(stand.concerned[stand.lead].email)
    assert [code in of_both["body"] for code in (plain.code, question.code)] == [True, True]
    assert [code in of_one["body"] for code in (plain.code, question.code)] == [True, False]


async def test_a_leader_names_the_unit_where_the_only_chair_is_of_the_reported_one(database: str) -> None:
    event = await make_event(await make_unit())
    reported, merged, lead = [await make_unit() for _ in range(3)]
    chair, leader = await make_person(merged, Role.CHAIR), await make_person(event.organiser_id, Role.APPROVER)
    await CHAIR.one(event.id, chair.person_id)
    question = await make_question(event, Stage.ADMITTED)
    await REPORTS.run(reported, question.id)
    for _turn in range(2):
        await assigning.assign(await question_facts(question.code), lead, by=SYSTEM, at=AT)
        focal = await make_person(lead, Role.FOCAL)
        await assigning.decline(await question_facts(question.code), Decline.OTHER_AGENCY, WHY, by=focal, at=AT)
    assert await seen(leader, question.code) == (False, False)
    await replace_unit(merged, reported, last_day=day_of(AT) - timedelta(days=1), reason=WHY, by=SYSTEM, at=AT)
    assert await seen(leader, question.code) == (True, True)


async def seen(viewer: Viewer, code: str) -> tuple[bool, bool]:
    """In the list, and on its page."""
    listed = await desk_questions(viewer, IS_THERE)
    return code in [line.code for line in listed.items], may_see(viewer, await question_facts(code))


async def test_whom_it_is_hidden_from_is_no_second_pair_of_eyes(stand: Stand) -> None:
    """Otherwise nobody could decide: the one who may see it did it, the other one may not look."""
    question = await stand.on_officials(await make_rejected(stand.event))
    await appealing.appeal(question, WHY, by=Viewer(asks=question.id), at=AT)
    assert (await question_facts(question.code)).coordinators == 1
    question = await stand.question(Stage.IN_PROGRESS)
    leader = stand.others[stand.lead]
    saved = await drafting.save_draft(question, DRAFT, version=0, by=leader, at=AT)
    await drafting.submit_for_review(saved, override=WHY, by=leader, at=AT)
    assert (await answered(question)).approvers == 1
    await approving.approve(await answered(question), reason=WHY, by=leader, at=AT)
    await asking.ask_part(question, stand.helper, WHY, await stand.day(2), by=SYSTEM, at=AT)
    [part] = await parts_of(question)
    writer = stand.others[stand.helper]
    saved_part = await writing.save_part(part.facts, WHY, version=0, by=writer, at=AT)
    await writing.submit_part(saved_part, by=writer, at=AT)
    assert [one.id for one in await waiting_parts(writer)] == [part.id]
    [part] = await parts_of(question)
    await writing.approve_part(part.facts, reason=WHY, by=writer, at=AT)
