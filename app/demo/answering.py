"""Taking the questions of the demo city to the stage each one has reached, through the acts of everyone concerned."""

import re
from dataclasses import dataclass
from datetime import timedelta

from app.access import ANYONE, Viewer
from app.demo.asked import DemoQuestion
from app.demo.city import deputy_of
from app.demo.days import Days
from app.demo.people import Cast
from app.text import clean_line, clean_text
from events.planning.policy import EventFacts
from events.running.room import record_oral_answer
from questions.answers.approving import approve, return_to_drafter
from questions.answers.draft import Draft
from questions.answers.drafting import save_draft, submit_for_review
from questions.answers.policy import AnswerFacts
from questions.answers.publishing import publish
from questions.ask import Ask
from questions.asker_names import shown_asker
from questions.assigning import accept, assign, decline
from questions.facts import answer_of, question_facts
from questions.opinions.disputing import dispute
from questions.opinions.rating import rate
from questions.policy import QuestionFacts
from questions.submitting import Receipt, enter, submit, tracking_token
from questions.triage.moderating import PublicText, admit, reject
from questions.values import Channel, Decline, Kind, Rejection

STAGES = (
    *("submitted", "rejected", "admitted", "offered", "in_progress"),
    *("drafting", "returned", "review", "approved", "published"),
)
COMPLAINT = (
    "Nội dung của ông/bà là khiếu nại quyết định hành chính. Đề nghị gửi đơn khiếu nại đến Chủ tịch Ủy ban nhân dân"
    " phường hoặc Thanh tra thành phố để được giải quyết theo Luật Khiếu nại."
)
COMMENT = "Đề nghị nêu rõ thời điểm được miễn lệ phí và việc sử dụng con dấu cũ, kèm số điện thoại người hướng dẫn."


@dataclass(frozen=True)
class Desk:
    """One question on its way. `first` and `written` are working days from today."""

    question: DemoQuestion
    event: EventFacts
    cast: Cast
    days: Days
    coordinator: str
    clerk: str
    first: int
    written: int
    secret_key: str

    def reached(self, stage: str) -> bool:
        return STAGES.index(self.question.until) >= STAGES.index(stage)

    async def take(self) -> Receipt:
        """The question comes in, from the portal or by a clerk's hand."""
        asked = self.question
        name, address, phone = asked.asker
        at = self.days.at(self.first, 9, asked.number)
        happened_at = at if asked.channel is Channel.PORTAL else at - timedelta(hours=20)
        key = f"demo-{asked.number}"
        ask = Ask(
            name=name,
            address=address,
            phone=f"+84{phone[1:]}",
            summary=clean_line(asked.summary),
            detail=clean_text(asked.detail or asked.summary),
            happened_at=happened_at,
            channel=asked.channel,
            tax_code=asked.tax_code,
            email=asked.email,
            field_id=self.cast.fields[asked.field],
            outside_ticket=asked.ticket,
            consents={"publish_name": asked.publish_name},
        )
        token = tracking_token(self.secret_key, key)
        if asked.channel in (Channel.PORTAL, Channel.QR):
            return await submit(ask, self.event, key=key, token=token, by=ANYONE, at=at)
        return await enter(
            ask,
            self.event,
            key=key,
            token=token,
            by=await self.cast.viewer(self.clerk),
            at=at,
        )

    async def triage(self, code: str) -> None:
        """Accepted or not, and sent to the units that answer."""
        asked = self.question
        by = await self.cast.viewer(self.coordinator)
        question = await question_facts(code)
        at = self.days.at(self.first + 1, 10, asked.number)
        if asked.until == "rejected":
            await reject(question, Rejection.COMPLAINT, COMPLAINT, by=by, at=at)
            return
        if not self.reached("admitted"):
            return
        shown = asked.asker[0] if asked.publish_name else shown_asker(asked.asker[0])
        text = PublicText(clean_line(asked.summary), clean_text(asked.detail or asked.summary), shown)
        await admit(
            question,
            text,
            kind=Kind(asked.kind),
            competence=asked.competence,
            field_id=self.cast.fields[asked.field],
            by=by,
            at=at,
        )
        if self.reached("offered"):
            await self._assign(code)

    async def _assign(self, code: str) -> None:
        asked = self.question
        by = await self.cast.viewer(self.coordinator)
        at = self.days.at(self.first + 2, 14, asked.number)
        units = self.cast.units
        if asked.declined_by:
            await assign(
                await question_facts(code),
                units[asked.declined_by],
                weight=asked.weight,
                by=by,
                at=at,
            )
            focal = await self.cast.viewer(f"daumoi.{asked.declined_by.lower()}")
            await decline(
                await question_facts(code),
                Decline.OTHER_AGENCY,
                "Doanh nghiệp đặt nhà máy ngoài khu công nghiệp nên thuộc thẩm quyền của Sở Nội vụ.",
                units[asked.lead],
                by=focal,
                at=at + timedelta(hours=1),
            )
            at += timedelta(hours=1, minutes=30)
        await assign(
            await question_facts(code),
            units[asked.lead],
            tuple(units[helper] for helper in asked.helpers),
            weight=asked.weight,
            by=by,
            at=at,
        )
        if self.reached("in_progress"):
            focal = await self.cast.viewer(f"daumoi.{asked.lead.lower()}")
            await accept(
                await question_facts(code),
                by=focal,
                at=self.days.at(self.first + 3, 8, asked.number),
            )

    async def say_aloud(self, code: str) -> None:
        """What was answered in the room."""
        asked = self.question
        if not asked.oral:
            return
        secretary = await self.cast.viewer(self.clerk if asked.event == "cchc" else "thuky")
        ended = self.event.ended_at or self.days.now - timedelta(minutes=20)
        await record_oral_answer(
            self.event,
            await question_facts(code),
            unit_id=self.cast.units[asked.lead],
            speaker=re.split(r" cho biết| trả lời| nhận trách nhiệm|:", asked.oral)[0],
            body=asked.oral,
            happened_at=ended - timedelta(minutes=5),
            by=secretary,
            at=ended,
        )

    async def answer(self, code: str) -> None:
        """Drafted, returned, approved, published: as far as it has come."""
        if not self.reached("drafting"):
            return
        asked = self.question
        assert asked.answer is not None
        lead = asked.lead.lower()
        drafter = await self.cast.viewer(f"soanthao.{lead}")
        leader = await self.cast.viewer(f"lanhdao.{lead}")
        draft = Draft(
            asked.answer.summary,
            asked.answer.body,
            asked.answer.basis,
            asked.answer.outcome,
            asked.answer.number,
        )
        at = self.days.at(self.written, 9, asked.number)
        await save_draft(await question_facts(code), draft, version=0, by=drafter, at=at)
        if not self.reached("returned"):
            return
        at = self.days.at(self.written + 1, 9, asked.number)
        await submit_for_review(await self._facts(code), by=drafter, at=at)
        if asked.until == "returned":
            await return_to_drafter(
                await self._facts(code),
                COMMENT,
                by=leader,
                at=self.days.at(self.written + 1, 10, asked.number),
            )
        if self.reached("approved"):
            await approve(
                await self._facts(code),
                signer_title=deputy_of(asked.lead),
                by=leader,
                at=self.days.at(self.written + 2, 15),
            )
        if self.reached("published"):
            coordinator = await self.cast.viewer(self.coordinator)
            await publish(
                await self._facts(code),
                secret_key=self.secret_key,
                by=coordinator,
                at=self.days.at(self.written + 3, 9, asked.number),
            )
            await self._speak_up(code)

    async def _speak_up(self, code: str) -> None:
        """What the asker says to the answer, by the secret link."""
        asked, question = self.question, await question_facts(code)
        asker = Viewer(asks=question.id)
        if asked.marks:
            at = self.days.at(self.written + 3, 15, asked.number)
            await rate(question, *asked.marks, by=asker, at=at)
        if asked.dispute:
            await dispute(question, asked.dispute, by=asker, at=self.days.at(self.written + 3, 16, asked.number))

    async def _facts(self, code: str) -> AnswerFacts:
        question: QuestionFacts = await question_facts(code)
        facts = await answer_of(question)
        assert facts is not None
        return facts
