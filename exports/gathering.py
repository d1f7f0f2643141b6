"""Reading one forum whole, once, for its minutes. Reads only; six questions to the database, however long the forum."""

from datetime import date
from typing import Any

from app.clock import day_of
from app.database import Statement
from app.i18n import DEFAULT_LANGUAGE, speaking
from app.people.directory import Directory
from app.people.units import directory
from events.planning.parts import PART_NAMES, AttendancePart
from events.planning.queries import attendance, event_view
from events.planning.rows import AttendanceRow, EventView
from exports.documents.facts import (
    AgendaLine,
    AttendanceGroup,
    CommitmentLine,
    MinutesFacts,
    Objection,
    Official,
    OldBusiness,
    OwedAnswer,
    QuestionLine,
)
from questions.commitments.seeing import PUBLIC as PUBLIC_PROMISE
from questions.commitments.states import DueWording
from questions.states import OPEN_STATES, Visibility, taken_up_sql

NOT_PUBLIC = "(không công khai)"
MEETINGS = {
    "cafe": "Hội nghị đối thoại doanh nghiệp",
    "business": "Hội nghị đối thoại doanh nghiệp",
    "voter": "Hội nghị tiếp xúc cử tri",
    "cchc": "Hội nghị đối thoại về cải cách hành chính",
    "people": "Hội nghị đối thoại với Nhân dân",
    "listen": "Diễn đàn lắng nghe",
    "online": "Buổi giao lưu trực tuyến",
}

DRAFT = Statement("SELECT conclusion, objections, version, edited_at FROM minutes_draft WHERE event = {}")
QUESTIONS = Statement(
    "SELECT question.id, question.public_asker, question.public_summary, question.summary,"  # noqa: S608 - states of the table
    " question.state, question.lead_unit, question.due_on, question.visibility,"
    " answer.summary AS answer_summary, answer.body AS answer_body, answer.state AS answer_state,"
    f" {taken_up_sql('question.')} AS is_taken_up"
    " FROM question LEFT JOIN answer ON answer.question = question.id"
    # What was answered aloud belongs to the minutes, admitted or not.
    f" WHERE question.event = {{}} AND question.reported_unit IS NULL AND ({taken_up_sql('question.')}"
    " OR EXISTS (SELECT 1 FROM oral_answer WHERE oral_answer.question = question.id))"
    " ORDER BY question.id LIMIT 5000"
)
ORAL = Statement("SELECT question, unit, speaker, body FROM oral_answer WHERE event = {} ORDER BY id")
COMMITMENTS = Statement(
    # As it was said in the session, whatever date was granted since.
    'SELECT words, owner, helpers, product, COALESCE(original_due_on, due_on) AS "due_on [date]",'  # noqa: S608
    " due_wording, due_days, day_of_month, state"
    f" FROM commitment WHERE event = {{}} AND {PUBLIC_PROMISE} ORDER BY id"
)
STILL_OPEN = Statement(
    "SELECT commitment.words FROM commitment JOIN event ON event.id = commitment.event"  # noqa: S608 - our words
    " WHERE event.series = {} AND event.edition < {} AND commitment.state NOT IN ('fulfilled', 'cancelled')"
    f" AND {PUBLIC_PROMISE} ORDER BY commitment.id LIMIT 100"
)
PREVIOUS = Statement(
    "SELECT id, title, edition FROM event WHERE series = {} AND edition < {} AND ended_at IS NOT NULL"
    " ORDER BY edition DESC LIMIT 1"
)


async def minutes_facts(slug: str, *, symbol: str = "", is_draft: bool = True) -> MinutesFacts:
    """Everything the minutes of a forum say, in the present state of the database. Raises NotFound."""
    view = await event_view(slug)
    units = await directory()
    draft = await DRAFT.one(view.id) or {"conclusion": "", "objections": ""}
    lines = await _questions(view, units)
    with speaking(DEFAULT_LANGUAGE):  # documents are Vietnamese whoever asks for them
        organiser = units[view.organiser.id]
        return MinutesFacts(
            organ=organiser.name,
            parent_organ=units.name(organiser.parent_id),
            title=_title(view),
            symbol=symbol or f"/BB-{organiser.abbreviation}",
            is_draft=is_draft,
            started_at=view.started_at or view.starts_at,
            ended_at=view.ended_at,
            place=view.place or view.online_url,
            chairs=tuple(Official(chair.name, chair.title) for chair in view.chairs),
            secretary=_secretary(view),
            attendance=_attendance(await attendance(view.id)),
            agenda=tuple(AgendaLine(line) for line in view.agenda.splitlines() if line.strip()),
            old_business=await _old_business(view),
            questions=tuple(line for line, _owed in lines),
            owed=tuple(owed for _line, owed in lines if owed),
            conclusion=draft["conclusion"],
            commitments=tuple(_commitment(row, units) for row in await COMMITMENTS.all(view.id)),
            objections=_objections(draft["objections"]),
            recipients=(
                "Như thành phần tham dự",
                *(() if organiser.parent_id is None else (f"{units.name(organiser.parent_id)} (để báo cáo)",)),
                "Lưu: VT, Hồ sơ",
            ),
        )


def _title(view: EventView) -> str:
    """Kind and name as the abstract prints them: Hội nghị đối thoại … "Cà phê doanh nhân" kỳ thứ 9.

    A kind that the office added is called by its own name.
    """
    if view.series_name and view.edition:
        return f"{MEETINGS.get(view.type) or view.kind.name} “{view.series_name}” kỳ thứ {view.edition}"
    return view.title


def _secretary(view: EventView) -> Official:
    if not view.secretaries:
        return Official("")
    secretary = view.secretaries[0]
    return Official(secretary.name, secretary.title)


def _attendance(rows: list[AttendanceRow]) -> tuple[AttendanceGroup, ...]:
    groups = []
    for part in AttendancePart:
        present = [row for row in rows if row.part is part and row.is_present]
        if present:
            people = tuple(_person(row) for row in present)
            groups.append(AttendanceGroup(str(PART_NAMES[part]), people, sum(row.heads for row in present)))
    return tuple(groups)


def _person(row: AttendanceRow) -> str:
    line = f"{row.name}, {row.organisation}" if row.organisation else row.name
    return f"{line} ({row.heads} người)" if row.heads > 1 else line


async def _questions(view: EventView, units: Directory) -> list[tuple[QuestionLine, OwedAnswer | None]]:
    oral: dict[int, list[dict[str, Any]]] = {}
    for row in await ORAL.all(view.id):
        oral.setdefault(row["question"], []).append(row)
    rows = await QUESTIONS.all(view.id)
    return [_question(number, row, oral.get(row["id"], []), units) for number, row in enumerate(rows, 1)]


def _question(
    number: int, row: dict[str, Any], said: list[dict[str, Any]], units: Directory
) -> tuple[QuestionLine, OwedAnswer | None]:
    agency = units.short_name(row["lead_unit"])
    is_published = row["answer_state"] == "published"
    is_owed = row["state"] in OPEN_STATES
    if row["visibility"] != Visibility.PUBLIC or not row["is_taken_up"]:  # everyone reads the minutes in the end
        line = QuestionLine(number, NOT_PUBLIC, NOT_PUBLIC, agency, is_answered_at_once=bool(said))
        return line, OwedAnswer(number, NOT_PUBLIC, agency, row["due_on"]) if is_owed else None
    content = row["public_summary"] or row["summary"]
    answer = " ".join(each["body"] for each in said)
    if not answer and is_published:
        answer = row["answer_summary"] or row["answer_body"]
    line = QuestionLine(number, row["public_asker"], content, agency, answer, is_answered_at_once=bool(said))
    owed = OwedAnswer(number, content, agency, row["due_on"]) if is_owed else None
    return line, owed


def _commitment(row: dict[str, Any], units: Directory) -> CommitmentLine:
    owner = units[row["owner"]]
    return CommitmentLine(
        words=row["words"],
        owner=owner.name,
        product=row["product"],
        due=due_phrase(DueWording(row["due_wording"]), row["due_on"], row["due_days"], row["day_of_month"]),
        is_request=not owner.kind.takes_orders,
    )


def due_phrase(wording: DueWording, due_on: date, days: int | None, day_of_month: int | None) -> str:
    """The due date as it was said: "trước ngày 30/9/2026" means the end of the 29th."""
    if wording is DueWording.MONTHLY:
        return f"ngày {day_of_month} hằng tháng"
    if wording is DueWording.WITHIN:
        return f"trong {days:02d} ngày làm việc (chậm nhất ngày {_short(due_on)})"
    if wording is DueWording.BEFORE:
        from datetime import timedelta

        return f"trước ngày {_short(due_on + timedelta(days=1))}"
    return f"chậm nhất ngày {_short(due_on)}"


def _short(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


async def _old_business(view: EventView) -> OldBusiness | None:
    if view.series_id is None or view.edition is None:
        return None
    previous = await PREVIOUS.one(view.series_id, view.edition)
    if previous is None:
        return None
    # What was cancelled is neither done nor to be done.
    rows = [row for row in await COMMITMENTS.all(previous["id"]) if row["state"] != "cancelled"]
    unfinished = tuple(row["words"] for row in rows if row["state"] != "fulfilled")
    older = [row["words"] for row in await STILL_OPEN.all(view.series_id, previous["edition"])]
    return OldBusiness(previous["title"], len(rows) - len(unfinished), len(rows), (*unfinished, *older))


def _objections(text: str) -> tuple[Objection, ...]:
    """One objection a line, written as "who: what"."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return tuple(
        Objection(who.strip(), what.strip()) if what else Objection("", who.strip()) for who, _c, what in pairs
    )


def held_on(view: EventView) -> date:
    """The day that the minutes are about."""
    return day_of(view.ended_at or view.starts_at)
