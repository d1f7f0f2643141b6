"""Recording and following the commitments of the demo city."""

from datetime import timedelta

from app.demo.days import Days
from app.demo.people import Cast
from app.demo.promised import CHAIR_BN, CHAIR_CITY, DemoPromise
from events.planning.policy import EventFacts
from events.running.room import record_commitment
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.progressing import claim, report_progress
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from questions.commitments.verifying import verify
from questions.facts import question_facts


async def promise(
    said: DemoPromise,
    event: EventFacts,
    session: int,
    cast: Cast,
    days: Days,
    codes: dict[int, str],
) -> str:
    """From the words in the room to where the promise stands today; returns its code."""
    is_city = said.event == "ky-8"
    secretary = await cast.viewer("thuky" if is_city else "dieuphoi.bn")
    assert event.ended_at is not None
    code = await record_commitment(
        event,
        Promise(
            words=said.words,
            promised_by=CHAIR_CITY if is_city else CHAIR_BN,
            owner_id=cast.units[said.owner],
            product=said.product,
            due=_due(said, days),
            helpers=said.helpers,
        ),
        question=await question_facts(codes[said.question]) if said.question else None,
        happened_at=event.ended_at - timedelta(minutes=10),
        by=secretary,
        at=event.ended_at,
    )
    leader = await cast.viewer(f"lanhdao.{said.owner.lower()}")
    focal = await cast.viewer(f"daumoi.{said.owner.lower()}")
    await confirm(await commitment_facts(code), by=leader, at=days.at(session + 1, 10))
    if said.progress:
        await report_progress(
            await commitment_facts(code),
            said.progress,
            by=focal,
            at=days.at(session + 3, 15),
        )
    if said.stage in ("claimed", "kept"):
        done = "Đơn vị đã hoàn thành nhiệm vụ được giao."
        await claim(
            await commitment_facts(code),
            done,
            said.evidence,
            by=leader,
            at=days.at(session + 4, 14),
        )
    if said.stage == "kept":
        judge = await cast.viewer("giamsat")
        words = "Đã kiểm tra minh chứng, đúng nội dung cam kết."
        await verify(await commitment_facts(code), words, by=judge, at=days.at(session + 5, 10))
    return code


def _due(said: DemoPromise, days: Days) -> Due:
    if said.wording is DueWording.WITHIN:
        return Due(said.wording, days=said.days)
    if said.wording is DueWording.MONTHLY:
        return Due(said.wording, day_of_month=said.day_of_month)
    last_day = days.today + timedelta(days=said.due_in)
    is_before = said.wording is DueWording.BEFORE
    return Due(said.wording, day=last_day + timedelta(days=1) if is_before else last_day)
