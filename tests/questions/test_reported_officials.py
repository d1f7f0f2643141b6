"""A report on officials' conduct stays hidden from the unit concerned, in every list, and is never public."""

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.database import Statement
from app.errors import Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from events.running.room_view import room_view
from exports.finding.desk import find_on_desk, thing_with_code
from exports.gathering import minutes_facts
from exports.question_list import question_rows
from questions import assigning, seeing
from questions.answers import policy as answer_policy
from questions.attachments.policy import AttachmentFacts, may_open
from questions.desk_search import holding
from questions.facts import answer_of, question_facts
from questions.forms import AskForm
from questions.merging.joining import join
from questions.parts import asking
from questions.parts.facts import parts_of
from questions.parts.policy import may_see_part
from questions.parts.waiting import waiting_parts
from questions.policy import QuestionFacts
from questions.queries import IS_THERE, desk_questions
from questions.similar.duplicates import like_questions
from questions.states import Visibility, VisibilityAct
from questions.submitting import submit, tracking_token
from questions.transfers import transferring
from questions.triage import moderating
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, SECRET, SUMMARY, Stage, an_ask, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT to_address, body FROM outbox_letter")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def admitted(event: EventFacts, reported: int) -> QuestionFacts:
    question = await make_question(event, Stage.SUBMITTED)
    text = PublicText(SUMMARY, "Cán bộ tiếp dân to tiếng.", "N.T.H.Y.", Visibility.PUBLIC)
    await moderating.admit(
        question,
        text,
        kind=Kind.FEEDBACK,
        competence=Competence.CITY,
        field_id=None,
        reported_unit_id=reported,
        by=SYSTEM,
        at=AT,
    )
    return await question_facts(question.code)


async def with_every_role(event: EventFacts, unit_id: int) -> Viewer:
    """Somebody of a unit who also holds every role in the organising unit."""
    own = await make_person(unit_id, *(role for role in Role if role is not Role.ADMIN))
    desk = await make_person(event.organiser_id, *(role for role in Role if role is not Role.ADMIN))
    return Viewer(
        own.person_id,
        own.name,
        roles=own.roles | desk.roles,
        parents=own.parents,
        overseen=None,
    )


async def found(viewer: Viewer, question: QuestionFacts) -> list[str]:
    """Every way in which the desk shows this question to somebody."""
    listed = await desk_questions(viewer, IS_THERE)
    searched = await desk_questions(viewer, holding(viewer, "giá đất"))
    ways = [
        ("list", question.code in [line.code for line in listed.items]),
        ("search", question.code in [line.code for line in searched.items]),
        ("groups", bool(await find_on_desk(viewer, "giá đất"))),
        ("code", await thing_with_code(viewer, question.code) is not None),
        ("parts", bool(await waiting_parts(viewer))),
        ("page", seeing.may_see(viewer, question)),
        ("contact", seeing.may_see_contact(viewer, question)),
        ("files", may_open(viewer, AttachmentFacts(question))),
    ]
    answer = await answer_of(question)
    if answer is not None:
        ways.append(("draft", answer_policy.may_see_draft(viewer, answer)))
        ways.append(("versions", answer_policy.may_compare(viewer, answer)))
        ways.append(("files of the answer", may_open(viewer, AttachmentFacts(question, answer, is_of_answer=True))))
    ways += [("part", may_see_part(viewer, part.facts)) for part in await parts_of(question)]
    return [name for name, shows in ways if shows]


async def test_the_unit_concerned_finds_it_nowhere_whatever_else_its_people_are(event):
    reported, other = await make_unit("Sở Xây dựng"), await make_unit()
    question = await admitted(event, reported)
    lead, helper = await make_unit(), await make_unit()
    await assigning.assign(question, lead, (helper,), by=SYSTEM, at=AT)
    question = await question_facts(question.code)
    concerned, colleague = await with_every_role(event, reported), await with_every_role(event, other)
    assert await found(concerned, question) == []
    assert set(await found(colleague, question)) >= {"list", "search", "groups", "code", "parts", "page", "files"}
    told = [row for row in await LETTERS.all() if row["to_address"] == concerned.email]
    assert told == []


async def test_a_draft_that_the_unit_wrote_before_is_hidden_from_it_too(event):
    question = await make_question(event, Stage.IN_REVIEW)
    reported = question.lead_unit_id
    assert reported is not None
    concerned = await with_every_role(event, reported)
    assert "draft" in await found(concerned, question)
    await Statement("UPDATE question SET reported_unit = {} WHERE id = {}").run(reported, question.id)
    assert await found(concerned, await question_facts(question.code)) == []


async def test_it_goes_to_every_unit_but_the_one_concerned(event):
    reported = await make_unit("Sở Xây dựng")
    question = await admitted(event, reported)
    for lead, helpers in ((reported, ()), (await make_unit(), (reported,))):
        with pytest.raises(Invalid, match="không được xem"):
            await assigning.assign(question, lead, helpers, by=SYSTEM, at=AT)
    lead = await make_unit()
    await assigning.assign(question, lead, by=SYSTEM, at=AT)
    await assigning.accept(await question_facts(question.code), by=await make_person(lead, Role.FOCAL), at=AT)
    question = await question_facts(question.code)
    with pytest.raises(Invalid, match="không được xem"):
        await transferring.transfer(question, reported, "Nhầm.", by=SYSTEM, at=AT)
    with pytest.raises(Invalid, match="không được xem"):
        await asking.ask_part(question, reported, "Góp ý.", AT.date(), by=SYSTEM, at=AT)
    own = await make_question(event, Stage.SUBMITTED)
    with pytest.raises(Invalid, match="chính mình"):
        await moderating.admit(
            own,
            PublicText(SUMMARY, "…", "N.", Visibility.PUBLIC),
            kind=Kind.FEEDBACK,
            competence=Competence.CITY,
            field_id=None,
            reported_unit_id=event.organiser_id,
            by=SYSTEM,
            at=AT,
        )


async def test_it_is_in_no_room_no_minutes_and_no_list_that_is_handed_on(event):
    question = await admitted(event, await make_unit())
    assert question.visibility is Visibility.OFFICIALS
    assert seeing.why_not_choose(question, Visibility.PUBLIC) is not None
    assert seeing.why_not_show(VisibilityAct.PUT_BACK, SYSTEM, question) is not None
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    with pytest.raises((Invalid, NotAllowed)):
        await moderating.edit_public_text(
            question, PublicText(SUMMARY, "…", "N.", Visibility.PUBLIC), by=coordinator, at=AT
        )
    assert (await room_view(event.slug)).questions == ()
    assert (await minutes_facts(event.slug)).questions == ()
    assert [row async for row in question_rows(event.id, "vi", coordinator)] == []


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def test_the_coordinator_names_the_unit_when_accepting(desk: Desk):
    event = await make_event(await make_unit())
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    reported = await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.SUBMITTED)
    path = f"/desk/questions/{question.code}"
    fields = {
        "kind": "feedback",
        "competence": "city",
        "public_summary": SUMMARY,
        "public_detail": "Cán bộ to tiếng.",
        "public_asker": "N.T.H.Y.",
        "visibility": "public",
        "reported_unit": event.organiser_id,
    }
    own = await desk.fill(f"{path}/admission", coordinator, fields)
    assert own.status_code == 422
    assert "chính mình" in own.text
    done = await desk.fill(f"{path}/admission", coordinator, fields | {"reported_unit": reported})
    assert done.status_code == 303
    assert "Phản ánh về hành vi của cán bộ thuộc Sở Xây dựng" in (await desk.get(path, coordinator)).text
    assert (await desk.get(f"/questions/{question.code}", ANYONE)).status_code == 404
    assert question.code not in (await desk.get("/questions", ANYONE)).text
    concerned = await with_every_role(event, reported)
    for page in (path, f"{path}/assignment", f"{path}/due"):
        assert (await desk.get(page, concerned)).status_code == 404
    refused = await desk.fill(f"{path}/assignment", coordinator, {"lead_unit": reported, "weight": "plain"})
    assert refused.status_code == 422
    assert "không được xem" in refused.text


# Said by the asker


GOOD = {
    "name": "Nguyễn Văn An",
    "address": "12 đường Bờ Sông",
    "phone": "0912 345 678",
    "summary": "Cán bộ tiếp dân to tiếng với người dân.",
    "detail": "Sáng thứ hai tại quầy 3, cán bộ to tiếng.",
}


def read(**fields: object) -> AskForm:
    return AskForm.read({name: [str(value)] for name, value in (GOOD | fields).items()}, at=AT, unit_ids=[3, 4])


def test_the_form_takes_the_agency_with_or_without_its_box_and_asks_for_it():
    [plain, ticked, chosen] = [read(), read(about_officials="on", reported_unit=4), read(reported_unit=4)]
    assert [form.ask.reported_unit_id for form in (plain, ticked, chosen) if form.ask] == [None, 4, 4]
    assert chosen.typed["about_officials"] == "on"
    assert set(read(about_officials="on").problems) == {"reported_unit"}
    assert set(read(about_officials="on", reported_unit=5).problems) == {"reported_unit"}


async def test_what_the_asker_reports_is_hidden_from_the_first_moment(event):
    reported, other = await make_unit("Sở Xây dựng"), await make_unit()
    concerned, colleague = await with_every_role(event, reported), await with_every_role(event, other)
    ask = an_ask(reported_unit_id=reported)
    question = await make_question(event, Stage.SUBMITTED, ask=ask)
    assert (question.reported_unit_id, question.visibility) == (reported, Visibility.OFFICIALS)
    assert await found(concerned, question) == []
    assert set(await found(colleague, question)) >= {"list", "search", "groups", "code", "page", "contact", "files"}
    again = await make_question(event, Stage.SUBMITTED)
    likely = await like_questions(again, concerned)
    assert question.code not in [each.code for each in likely]
    assert question.code in [each.code for each in await like_questions(again, colleague)]
    assert [row for row in await LETTERS.all() if row["to_address"] == concerned.email] == []
    assert [each.code for each in (await room_view(event.slug)).questions] == [again.code]
    [entry] = await history("question", question.id)
    assert entry.after["reported_unit"] == reported


async def test_its_words_reach_no_other_unit_by_being_joined(event):
    reported = await make_question(event, Stage.SUBMITTED, ask=an_ask(reported_unit_id=await make_unit()))
    plain = await make_question(event, Stage.SUBMITTED)
    for one, into in ((reported, plain), (plain, reported)):
        with pytest.raises(NotAllowed, match="cùng cơ quan"):
            await join(one, into, by=SYSTEM, at=AT)


async def test_a_form_sent_again_as_a_report_is_not_taken_for_the_first(event):
    key, token = "key-of-one-form", tracking_token(SECRET, "key-of-one-form")
    first = await submit(an_ask(), event, key=key, token=token, by=ANYONE, at=AT)
    again = await submit(an_ask(), event, key=key, token=token, by=ANYONE, at=AT)
    report = an_ask(reported_unit_id=await make_unit())
    changed = await submit(report, event, key=key, token=token, by=ANYONE, at=AT)
    assert (first.is_new, again.is_same_text, changed.is_same_text) == (True, True, False)


async def test_the_asker_says_it_on_the_form_and_the_coordinator_takes_the_mark_off(desk: Desk):
    event = await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))
    reported = await make_unit("Sở Xây dựng")
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    page = f"/events/{event.slug}/questions"
    shown = (await desk.get(f"{page}/new", ANYONE)).text
    assert 'name="about_officials"' in shown
    assert f'<option value="{event.organiser_id}"' not in shown
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    fields = hidden_fields(shown) | GOOD | {"about_officials": "on", "reported_unit": "", "seen_similar": "1"}
    missing = await desk.client.post(page, data=fields, headers=headers)
    assert missing.status_code == 422
    assert 'id="reported_unit-problem"' in missing.text
    sent = await desk.client.post(page, data=fields | {"reported_unit": str(reported)}, headers=headers)
    assert sent.status_code == 303, sent.text
    track = sent.headers["location"].partition("?")[0]
    assert "phản ánh về cán bộ của Sở Xây dựng" in (await desk.get(track, ANYONE)).text
    [line] = (await desk_questions(coordinator, IS_THERE)).items
    path = f"/desk/questions/{line.code}"
    assert (await desk.get(path, await with_every_role(event, reported))).status_code == 404
    assert "bỏ đánh dấu" in (await desk.get(path, coordinator)).text
    admission = (await desk.get(f"{path}/admission", coordinator)).text
    assert f'<option value="{reported}" selected' in admission
    done = await desk.fill(
        f"{path}/admission",
        coordinator,
        {
            "kind": "feedback",
            "competence": "city",
            "public_summary": SUMMARY,
            "public_detail": "Cán bộ to tiếng.",
            "public_asker": "N.T.H.Y.",
            "visibility": "public",
            "reported_unit": "",
        },
    )
    assert done.status_code == 303, done.text
    assert (await question_facts(line.code)).reported_unit_id is None
    told = (await desk.get(track, ANYONE)).text
    assert "không xem đây là phản ánh về cán bộ" in told
    assert "phản ánh về cán bộ của Sở Xây dựng" not in told


async def test_a_clerk_enters_it_for_an_asker(desk: Desk):
    event = await make_event(await make_unit())
    reported, clerk = await make_unit("Sở Xây dựng"), await make_person(event.organiser_id, Role.CLERK)
    page = f"/desk/events/{event.slug}/intake"
    told = GOOD | {"channel": "phone", "happened_at": "2026-01-05T08:30", "about_officials": "on"}
    assert (await desk.fill(page, clerk, told)).status_code == 422
    taken = await desk.fill(page, clerk, told | {"reported_unit": str(reported)})
    assert taken.status_code == 303, taken.text
    assert (await question_facts(taken.headers["location"].rpartition("/")[2])).reported_unit_id == reported
