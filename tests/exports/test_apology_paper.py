"""The letter of apology on paper: laid out as Nghị định 30/2020 has it, and for those who may know whom it is to."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest
from pypdf import PdfReader

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.clock import at_local, day_of, now
from app.database import Statement
from app.errors import NotFound
from app.people.kinds import UnitKind
from app.people.tables import Unit
from app.people.units import forget
from events.planning.seeing import SeenBy
from exports import policy
from exports.apology_papers import addressed, apology_paper
from exports.documents.apology import apology
from exports.documents.docx import render_docx
from exports.documents.facts import ApologyFacts
from exports.documents.pdf import render_pdf
from questions.apologies.drafting import draft_apologies
from questions.apologies.reading import apologies_of
from questions.apologies.sending import send_apology
from questions.facts import question_facts
from questions.merging.joining import join
from questions.policy import QuestionFacts
from questions.states import QuestionState
from questions.tables import Question
from tests.exports.test_documents_docx import everything
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, CANARY_NAME, SECRET, Stage, an_ask, make_event, make_person, make_question, make_unit
from tests.support import tracking_token as token_of

FACTS = ApologyFacts(
    organ="Sở Tài chính",
    parent_organ="UBND thành phố Sông Hậu",
    unit="Sở Tài chính",
    place="Sông Hậu",
    sent_on=date(2026, 2, 5),
    asker="Ông (Bà) Nguyễn Thị Ánh",
    code="CH-2026-0012",
    summary="Khi nào có\ngiá đất?",
    received_by="Trung tâm Xúc tiến đầu tư",
    forum="Cà phê doanh nhân kỳ 9",
    asked_on=date(2026, 1, 9),
    missed_on=date(2026, 2, 4),
    reason="Phải xác minh tại hiện trường.",
    new_date=date(2026, 2, 27),
    signer="Lê Thị Ký",
    authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    contact="Sở Tài chính, điện thoại 0292 3 835 029",
    recipients=("Như trên", "Lưu: VT"),
)
WORDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Sông Hậu, ngày 05 tháng 02 năm 2026",
    "THƯ XIN LỖI",
    "Kính gửi: Ông (Bà) Nguyễn Thị Ánh",
    "Ngày 09 tháng 01 năm 2026, Trung tâm Xúc tiến đầu tư tiếp nhận câu hỏi mã CH-2026-0012",
    "“Khi nào có giá đất?”",
    "Hạn trả lời là ngày 04 tháng 02 năm 2026",
    "Lý do chậm trả lời: Phải xác minh tại hiện trường.",
    "chậm nhất ngày 27 tháng 02 năm 2026.",
    "điện thoại 0292 3 835 029.",
    "Trân trọng cảm ơn./.",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Lê Thị Ký",
    "- Lưu: VT.",
)


def test_the_docx_says_it_in_the_layout_of_the_decree() -> None:
    paper = docx.Document(io.BytesIO(render_docx(apology(FACTS))))
    said = everything(paper)
    for words in (*WORDS, "UBND THÀNH PHỐ SÔNG HẬU", "SỞ TÀI CHÍNH"):
        assert words in said
    assert "Số:" not in said  # a letter has no number
    assert "DỰ THẢO" not in said
    assert paper.core_properties.title == "Thư xin lỗi Về việc chậm trả lời câu hỏi CH-2026-0012"


async def test_the_pdf_says_the_same_on_one_page() -> None:
    reader = PdfReader(io.BytesIO(await render_pdf(apology(FACTS))))
    assert len(reader.pages) == 1
    said = " ".join(reader.pages[0].extract_text().split())
    for words in WORDS:
        assert words in said
    assert "Số:" not in said


def test_people_are_addressed_with_courtesy_and_organisations_by_their_name() -> None:
    assert addressed("Nguyễn Thị Ánh") == "Ông (Bà) Nguyễn Thị Ánh"
    assert addressed("Công ty TNHH Một") == "Công ty TNHH Một"
    assert addressed("") == "Ông (Bà)"  # whose data was erased


def test_the_letter_on_paper_is_for_those_who_may_know_who_asks() -> None:
    question = QuestionFacts(
        id=1, code="CH", state=QuestionState.ANSWERED, organiser_id=1, event_id=None, lead_unit_id=2
    )
    coordinator = Viewer(person_id=1, roles=frozenset({(1, Role.COORDINATOR)}))
    leader = Viewer(person_id=2, roles=frozenset({(2, Role.APPROVER)}))
    chair = Viewer(person_id=3, roles=frozenset({(1, Role.CHAIR)}))
    shielded = replace(question, seen_by=SeenBy.COORDINATOR)
    for asked, allowed in ((question, {coordinator, leader}), (shielded, {coordinator})):
        assert {who for who in (coordinator, leader, chair) if policy.may_print_apology(who, asked)} == allowed


@pytest.fixture
async def apologised(sqlite_database: str) -> QuestionFacts:
    """A question that came with the key "own" and was apologised for."""
    organiser = await make_unit("Trung tâm Xúc tiến đầu tư")
    city = await make_unit("Ủy ban nhân dân thành phố", UnitKind.OTHER)
    lead = await make_unit("Sở Tài chính", parent_id=city)
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=lead)
    await Question.update({Question.due_on: date(2026, 1, 5)}).where(Question.id == question.id)
    await draft_apologies(now())
    leader = await make_person(question.lead_unit_id, Role.APPROVER, name="Lê Thị Ký")
    new_date = day_of(now()) + timedelta(days=21 - day_of(now()).weekday())
    await send_apology(
        await question_facts(question.code), reason="Phải xác minh.", new_date=new_date,
        signer_title="KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", by=leader, at=now(),
    )  # fmt: skip
    return await question_facts(question.code)


async def test_the_paper_is_that_of_what_was_sent_and_of_nothing_else(apologised: QuestionFacts) -> None:
    [letter] = await apologies_of(apologised.id)
    paper = await apology_paper(letter.id, apologised.id)
    assert paper.addressees == (f"Ông (Bà) {CANARY_NAME}",)
    assert paper.signers[0].authority == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert paper.signers[0].name == "Lê Thị Ký"
    assert paper.header.parent_organ == "ỦY BAN NHÂN DÂN THÀNH PHỐ"
    assert paper.recipients == ("Như trên", "Trung tâm Xúc tiến đầu tư (để theo dõi)", "Lưu: VT")
    with pytest.raises(NotFound):
        await apology_paper(letter.id, apologised.id + 1)
    await Unit.update({Unit.kind: UnitKind.VERTICAL.value}).where(Unit.id == apologised.lead_unit_id)
    forget()
    assert (await apology_paper(letter.id, apologised.id)).header.parent_organ == ""
    await Statement("UPDATE apology SET sent_at = NULL").run()
    with pytest.raises(NotFound):
        await apology_paper(letter.id, apologised.id)


async def opens(desk: Desk, path: str, viewer: Viewer) -> int:
    answer = await desk.get(path, viewer)
    if answer.status_code == 200:
        assert answer.headers["cache-control"] == "private, no-store"
        assert CANARY_NAME in everything(docx.Document(io.BytesIO(answer.content)))
    return answer.status_code


async def test_on_the_desk_those_who_may_know_the_asker_find_the_link_and_it_is_noted(
    apologised: QuestionFacts,
) -> None:
    coordinator = await make_person(apologised.organiser_id, Role.COORDINATOR)
    leader = await make_person(apologised.lead_unit_id or 0, Role.APPROVER)
    stranger = await make_person(await make_unit(), Role.APPROVER)
    [letter] = await apologies_of(apologised.id)
    page = f"/desk/questions/{apologised.code}"
    path = f"{page}/apologies/{letter.id}/docx"
    async with open_desk() as desk:
        assert f'href="{path}"' in (await desk.get(page, coordinator)).text
        assert [await opens(desk, path, who) for who in (coordinator, leader, stranger)] == [200, 200, 404]
        noted = await Statement("SELECT person FROM contact_opening").all()
        assert {row["person"] for row in noted} == {coordinator.person_id, leader.person_id}
        pdf = await desk.get(path.replace("docx", "pdf"), coordinator)
        assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 1
        assert (await desk.get(path.replace("docx", "exe"), coordinator)).status_code == 404
        await Question.update({Question.asker_seen_by: SeenBy.COORDINATOR.value}).where(Question.id == apologised.id)
        assert f'href="{path}"' not in (await desk.get(page, leader)).text
        assert [await opens(desk, path, who) for who in (coordinator, leader)] == [200, 403]


async def test_the_asker_has_it_by_the_secret_link(apologised: QuestionFacts) -> None:
    [letter] = await apologies_of(apologised.id)
    [row] = await Statement("SELECT submission_key FROM question").all()
    link = f"/track/{token_of(SECRET, row['submission_key'])}"
    async with open_desk() as desk:
        shown = (await desk.get(link, ANYONE)).text
        assert f'href="{link}/apologies/{letter.id}/pdf"' in shown
        assert "Phải xác minh." in shown
        assert await opens(desk, f"{link}/apologies/{letter.id}/docx", ANYONE) == 200
        assert await opens(desk, f"{link}/apologies/{letter.id + 1}/docx", ANYONE) == 404
        assert await opens(desk, f"/track/guessed/apologies/{letter.id}/docx", ANYONE) == 404


async def test_whose_question_was_joined_gets_letter_and_paper_with_the_own_name_and_code(
    sqlite_database: str,
) -> None:
    event = await make_event(await make_unit())
    stands = await make_question(event, Stage.IN_PROGRESS)
    joined = await make_question(event, ask=an_ask(at=AT, name="Công ty TNHH Bưởi", email="buoi@vidu.vn"))
    await join(await question_facts(joined.code), stands, by=SYSTEM, at=AT)
    await Question.update({Question.due_on: day_of(AT)}).where(Question.id == stands.id)
    await draft_apologies(at_local(day_of(AT)))
    new_date = day_of(AT) + timedelta(days=21 - day_of(AT).weekday())
    stands = await question_facts(stands.code)
    await send_apology(stands, reason="Chậm.", new_date=new_date, signer_title="", by=SYSTEM, at=AT)
    letters = await Statement("SELECT to_address, subject FROM outbox_letter WHERE key LIKE 'apology CH-%'").all()
    told = {row["to_address"]: row["subject"] for row in letters}
    assert len(told) == 2
    assert joined.code in told["buoi@vidu.vn"]
    [letter] = await apologies_of(stands.id)
    paper = await apology_paper(letter.id, stands.id, joined.id)
    assert paper.addressees == ("Công ty TNHH Bưởi",)
    assert joined.code in paper.abstract
