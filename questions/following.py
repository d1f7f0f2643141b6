"""The trail of a question in plain words for its asker. Pure.

Only acts named here are told; drafts, remarks, approvals and the reasons of agencies stay inside.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from app.clock import at_local, day_of
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.standing import Day


class Entry(Protocol):
    """What is read of one act of the journal."""

    @property
    def act(self) -> str: ...
    @property
    def after(self) -> dict[str, object]: ...
    @property
    def reason(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...


class Units(Protocol):
    """Who knows the names of units."""

    def name(self, unit_id: int | None) -> str: ...

    def as_of(self, day: date) -> "Units": ...

    def taken_over(self, unit_id: int) -> list[tuple[date, str, str]]: ...


@dataclass(frozen=True)
class Step:
    """One line of the timeline."""

    at: datetime
    words: Sentence
    detail: str = ""
    is_now: bool = False


# What is between the office and one asker; it is not told to others who asked the same.
WITH_ASKER = frozenset(
    {
        *("question.submit", "question.import", "question.ask", "question.inform", "question.inform_unit"),
        *("question.appeal", "question.uphold", "question.merge", "question.reconsider", "question.admit"),
        *("question.dispute", "answer.rate", "answer.deliver", "question.withdraw", "question.lapse"),
        *("question.reject", "question.refer", "question.take_off", "question.put_back"),
    }
)


def without_asker(entries: Iterable[Entry]) -> list[Entry]:
    """The acts that are told to everybody who asked the same."""
    return [entry for entry in entries if entry.act not in WITH_ASKER]


def steps(
    entries: Iterable[Entry], units: Units, *, is_session_over: bool, mergers: Iterable[Step] = ()
) -> tuple[Step, ...]:
    """The timeline, oldest first; what was said aloud is told once the session is over."""
    told = sorted(
        (
            *mergers,
            *(
                Step(entry.happened_at, words, entry.reason if entry.act in WITH_REASON | ABOUT_THE_CLOCK else "")
                for entry in entries
                if (is_session_over or entry.act != "answer.oral") and (words := _words(entry, units)) is not None
            ),
        ),
        key=lambda step: step.at,
    )
    return (*told[:-1], replace(told[-1], is_now=True)) if told else ()


def mergers_of(unit_id: int | None, units: Units, since: datetime, until: datetime | None) -> list[Step]:
    """The moments at which another unit took over the work of the one that answers, while it was being answered."""
    if unit_id is None:
        return []
    steps = [
        Step(
            at_local(last_day + timedelta(days=1)),
            _("%(new)s does the work of %(old)s from now on, and goes on with the question.", new=new, old=old),
        )
        for last_day, old, new in units.taken_over(unit_id)
    ]
    return [step for step in steps if since < step.at and (until is None or step.at < until)]


# What was said when the date moved, which everyone may read too.
ABOUT_THE_CLOCK = frozenset(
    {"question.pause", "question.resume", "question.extend", "question.hold", "question.calendar_moved"}
)
# Acts whose reason everyone may read.
WITH_REASON = frozenset(
    {
        *("question.reconsider", "question.take_off", "answer.take_down", "question.stand_by", "question.reopen"),
        *("question.apologise", "question.transfer"),
    }
)


def _words(entry: Entry, units: Units) -> Sentence | None:
    tell = TOLD.get(entry.act)
    return tell(entry, units.as_of(day_of(entry.happened_at))) if tell else None


def _admitted(entry: Entry, units: Units) -> Sentence:
    if entry.after.get("no_report"):
        return _(
            "It was accepted; the office does not treat it as a report on officials, so it is handled like others."
        )
    return _("It was accepted.")


def _offered(entry: Entry, units: Units) -> Sentence:
    unit = units.name(_number(entry.after.get("lead_unit")))
    due_on = _day(entry.after.get("due_on"))
    if due_on is None:
        return _("It was sent to %(unit)s.", unit=unit)
    return _("It was sent to %(unit)s, to be answered by %(date)s.", unit=unit, date=due_on)


def _named_unit(entry: Entry, units: Units) -> Sentence:
    return _("It was decided that %(unit)s answers.", unit=units.name(_number(entry.after.get("lead_unit"))))


def _transferred(entry: Entry, units: Units) -> Sentence:
    old, new = (units.name(_number(entry.after.get(name))) for name in ("from_unit", "lead_unit"))
    return _("It was transferred from %(old)s to %(new)s; the due date stays.", old=old, new=new)


def _handed_up(entry: Entry, units: Units) -> Sentence:
    unit = units.name(_number(entry.after.get("organiser")))
    return _("It is with %(unit)s now: who looked after it works where the reported officials do.", unit=unit)


def _accepted(entry: Entry, units: Units) -> Sentence:
    return _("%(unit)s takes it on.", unit=units.name(_number(entry.after.get("unit"))))


RECLOCKED: dict[str, Sentence] = {
    "ended": _("The session ended on another day than planned, so the answer is due on %(date)s."),
    "moved": _("The forum has another day, so the answer is due on %(date)s."),
    "cancelled": _("The forum was cancelled; the answer is given in writing, by %(date)s."),
}


def _reclocked(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    if due_on is None:
        return None
    return _(RECLOCKED.get(str(entry.after.get("why")), RECLOCKED["ended"]).message, date=due_on)


def _reopened(entry: Entry, units: Units) -> Sentence:
    due_on = _day(entry.after.get("due_on"))
    if due_on is None:
        return _("It was looked at once more: it is answered anew.")
    return _("It was looked at once more: it is answered anew by %(date)s.", date=due_on)


def _calendar_moved(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    return None if due_on is None else _("The working calendar changed: it is due on %(date)s.", date=due_on)


def _paused(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    if due_on is None:
        return None
    return _("The time for the answer stands still; it is due on %(date)s at the latest.", date=due_on)


def _extended(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    return None if due_on is None else _("More time was given for the answer; it is due on %(date)s.", date=due_on)


def _corrected(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    return None if due_on is None else _("The starting day was corrected; it is due on %(date)s.", date=due_on)


def _held(entry: Entry, units: Units) -> Sentence | None:
    due_on, unit = _day(entry.after.get("due_on")), units.name(_number(entry.after.get("unit")))
    if due_on is None:
        return None
    return _("%(unit)s gave a first answer; the whole one is due on %(date)s.", unit=unit, date=due_on)


def _apologised(entry: Entry, units: Units) -> Sentence | None:
    new_date, unit = _day(entry.after.get("new_date")), units.name(_number(entry.after.get("unit")))
    if new_date is None:
        return None
    return _("%(unit)s apologised for being late; the new date is %(date)s.", unit=unit, date=new_date)


def _resumed(entry: Entry, units: Units) -> Sentence | None:
    due_on = _day(entry.after.get("due_on"))
    if due_on is None:
        return None
    return _("The time for the answer runs again; it is due on %(date)s.", date=due_on)


def _delivered(entry: Entry, units: Units) -> Sentence:
    return _DELIVERED.get(str(entry.after.get("way")), _("The answer was delivered to you."))


_DELIVERED = {
    "post": _("The answer was sent to you by post."),
    "phone": _("The answer was told to you by phone."),
    "in_person": _("The answer was handed to you."),
    "email": _("The answer was sent to you by e-mail."),
}


def _plainly(words: Sentence) -> Callable[[Entry, Units], Sentence]:
    return lambda entry, units: words


TOLD: dict[str, Callable[[Entry, Units], Sentence | None]] = {
    "question.submit": _plainly(_("We received your question.")),
    "question.import": _plainly(_("We received your question.")),
    "question.admit": _admitted,
    "question.ask": _plainly(_("We asked you for more information.")),
    "question.inform": _plainly(_("You sent more information.")),
    "question.inform_unit": _plainly(_("You sent more information.")),
    "question.appeal": _plainly(_("You appealed.")),
    "question.uphold": _plainly(_("Your appeal was not granted.")),
    "question.refer": _plainly(_("You were told where to go with it.")),
    "question.forward": _plainly(_("It was sent on to another authority.")),
    "question.record_reply": _plainly(_("The other authority answered.")),
    "question.merge": _plainly(_("Others asked the same: your question was joined with theirs.")),
    "question.split": _plainly(_("It asks several things: each part goes its own way.")),
    "question.lapse": _plainly(_("It was withdrawn: no information came in time.")),
    "question.withdraw": _plainly(_("You withdrew it.")),
    "question.reject": _plainly(_("It could not be taken.")),
    "question.offer": _offered,
    "question.accept": _accepted,
    "question.decline": _plainly(_("It will be sent to another agency.")),
    "question.reclock": _reclocked,
    "question.calendar_moved": _calendar_moved,
    "question.pause": _paused,
    "question.resume": _resumed,
    "question.extend": _extended,
    "question.correct_start": _corrected,
    "question.hold": _held,
    "question.apologise": _apologised,
    "question.name_unit": _named_unit,
    "question.transfer": _transferred,
    "question.hand_up": _handed_up,
    "question.unassign": _plainly(_("It will be sent to another agency.")),
    "question.reconsider": _plainly(_("We look at it once more.")),
    "question.take_off": _plainly(_("It was taken off the public pages. You still see it here.")),
    "question.put_back": _plainly(_("Everyone can read it again.")),
    "answer.take_down": _plainly(_("The published answer was taken off.")),
    "answer.put_back": _plainly(_("The answer was published again.")),
    "answer.oral": _plainly(_("It was answered aloud at the forum; the written answer follows.")),
    "question.answer": _plainly(_("The answer was published.")),
    "answer.deliver": _delivered,
    "question.narrow_asker": _plainly(_("Fewer people may know who you are.")),
    "question.correct_asker": _plainly(_("You corrected your data.")),
    "question.ask_erasure": _plainly(_("You asked to have your data erased.")),
    "question.refuse_erasure": _plainly(_("It was decided to keep your data for now.")),
    "question.erase_asker": _plainly(_("Your contact data was erased.")),
    "question.urge": _plainly(_("The agency was urged on.")),
    "answer.correction_approve": _plainly(_("The answer was corrected; the first text stays beside the correction.")),
    "answer.rate": _plainly(_("You rated the answer.")),
    "question.dispute": _plainly(_("You disputed the answer.")),
    "question.close": _plainly(_("It was closed: the answer was not disputed in time.")),
    "question.stand_by": _plainly(_("It was looked at once more: the answer stands, and the question is closed.")),
    "question.reopen": _reopened,
}


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: object) -> Day | None:
    return Day(date.fromisoformat(value)) if isinstance(value, str) else None
