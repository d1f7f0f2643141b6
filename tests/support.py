"""Rows for tests, made through the real acts: a unit, a person, a forum, a question at a chosen stage.

Everything happens at `AT` unless a test says otherwise. A forum alone is put straight into the state
that a test asks for: what leads there is tested beside the acts of forums.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import count

from app.access import SYSTEM, Role, Viewer
from app.clock import now
from app.people import keeping, unit_keeping
from app.people.fields import create_field
from app.people.kinds import UnitKind
from app.people.sessions import viewer_for
from events.planning.creating import create_event
from events.planning.plan import EventPlan
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.planning.states import EventState
from events.planning.tables import Event
from questions import assigning
from questions.answers import approving, drafting, publishing
from questions.answers.draft import Draft
from questions.ask import Ask
from questions.facts import answer_of, question_facts
from questions.policy import QuestionFacts
from questions.states import Visibility
from questions.submitting import Receipt, submit, tracking_token
from questions.triage import moderating
from questions.triage.moderating import PublicText
from questions.values import Channel, Competence, Kind, Outcome, Rejection

AT = now().replace(microsecond=0)
SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-test-only"
_number = count(1)

# What nobody but the desk may ever read; tests look for these words on public pages.
CANARY_PHONE = "+84912345678"
CANARY_ADDRESS = "12 hẻm Chim Hoàng Yến"
CANARY_EMAIL = "chim.hoang.yen@example.vn"
CANARY_TAX_CODE = "9900000016"
CANARY_NAME = "Nguyễn Thị Hoàng Yến"
CANARY_DRAFT = "Bản nháp chim hoàng yến"
CANARIES = (
    "912345678",
    "912 345 678",
    "Chim Hoàng Yến",
    "chim.hoang.yen",
    CANARY_TAX_CODE,
    CANARY_NAME,
    CANARY_DRAFT,
)

SUMMARY = "Khi nào thành phố có giá đất để công ty nộp tiền thuê đất?"
DETAIL = "Công ty nộp hồ sơ từ tháng 5 nhưng đến nay chưa được thông báo giá đất. Xin cho biết khi nào có kết quả."


class Stage(IntEnum):
    """How far a question has come; each stage includes the ones before it."""

    SUBMITTED = 1
    ADMITTED = 2
    OFFERED = 3
    IN_PROGRESS = 4
    DRAFTED = 5
    IN_REVIEW = 6
    APPROVED = 7
    PUBLISHED = 8


async def make_unit(
    name: str = "",
    kind: UnitKind = UnitKind.DEPARTMENT,
    *,
    code: str = "",
    parent_id: int | None = None,
    at: datetime = AT,
) -> int:
    """A unit that exists since last year; its id."""
    number = next(_number)
    return await unit_keeping.create_unit(
        code or f"U{number}",
        name or f"Sở số {number}",
        kind,
        by=SYSTEM,
        at=at,
        valid_from=(at - timedelta(days=365)).date(),
        parent_id=parent_id,
    )


async def make_person(unit_id: int, *roles: Role, name: str = "", email: str = "", at: datetime = AT) -> Viewer:
    """Somebody with these roles in the unit, as rules see them (without a password)."""
    number = next(_number)
    person_id = await keeping.create_person(
        email or f"nguoi{number}@songhau.example", name or f"Trần Văn {number}", by=SYSTEM, at=at
    )
    for role in roles:
        await keeping.grant(person_id, unit_id, role, by=SYSTEM, at=at, since=(at - timedelta(days=30)).date())
    return await viewer_for(person_id, at)


async def make_field(name: str = "Đất đai", *unit_ids: int) -> int:
    """A field of work with the units behind it; its id."""
    return await create_field(f"f{next(_number)}", name, unit_ids)


async def make_event(
    organiser_id: int,
    state: EventState = EventState.COLLECTING,
    *,
    title: str = "",
    starts_at: datetime | None = None,
    closes_at: datetime | None = None,
    theme: str = "Vốn và đất đai",
    at: datetime = AT,
    **plan: object,
) -> EventFacts:
    """A forum of three hours in fourteen days (or ten days ago, when its state lies after the session)."""
    is_over = state in (EventState.HELD, EventState.MINUTES_APPROVED, EventState.PUBLISHED)
    planned_at = at - timedelta(days=40) if is_over else at
    begins = starts_at or (at - timedelta(days=10) if is_over else at + timedelta(days=14))
    slug = await create_event(
        EventPlan(
            organiser_id=organiser_id,
            type=str(plan.pop("type", "cafe")),
            title=title or f"Cà phê doanh nhân số {next(_number)}",
            theme=theme,
            place=str(plan.pop("place", "Hội trường A, 1 đường Bờ Sông")),
            starts_at=begins,
            ends_at=begins + timedelta(hours=3),
            closes_at=closes_at,
            **plan,  # type: ignore[arg-type]
        ),
        by=SYSTEM,
        at=planned_at,
    )
    columns: dict[object, object] = {Event.state: state.value}
    if state is not EventState.DRAFT:
        columns[Event.announced_at] = planned_at
    if is_over or state is EventState.IN_SESSION:
        columns[Event.started_at] = begins
    if is_over:
        columns[Event.ended_at] = begins + timedelta(hours=3)
    await Event.update(columns).where(Event.slug == slug)  # type: ignore[arg-type]
    return await event_facts(slug)


def an_ask(summary: str = SUMMARY, detail: str = DETAIL, *, at: datetime = AT, **given: object) -> Ask:
    """A question as it comes from the form, with contact data that must never be published."""
    ask = Ask(
        name=CANARY_NAME,
        address=CANARY_ADDRESS,
        phone=CANARY_PHONE,
        email=CANARY_EMAIL,
        tax_code=CANARY_TAX_CODE,
        summary=summary,
        detail=detail,
        happened_at=at,
        channel=Channel.PORTAL,
    )
    return replace(ask, **given)  # type: ignore[arg-type]


async def send(event: EventFacts, ask: Ask | None = None, *, key: str = "", at: datetime = AT) -> tuple[Receipt, str]:
    """Send one question as the public does; its receipt and the token of its tracking link."""
    key = key or f"key-{next(_number)}"
    token = tracking_token(SECRET, key)
    return await submit(ask or an_ask(at=at), event, key=key, token=token, by=Viewer(), at=at), token


async def make_question(
    event: EventFacts,
    stage: Stage = Stage.SUBMITTED,
    *,
    lead_unit_id: int | None = None,
    helper_ids: tuple[int, ...] = (),
    ask: Ask | None = None,
    answer: str = "Sở đã trình giá đất ngày 01/9; công ty nhận thông báo trong tháng này.",
    answer_summary: str = "Giá đất được thông báo trong tháng này.",
    outcome: Outcome = Outcome.EXPLAINED,
    visibility: Visibility = Visibility.PUBLIC,
    public_summary: str = "",
    public_detail: str = "",
    at: datetime = AT,
) -> QuestionFacts:
    """A question that went through every act up to `stage`.

    From OFFERED on it has a lead unit (one is made when none is named). A draft before its publication
    says CANARY_DRAFT, which no public page may show.
    """
    ask = ask or an_ask(at=at)
    receipt, _token = await send(event, ask, at=at)
    code = receipt.code
    if stage >= Stage.ADMITTED:
        text = PublicText(
            public_summary or ask.summary, public_detail or ask.detail, ask.shown_name(ask.circle), visibility
        )
        await moderating.admit(
            await question_facts(code), text, kind=Kind.QUESTION, competence=Competence.CITY,
            field_id=ask.field_id, by=SYSTEM, at=at,
        )  # fmt: skip
    if stage < Stage.OFFERED:
        return await question_facts(code)
    lead = lead_unit_id or await make_unit(at=at)
    await assigning.assign(await question_facts(code), lead, helper_ids, by=SYSTEM, at=at)
    if stage >= Stage.IN_PROGRESS:
        focal = await make_person(lead, Role.FOCAL, at=at)
        await assigning.accept(await question_facts(code), by=focal, at=at)
    if stage >= Stage.DRAFTED:
        body = answer if stage is Stage.PUBLISHED else f"{CANARY_DRAFT}. {answer}"
        await _answer(
            code,
            lead,
            stage,
            Draft(answer_summary, body, "Luật Đất đai 2024, Điều 159", outcome, "123/STC"),
            at,
        )
    return await question_facts(code)


async def make_rejected(
    event: EventFacts, *, text: str = "Mời gửi đơn đến Ban Tiếp công dân.", at: datetime = AT
) -> QuestionFacts:
    """A question that was not accepted, with words for its asker."""
    question = await make_question(event, at=at)
    await moderating.reject(question, Rejection.COMPLAINT, text, by=SYSTEM, at=at)
    return await question_facts(question.code)


async def _answer(code: str, unit_id: int, stage: Stage, draft: Draft, at: datetime) -> None:
    drafter = await make_person(unit_id, Role.DRAFTER, at=at)
    leader = await make_person(unit_id, Role.APPROVER, name="Lê Thị Ký", at=at)
    await make_person(unit_id, Role.APPROVER, at=at)
    saved = await drafting.save_draft(await question_facts(code), draft, version=0, by=drafter, at=at)
    if stage >= Stage.IN_REVIEW:
        # Whatever the words are: what the check says of them is told in tests/answers.
        await drafting.submit_for_review(saved, override="Đã xem lại.", by=drafter, at=at)
    if stage >= Stage.APPROVED:
        await approving.approve(await _standing(code), signer_title="Giám đốc", by=leader, at=at)
    if stage >= Stage.PUBLISHED:
        await publishing.publish(await _standing(code), by=SYSTEM, at=at)


async def _standing(code: str):  # type: ignore[no-untyped-def]
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    return answer
