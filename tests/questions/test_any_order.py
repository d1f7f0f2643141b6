"""Acts in any order by anybody: what the description allows happens whole, whatever else leaves no trace."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement, connect, disconnect
from app.errors import Refusal
from events.planning.policy import EventFacts
from questions import assigning, seeing, undoing
from questions.answers import approving, drafting, publishing, unpublishing
from questions.answers.draft import Draft
from questions.answers.policy import AnswerFacts
from questions.clocks.keeping import clock_of
from questions.facts import answer_of, question_facts
from questions.opinions import closing, disputing
from questions.policy import QuestionFacts
from questions.triage import appealing, asking_back, handing_over, moderating, withdrawing
from questions.triage.moderating import PublicText
from questions.values import Competence, Decline, Kind, Outcome, Rejection
from tests.questions.flow import ANSWER_STEPS, QUESTION_STEPS
from tests.support import AT, SECRET, SUMMARY, make_event, make_person, make_unit, send

JOURNAL = Statement("SELECT count(*) AS n FROM journal_entry")
FOUND_BY = Statement("SELECT search_text FROM question WHERE id = {}")
DUE = Statement("SELECT due_on, lead_unit FROM question WHERE id = {}")
WORDS = "Vì lý do đã trao đổi qua điện thoại."
TEXT = PublicText(SUMMARY, "Nội dung công khai.", "Một doanh nghiệp")
BODY = "Sở Tài chính đã trình giá đất ngày 01/9/2026; công ty nhận thông báo trong tháng này."
DRAFT = Draft("Giá đất có trong tháng này.", BODY, "Luật Đất đai 2024, Điều 159", Outcome.EXPLAINED, "123/STC")

ARE: dict[str, tuple[str, ...]] = {
    "coordinator": ("first coordinator", "second coordinator", "program"),
    "unit": ("focal", "leader", "second leader"),
    "asker": ("asker",),
    "clock": ("program",),
    "writer": ("focal", "drafter", "leader", "second leader"),
    "leader": ("leader", "second leader"),
}
ARE["ruler"] = ARE["coordinator"]
ARE["chair"] = ("program",)
ARE["desk"] = ARE["coordinator"] + ARE["unit"]
EVERYBODY = (
    *("first coordinator", "second coordinator", "clerk", "supervisor", "focal", "drafter", "leader", "second leader"),
    *("leader elsewhere", "asker", "program", "nobody"),
)


@dataclass
class Model:
    """What the description says of one question: small enough to be read at a glance."""

    state: str = "submitted"
    answer: str = ""
    has_unit: bool = False
    is_written: bool = False
    rejecter: str = ""
    declines: int = 0
    authors: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)

    def allowed(self) -> dict[str, tuple[str, ...]]:
        """Who may do each act now."""
        found = {step.act: self._who(step.who) for step in QUESTION_STEPS if step.state == self.state}
        if self.state == "needs_info":
            found["inform"] = ("asker", *ARE["desk" if self.has_unit else "coordinator"])
        if self.state != "disputed" or "reopen" in self.done:
            found.pop("reopen", None)  # nobody of the oversight asks for it here
        for beyond in ("merge", "split", "transfer", "name_unit"):
            found.pop(beyond, None)  # with another question, to another unit: tried beside their acts
        if self.declines > 1:
            found.pop("offer", None)
        for once in ("ask", "appeal"):
            if once in self.done:
                found.pop(once, None)
        if self.state == "in_progress" and self.answer in ("", "drafting"):
            found["write"] = ARE["writer"]
        for step in ANSWER_STEPS:
            is_in_work = step.act not in ("take_down", "put_back")
            if step.act in ("pass_on", "schedule"):
                continue  # only of a flagged question, and at a chosen time: tried beside their acts
            if step.state == self.answer and (self.state == "in_progress" or not is_in_work):
                found[step.act] = self._who(step.who)
        if not self.is_written:
            found.pop("submit_for_review", None)
        found.pop("inform_unit", None)
        found.pop("answer", None)  # by publishing
        return found

    def _who(self, who: str) -> tuple[str, ...]:
        match who:
            case "other":
                return tuple(name for name in ARE["coordinator"] if name != self.rejecter)
            case "second":
                return tuple(name for name in ARE["leader"] if name not in self.authors)
            case "taker":
                return ARE["writer"] if self.answer == "agency_review" else ARE["leader"] + ARE["coordinator"]
        return ARE[who]

    def do(self, act: str, who: str) -> None:
        """What the description says comes of it."""
        self.done.add(act)
        steps = [step for step in ANSWER_STEPS if (step.state, step.act) == (self.answer, act)]
        if steps:
            self.answer = steps[0].then
        for step in QUESTION_STEPS:
            if (step.state, step.act) == (self.state, {"publish": "answer"}.get(act, act)):
                self.state = step.then
                break
        match act:
            case "reject":
                self.rejecter = who
            case "offer":
                self.has_unit = True
            case "inform" if self.has_unit:
                self.state = "in_progress"
            case "write":
                self.answer, self.is_written = "drafting", True
                self.authors.add(who)
            case "decline":
                self.has_unit = False
                self.declines += 1
            case "unassign" | "withdraw" | "lapse" | "ask":
                self.has_unit = self.has_unit and act != "unassign"
                self.answer = "drafting" if self.answer in ("agency_review", "approved") else self.answer
            case "reopen":
                self.answer, self.is_written, self.authors = "drafting", False, set()


@dataclass
class World:
    """The same question in the program, and everybody around it."""

    people: dict[str, Viewer]
    lead_unit_id: int
    code: str
    question_id: int

    async def facts(self) -> QuestionFacts:
        return await question_facts(self.code)

    async def answer(self) -> AnswerFacts:
        found = await answer_of(await self.facts())
        if found is None:
            raise Refusal("There is no answer yet.")
        return found

    async def do(self, act: str, who: str) -> None:
        by = Viewer(asks=self.question_id) if who == "asker" else self.people[who]
        if act in ANSWER_ACTS:
            doing, given = ANSWER_ACTS[act]
            await doing(await self.answer(), *given, by=by, at=AT)
        elif act == "write":
            found = await answer_of(await self.facts())
            await drafting.save_draft(await self.facts(), DRAFT, version=found.version if found else 0, by=by, at=AT)
        elif act == "admit":
            await moderating.admit(
                await self.facts(), TEXT, kind=Kind.QUESTION, competence=Competence.CITY, field_id=None, reason=WORDS,
                by=by, at=AT,
            )  # fmt: skip
        elif act == "ask":
            await asking_back.ask_back(await self.facts(), WORDS, secret_key=SECRET, by=by, at=AT)
        elif act == "offer":
            await assigning.assign(await self.facts(), self.lead_unit_id, by=by, at=AT)
        else:
            doing, given = ACTS[act]
            await doing(await self.facts(), *given, by=by, at=AT)


Doing = tuple[Callable[..., Awaitable[object]], tuple[object, ...]]
ACTS: dict[str, Doing] = {
    "reject": (moderating.reject, (Rejection.UNCLEAR, WORDS)),
    "inform": (asking_back.inform, (WORDS,)),
    "lapse": (asking_back.lapse, ()),
    "refer": (handing_over.refer, ("Ban Tiếp công dân", WORDS)),
    "forward": (handing_over.forward, ("Bộ Tài chính", "12/UBND", day_of(AT))),
    "record_reply": (handing_over.record_reply, (WORDS, "34/BTC", day_of(AT))),
    "withdraw": (withdrawing.withdraw, ()),
    "appeal": (appealing.appeal, (WORDS,)),
    "uphold": (appealing.uphold, (WORDS,)),
    "accept": (assigning.accept, ()),
    "decline": (assigning.decline, (Decline.OTHER_AGENCY, WORDS)),
    "unassign": (undoing.unassign, (WORDS,)),
    "reconsider": (undoing.reconsider, (WORDS,)),
    "dispute": (disputing.dispute, (WORDS,)),
    "stand_by": (disputing.stand_by, (WORDS,)),
    "reopen": (disputing.reopen, (WORDS,)),
    "close": (closing.close, ()),
}
ANSWER_ACTS: dict[str, Doing] = {
    "submit_for_review": (drafting.submit_for_review, ()),
    "return": (approving.return_to_drafter, (WORDS,)),
    "approve": (approving.approve, ()),
    "recall": (undoing.recall, (WORDS,)),
    "publish": (publishing.publish, ()),
    "take_down": (unpublishing.take_down, (WORDS,)),
    "put_back": (unpublishing.put_answer_back, ()),
}
EVERY_ACT = (*ACTS, *ANSWER_ACTS, "write", "admit", "ask", "offer")


async def people_around() -> tuple[EventFacts, dict[str, Viewer], int]:
    organiser, lead, foreign = await make_unit(), await make_unit(), await make_unit()
    roles = {
        "first coordinator": (organiser, Role.COORDINATOR),
        "second coordinator": (organiser, Role.COORDINATOR),
        "clerk": (organiser, Role.CLERK),
        "supervisor": (organiser, Role.SUPERVISOR),
        "focal": (lead, Role.FOCAL),
        "drafter": (lead, Role.DRAFTER),
        "leader": (lead, Role.APPROVER),
        "second leader": (lead, Role.APPROVER),
        "leader elsewhere": (foreign, Role.APPROVER),
    }
    people = {name: await make_person(unit, role) for name, (unit, role) in roles.items()}
    return await make_event(organiser), people | {"program": SYSTEM, "nobody": ANYONE}, lead


# How far a life is led before it is left to itself.
HAPPY = (
    *(("admit", "first coordinator"), ("offer", "first coordinator"), ("accept", "focal"), ("write", "drafter")),
    *(("submit_for_review", "drafter"), ("approve", "leader"), ("publish", "second coordinator"), ("dispute", "asker")),
)


@dataclass(frozen=True)
class Life:
    """The first steps of `HAPPY`, and then as many more as a die with this number chooses."""

    led: int
    steps: int
    die: int


async def live(life: Life, around: tuple[EventFacts, dict[str, Viewer], int], done: set[str]) -> None:
    """One life, each step agreeing with the model; what was never done in any life is chosen more often."""
    event, people, lead = around
    receipt, _token = await send(event)
    model = Model()
    world = World(people, lead, receipt.code, (await question_facts(receipt.code)).id)
    for act, who in HAPPY[: life.led]:
        await step(world, model, act, who)
    die = Random(life.die)
    for _turn in range(life.steps):
        allowed = {act: who for act, who in model.allowed().items() if who}
        if die.random() < 0.8 and allowed:
            new = sorted(set(allowed) - done)
            act = die.choice(new if new and die.random() < 0.5 else sorted(allowed))
            await step(world, model, act, die.choice(allowed[act]))
        else:
            await step(world, model, die.choice(EVERY_ACT), die.choice(EVERYBODY))
        done |= model.done


async def step(world: World, model: Model, act: str, who: str) -> None:
    """Try it in the program, and hold what came of it against the model."""
    said = f"{act} by {who} when {model.state}, answer {model.answer or 'none'}, done {sorted(model.done)}"
    is_allowed = who in model.allowed().get(act, ())
    before, due = await JOURNAL.one(), await DUE.one(world.question_id)
    try:
        await world.do(act, who)
        was_done = True
    except Refusal:
        was_done = False
    assert was_done is is_allowed, said
    assert (await JOURNAL.one() != before) is was_done, said
    if was_done:
        model.do(act, who)
    else:
        assert await DUE.one(world.question_id) == due, said
    await agree(world, model, said)


async def agree(world: World, model: Model, said: str) -> None:
    facts = await world.facts()
    found = await answer_of(facts)
    assert facts.state == model.state, said
    assert (found.state if found else "") == model.answer, said
    assert (facts.lead_unit_id is not None) is model.has_unit, said
    row = await DUE.one(world.question_id)
    assert row
    clock = await clock_of(world.question_id)
    assert row["due_on"] == (clock.due_on(await load_calendar()) if clock else None), (
        f"the day follows from what happened: {said}"
    )
    words = await FOUND_BY.one(world.question_id)
    assert words
    assert bool(words["search_text"]) is seeing.is_public(facts), f"the public finds what it may read: {said}"


LIVES = some.builds(Life, led=some.integers(0, len(HAPPY)), steps=some.integers(5, 15), die=some.integers(0, 2**32))


@pytest.mark.timeout(180)
def test_acts_in_any_order_by_anybody_do_what_the_description_says(new_database: str) -> None:
    done: set[str] = set()
    with asyncio.Runner() as runner:
        runner.run(connect(new_database))
        around = runner.run(people_around())

        @settings(max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
        @given(life=LIVES)
        def a_life(life: Life) -> None:
            runner.run(live(life, around, done))

        try:
            a_life()
        finally:
            runner.run(disconnect())
    assert set(EVERY_ACT) <= done, "the lives got far enough to try everything"
