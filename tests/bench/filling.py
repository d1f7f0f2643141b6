"""A database with as many questions as one wants, written in slices through the compiled inserts."""

import random
from datetime import timedelta

from app.clock import day_of, now
from app.database import Insert, atomic, connect, disconnect
from app.database.migrating import migrate
from app.text import initials, search_text
from events.planning.policy import EventFacts
from questions.answers.tables import Answer
from questions.tables import Question
from tests.bench.themes import asked
from tests.support import make_event, make_field, make_unit

SLUG = "ca-phe-doanh-nhan-do-toc-do"
SLICE = 2000
NAMES = ("Nguyễn Văn An", "Trần Thị Bưởi", "Lê Hoàng Cúc", "Phạm Đăng Dũng", "Đỗ Thị Ế", "Công ty Gạo Sông Hậu")
STATES = ("answered",) * 14 + ("in_progress",) * 4 + ("offered", "admitted")

ADD = Insert(
    Question,
    *("code", "event", "organiser", "submission_key", "tracking_hash", "name", "address", "phone", "channel"),
    *("happened_at", "entered_at", "field", "summary", "detail", "public_summary", "public_detail", "public_asker"),
    *("visibility", "kind", "competence", "state", "lead_unit", "due_on", "outcome", "answered_at", "search_text"),
    *("rejection", "rejection_text", "due_clock", "due_reason"),
)
ADD_ANSWER = Insert(
    Answer,
    *("question", "unit", "state", "summary", "body", "legal_basis", "outcome", "document_number", "signer_title"),
    *("own_approval_reason", "created_at", "edited_at", "approved_at", "published_at"),
)


async def fill(url: str, count: int) -> None:
    """Migrate a new database and write one open forum with `count` public questions."""
    await migrate(url)
    await connect(url)
    try:
        organiser = await make_unit("Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp")
        units = [await make_unit(name) for name in ("Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường")]
        fields = [await make_field(name) for name in ("Đất đai", "Thuế", "Giao thông", "Môi trường")]
        event = await make_event(organiser, title="Cà phê doanh nhân đo tốc độ")
        assert event.slug == SLUG, event.slug
        chance = random.Random(2026)
        for first in range(0, count, SLICE):
            await _write(event, units, fields, range(first, min(first + SLICE, count)), chance)
    finally:
        await disconnect()


@atomic
async def _write(event: EventFacts, units: list[int], fields: list[int], numbers: range, chance: random.Random) -> None:
    at = now()
    questions, answers = [], []
    for number in numbers:
        what, state, name = asked(chance), chance.choice(STATES), chance.choice(NAMES)
        unit = chance.choice(units)
        put_at = at - timedelta(minutes=7 * (numbers.stop - number))
        is_answered = state == "answered"
        words = [f"CH-2025-{number:06d}", what.summary, what.detail] + [what.answer] * is_answered
        questions.append(
            (
                *(words[0], event.id, event.organiser_id, f"bench {number}", f"{number:064x}", name),
                *("1 đường Bờ Sông", "+84912345678", "portal", put_at, put_at, chance.choice(fields)),
                *(what.summary, what.detail, what.summary, what.detail, initials(name), "public", "question", "city"),
                *(state, unit, day_of(at) + timedelta(days=20), "explained" if is_answered else ""),
                *(at if is_answered else None, search_text(*words), "", "", "", ""),
            )
        )
        answers.append((unit, what, is_answered))
    ids = await ADD.many(questions)
    await ADD_ANSWER.many(
        [
            (
                *(question_id, unit, "published", what.summary[:200], what.answer, what.basis, "explained"),
                *("12/STC-QLG", "Giám đốc", "", at, at, at, at),
            )
            for question_id, (unit, what, is_answered) in zip(ids, answers, strict=True)
            if is_answered
        ]
    )
