"""On which desk a question lay, and for how long, read from its journal. Pure.

A working day belongs to the desk that had the question when the day ended, so the days of all desks are the days
of the question. While the clock stands still, or the asker is asked, no desk of an office has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.states import AnswerState
from questions.states import QuestionState


class Desk(StrEnum):
    TRIAGE = "triage"
    ASSIGNMENT = "assignment"
    ACCEPTANCE = "acceptance"
    DRAFTING = "drafting"
    REVIEW = "review"
    CLEARANCE = "clearance"
    PUBLISHING = "publishing"
    RULING = "ruling"
    ASKER = "asker"
    PAUSED = "paused"
    # Over: nobody has it.
    NONE = ""


DESK_NAMES: dict[Desk, Sentence] = {
    Desk.TRIAGE: _("First look"),
    Desk.ASSIGNMENT: _("Assigning"),
    Desk.ACCEPTANCE: _("Waiting for the unit to take it on"),
    Desk.DRAFTING: _("Drafting the answer"),
    Desk.REVIEW: _("Approval in the unit"),
    Desk.CLEARANCE: _("Clearance by the chair's office"),
    Desk.PUBLISHING: _("Publishing"),
    Desk.RULING: _("Deciding the dispute"),
    Desk.ASKER: _("With the asker"),
    Desk.PAUSED: _("Paused"),
}
OF_UNIT = frozenset({Desk.ACCEPTANCE, Desk.DRAFTING, Desk.REVIEW})
OF_ORGANISER = frozenset({Desk.TRIAGE, Desk.ASSIGNMENT, Desk.CLEARANCE, Desk.PUBLISHING, Desk.RULING})
OF_NOBODY = frozenset({Desk.ASKER, Desk.PAUSED, Desk.NONE})
# The desk that has the question after an act.
AFTER: dict[str, Desk] = {
    "question.submit": Desk.TRIAGE,
    "question.import": Desk.TRIAGE,
    "question.ask": Desk.ASKER,
    "question.inform": Desk.TRIAGE,
    "question.inform_unit": Desk.DRAFTING,
    "question.admit": Desk.ASSIGNMENT,
    "question.reject": Desk.NONE,
    "question.appeal": Desk.TRIAGE,
    "question.uphold": Desk.NONE,
    "question.refer": Desk.NONE,
    "question.forward": Desk.NONE,
    "question.record_reply": Desk.NONE,
    "question.merge": Desk.NONE,
    "question.split": Desk.NONE,
    "question.lapse": Desk.NONE,
    "question.withdraw": Desk.NONE,
    "question.offer": Desk.ACCEPTANCE,
    "question.accept": Desk.DRAFTING,
    "question.decline": Desk.ASSIGNMENT,
    "question.name_unit": Desk.DRAFTING,
    "question.transfer": Desk.ACCEPTANCE,
    "question.unassign": Desk.ASSIGNMENT,
    "question.reconsider": Desk.TRIAGE,
    "answer.submit_for_review": Desk.REVIEW,
    "answer.return": Desk.DRAFTING,
    "answer.approve": Desk.PUBLISHING,
    "answer.pass_on": Desk.CLEARANCE,
    "answer.schedule": Desk.PUBLISHING,
    "answer.unschedule": Desk.PUBLISHING,
    "answer.clear": Desk.PUBLISHING,
    "answer.skip_clearance": Desk.PUBLISHING,
    "answer.recall": Desk.DRAFTING,
    "question.answer": Desk.NONE,
    "question.dispute": Desk.RULING,
    "question.stand_by": Desk.NONE,
    "question.close": Desk.NONE,
    "question.reopen": Desk.DRAFTING,
}


# Acts that name the unit which leads from then on.
GIVING = frozenset({"question.offer", "question.name_unit", "question.transfer"})


class Act(Protocol):
    """What is read of one act of the journal."""

    @property
    def act(self) -> str: ...
    @property
    def after(self) -> Mapping[str, object]: ...
    @property
    def happened_at(self) -> datetime: ...


@dataclass(frozen=True)
class Stint:
    """One stay on one desk; `unit_id` is the unit whose desk it is, `until` is None while it lasts."""

    desk: Desk
    unit_id: int | None
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class DeskTime:
    """Working days that one desk of one unit had the question, in all its stays."""

    desk: Desk
    unit_id: int | None
    days: int
    is_now: bool = False

    @property
    def name(self) -> Sentence:
        return DESK_NAMES[self.desk]


def stints(acts: Iterable[Act], organiser_id: int) -> tuple[Stint, ...]:
    """The stays one after the other, from the acts in their order."""
    stays: list[Stint] = []
    lead: int | None = None
    behind = Desk.NONE  # the desk that goes on when the clock does
    for act in acts:
        lead = _lead(act, lead)
        desk = _desk(act, behind)
        if desk is None:
            continue
        is_paused = bool(stays) and stays[-1].desk is Desk.PAUSED
        if act.act in AFTER:
            behind = desk
            # The clock goes on standing still while the question changes desks, but not when it is over.
            if is_paused and desk not in OF_NOBODY:
                continue
        unit_id = None if desk in OF_NOBODY else lead if desk in OF_UNIT else organiser_id
        if stays and (stays[-1].desk, stays[-1].unit_id) == (desk, unit_id):
            continue
        if stays:
            stays[-1] = Stint(stays[-1].desk, stays[-1].unit_id, stays[-1].since, act.happened_at)
        stays.append(Stint(desk, unit_id, act.happened_at))
    return tuple(stint for stint in stays if stint.desk is not Desk.NONE)


def _desk(act: Act, behind: Desk) -> Desk | None:
    if act.act == "question.pause":
        return Desk.PAUSED
    if act.act == "question.resume":
        return behind
    if act.act == "answer.recall" and behind not in (Desk.REVIEW, Desk.CLEARANCE, Desk.PUBLISHING):
        return None  # it was taken back together with the assignment
    return AFTER.get(act.act)


def _lead(act: Act, lead: int | None) -> int | None:
    named = act.after.get("lead_unit") if act.act in GIVING else None
    return named if isinstance(named, int) else lead


def desk_times(stays: Sequence[Stint], calendar: WorkingCalendar, today: date) -> tuple[DeskTime, ...]:
    """The days of each desk, in the order in which they first had the question."""
    days: dict[tuple[Desk, int | None], int] = {}
    for stint in stays:
        place = (stint.desk, stint.unit_id)
        until = day_of(stint.until) if stint.until else today
        days[place] = days.get(place, 0) + max(0, calendar.count(day_of(stint.since), until))
    now = next(((stint.desk, stint.unit_id) for stint in reversed(stays) if stint.until is None), None)
    return tuple(DeskTime(*place, number, place == now) for place, number in days.items())


def desk_now(state: QuestionState, answer_state: AnswerState | None, *, is_paused: bool = False) -> Desk:
    """The desk that has a question in this state, as lists know it without its journal."""
    if is_paused and state is not QuestionState.NEEDS_INFO and state in NOW:
        return Desk.PAUSED
    if state is QuestionState.IN_PROGRESS and answer_state in ANSWER_NOW:
        return ANSWER_NOW[answer_state]
    return NOW.get(state, Desk.NONE)


NOW: dict[QuestionState, Desk] = {
    QuestionState.SUBMITTED: Desk.TRIAGE,
    QuestionState.APPEALED: Desk.TRIAGE,
    QuestionState.NEEDS_INFO: Desk.ASKER,
    QuestionState.ADMITTED: Desk.ASSIGNMENT,
    QuestionState.OFFERED: Desk.ACCEPTANCE,
    QuestionState.IN_PROGRESS: Desk.DRAFTING,
    QuestionState.DISPUTED: Desk.RULING,
}
ANSWER_NOW: dict[AnswerState, Desk] = {
    AnswerState.AGENCY_REVIEW: Desk.REVIEW,
    AnswerState.CLEARANCE: Desk.CLEARANCE,
    AnswerState.APPROVED: Desk.PUBLISHING,
    AnswerState.SCHEDULED: Desk.PUBLISHING,
}


def longest(times: Sequence[DeskTime]) -> DeskTime | None:
    """The desk of an office that had it longest; None where none had it for a day."""
    held = [time for time in times if time.desk not in OF_NOBODY and time.days]
    return max(held, key=lambda time: time.days, default=None)
