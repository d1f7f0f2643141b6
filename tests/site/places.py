"""Where things of the demo city are found: one of each kind, at each stage, for addresses in tests."""

from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from io import BytesIO

import openpyxl

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.database import Statement
from app.demo.answering import tracking_token
from app.people.deputies import name_deputy
from app.people.deputy_policy import AuthorityForm
from app.people.inviting import invite
from events.planning.queries import event_facts
from events.running.room import record_commitment
from questions.apologies.tables import Apology
from questions.askers.own_data import ask_erasure
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from questions.facts import question_facts
from questions.followers.keeping import ask_to_follow, token_of
from questions.followers.things import thing_named
from questions.hooks.keeping import add_hook
from questions.opinions.links import opinion_path
from questions.parts.asking import ask_part
from questions.parts.facts import parts_of
from tests.site.site import FROM_HERE, HIDDEN, Site
from tests.told import SECRET

QUESTION = Statement("SELECT code FROM question WHERE submission_key = {}")
ANSWER = Statement(
    "SELECT answer.id FROM answer JOIN question ON question.id = answer.question WHERE question.code = {}"
)
UNIT = Statement("SELECT id FROM unit WHERE code = {}")
PERSON = Statement("SELECT id FROM person WHERE email = {}")
COMMITMENT = Statement("SELECT code FROM commitment WHERE state = {} AND owner = {} ORDER BY id LIMIT 1")
LINE = Statement(
    "SELECT attendance.id FROM attendance JOIN event ON event.id = attendance.event WHERE event.slug = {} LIMIT 1"
)
ORAL = Statement(
    "SELECT oral_answer.id FROM oral_answer JOIN event ON event.id = oral_answer.event WHERE event.slug = {} LIMIT 1"
)
PAPER = Statement("SELECT docx_sha256, pdf_sha256 FROM issued_document ORDER BY id LIMIT 1")
FILE = Statement(
    "SELECT attachment.id, question.code FROM attachment JOIN question ON question.id = attachment.question"
    " ORDER BY attachment.id DESC LIMIT 1"
)
LETTER = Statement("SELECT id FROM outbox_letter ORDER BY id LIMIT 1")
OUTGOING = Statement(
    "SELECT outbox_letter.id FROM outbox_letter JOIN question ON question.id = outbox_letter.about_id"
    " WHERE outbox_letter.about_kind = 'question' AND question.organiser = {} AND outbox_letter.state = 'queued'"
    " AND outbox_letter.key LIKE 'offered %' ORDER BY outbox_letter.id LIMIT 1"
)
MEMBERSHIP = Statement("SELECT id FROM membership WHERE person = {} LIMIT 1")
FRESH = Statement("UPDATE session SET created_at = {}")  # a long run of tests must not make them old
SESSION = Statement("SELECT id FROM session WHERE person = {} LIMIT 1")

KY8, KY9 = "ca-phe-doanh-nhan-ky-8", "ca-phe-doanh-nhan-ky-9"
TODAY = "hoi-nghi-doi-thoai-cai-cach-hanh-chinh-nam-2026"
DRAFT = "giao-luu-truc-tuyen-mot-cua-sau-sap-nhap"
# The number of a question in the demo, by how far it has come and who leads its answer.
SUBMITTED, ADMITTED, OFFERED, IN_PROGRESS, RETURNED, IN_REVIEW, APPROVED, PUBLISHED = 19, 14, 5, 4, 18, 1, 6, 3
DISPUTED = 17


@dataclass(frozen=True)
class Places:
    """`codes` are question codes by their number in the demo; `answers` answer ids by the same."""

    codes: dict[int, str]
    answers: dict[int, int]
    units: dict[str, int]
    commitment: str
    claimed: str
    recorded: str
    oral: int
    line: int
    docx: str
    pdf: str
    letter: int
    outgoing: int
    hook: int
    follower: str
    drafter: int
    deputy: int
    membership: int
    invitation: int
    invitation_path: str
    batch: int
    entered: str
    office_list: int
    track: str
    sent_track: str
    sent_code: str
    sent_file: int
    opinion: str
    part: int
    apology: int


async def places_of(site: Site) -> Places:
    """Looks everything up, and adds what the demo lacks: an invitation, a fresh promise, a list to be taken in."""
    codes = {number: (await _one(QUESTION, f"demo-{number}"))["code"] for number in range(1, 25)}
    answers = {n: (await _one(ANSWER, codes[n]))["id"] for n in (IN_REVIEW, APPROVED, PUBLISHED, RETURNED)}
    names = ("STC", "SNV", "SNNMT", "THUE", "CATP", "UBP-BN", "TTXT", "BHXH", "NHNN")
    units = {code: (await _one(UNIT, code))["id"] for code in names}
    drafter = (await _one(PERSON, "soanthao.stc@songhau.example"))["id"]
    await FRESH.run(now())
    invited = await invite("moi@songhau.example", "Người mới", units["STC"], Role.DRAFTER, by=SYSTEM, at=now())
    paper = await _one(PAPER)
    sent_track, sent_code, sent_file = await _sent_with_file(site)
    return Places(
        codes=codes,
        answers=answers,
        units=units,
        commitment=(await _one(COMMITMENT, "active", units["SNNMT"]))["code"],
        claimed=(await _one(COMMITMENT, "claimed", units["CATP"]))["code"],
        recorded=await _promised(units["SNNMT"]),
        oral=(await _one(ORAL, KY8))["id"],
        line=(await _one(LINE, KY8))["id"],
        docx=paper["docx_sha256"],
        pdf=paper["pdf_sha256"],
        letter=(await _one(LETTER))["id"],
        follower=await _following(),
        hook=await add_hook(
            "Zalo", "https://zalo.invalid/hook", ("question",), may_be_inside=False, by=SYSTEM, at=now()
        ),
        outgoing=(await _one(OUTGOING, units["TTXT"]))["id"],
        drafter=drafter,
        deputy=await _coming_deputy(units["STC"], drafter),
        membership=(await _one(MEMBERSHIP, drafter))["id"],
        invitation=invited.id,
        invitation_path=invited.path,
        batch=await _staged(site),
        entered=await _entered(site),
        office_list=await _staged_units(site),
        track=f"/track/{tracking_token(SECRET, 'demo-3')}",
        sent_track=sent_track,
        sent_code=sent_code,
        sent_file=sent_file,
        opinion=opinion_path(SECRET, codes[PUBLISHED]),
        part=await _asked_part(codes[IN_PROGRESS], units["SNV"]),
        apology=await _apologised(codes[PUBLISHED], units["THUE"]),
    )


async def _one(statement: Statement, *values: object) -> dict[str, object]:
    row = await statement.one(*values)
    assert row, (statement, values)
    return row


async def _asked_part(code: str, unit_id: int) -> int:
    """A part that a unit was just asked for."""
    question = await question_facts(code)
    due_on = (await load_calendar()).add(day_of(now()), 1)
    await ask_part(question, unit_id, "Góp ý phần của mình.", due_on, by=SYSTEM, at=now())
    return (await parts_of(question))[-1].id


async def _apologised(code: str, unit_id: int) -> int:
    """A letter of apology that was sent for a question answered since."""
    question, today = await question_facts(code), day_of(now())
    letter = Apology(
        question=question.id, unit=unit_id, missed_on=today, send_by=today, new_date=today + timedelta(days=7),
        reason="Hồ sơ phải xác minh.", drafted_at=now(), sent_at=now(), signer_title="Trưởng Thuế thành phố",
    )  # fmt: skip
    [row] = await Apology.insert(letter).returning(Apology.id)
    return int(row["id"])


async def _following() -> str:
    """The token of somebody who was asked whether to follow a unit."""
    unit = await thing_named("unit:STC")
    await ask_to_follow("theodoi@vidu.vn", unit, secret_key=SECRET, language="vi", at=now())
    return token_of(SECRET, "theodoi@vidu.vn")


async def _promised(owner_id: int) -> str:
    """A promise that its owner has not confirmed yet."""
    promise = Promise(
        words="Giao Sở rà soát hồ sơ.",
        promised_by="Chủ trì",
        owner_id=owner_id,
        product="Danh mục",
        due=Due(DueWording.WITHIN, days=10),
    )
    at = now()
    return await record_commitment(await event_facts(KY8), promise, question=None, happened_at=at, by=SYSTEM, at=at)


async def _staged(site: Site) -> int:
    async with site.visitor("tiepnhan") as clerk:
        answer = await clerk.upload(f"/desk/events/{KY9}/import", "danh-sach.xlsx", a_list())
        assert answer.status_code == 303, answer.text
        return int(answer.headers["location"].rpartition("/")[2])


async def _entered(site: Site) -> str:
    """The code of a question that a clerk typed in."""
    told = {"channel": "phone", "happened_at": "2026-01-05T08:30", "phone": "0912 345 678"}
    told |= {"name": "Trần Thị Bé", "address": "Ấp 3", "summary": "Khi nào đường Ấp 3 được sửa?", "detail": "Đường hư."}
    async with site.visitor("tiepnhan") as clerk:
        answer = await clerk.fill_in(f"/desk/events/{KY9}/intake", **told)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"]).rpartition("/")[2]


async def _sent_with_file(site: Site) -> tuple[str, str, int]:
    """The secret link and the code of a question that came with a file, and the file's id."""
    told = {
        "name": "Lê Thị Tép",
        "address": "Ấp 4",
        "phone": "0912 345 679",
        "summary": "Cầu Ấp 4?",
        "detail": "Cầu gãy.",
    }
    new = f"/events/{KY9}/questions/new"
    async with site.visitor() as asker:
        hidden = {name: unescape(value) for name, value in HIDDEN.findall((await asker.get(new)).text)}
        files = {"files": ("don.pdf", b"%PDF-1.7\n%%EOF\n")}
        answer = await asker.post(new.removesuffix("/new"), data=hidden | told, files=files, headers=FROM_HERE)
        assert answer.status_code == 303, answer.text
    row = await _one(FILE)
    question = await question_facts(str(row["code"]))
    await ask_erasure(question, "Xin xóa.", by=Viewer(asks=question.id), at=now())
    return answer.headers["location"].partition("?")[0], str(row["code"]), int(str(row["id"]))


async def _staged_units(site: Site) -> int:
    async with site.visitor("quantri") as admin:
        content = "Mã đơn vị,Tên đơn vị,Loại\nSTM,Sở Thử nghiệm mới,Sở\n".encode()
        answer = await admin.upload("/office/lists/units", "don-vi.csv", content)
        assert answer.status_code == 303, answer.text
        return int(answer.headers["location"].rpartition("/")[2])


def a_list(phone: str = "0905 333 111") -> bytes:
    """A list of one question, as a spreadsheet."""
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Họ và tên", "Địa chỉ", "Số điện thoại", "Nội dung câu hỏi"])
    sheet.append(["Trần Thị Bưởi", "Phường Tân An Hòa", phone, "Đề nghị công khai giá thuê đất."])
    book.save(out)
    return out.getvalue()


async def _coming_deputy(unit_id: int, drafter: int) -> int:
    """The drafter stands in for the leader, but not yet: roles of today stay what the table says."""
    leader = (await _one(PERSON, "lanhdao.stc@songhau.example"))["id"]
    day = day_of(now()) + timedelta(days=60)
    return await name_deputy(leader, drafter, unit_id, AuthorityForm.DEPUTY, since=day, until=day, by=SYSTEM, at=now())
