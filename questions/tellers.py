"""The words for every act in the journal of a question. Pure but for the units' names that are passed in."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from app.formats import show_date, show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.queries import Entry
from app.people.directory import Directory
from questions.reminding.offer_steps import OfferStep
from questions.values import CHANNEL_NAMES, DECLINE_NAMES, DELIVERY_NAMES, REJECTION_NAMES

# What was done, and what was written with it.
Line = tuple[Sentence | str, str]
Teller = Callable[[Entry, Directory], Line]
E = TypeVar("E", bound=StrEnum)


def _submitted(entry: Entry, _units: Directory) -> Line:
    channel = _channel(entry)
    if whole := entry.after.get("part_of"):
        return _("%(who)s made it a part of %(code)s", who=entry.person_name, code=whole), ""
    if entry.person_name:
        return _("%(who)s entered the question (%(channel)s)", who=entry.person_name, channel=channel), ""
    return _("The question came in (%(channel)s)", channel=channel), ""


def _rejected(entry: Entry, _units: Directory) -> Line:
    reason = _named(REJECTION_NAMES, entry.after.get("rejection"))
    return _("%(who)s did not accept the question: %(reason)s", who=entry.person_name, reason=reason), entry.reason


def _informed(entry: Entry, _units: Directory) -> Line:
    if entry.person_name:
        return _("%(who)s entered what the asker told", who=entry.person_name), ""
    return _("The asker sent more information"), ""


def _offered(entry: Entry, units: Directory) -> Line:
    helpers = entry.after.get("helpers")
    names = [units.short_name(_id(helper)) for helper in helpers] if isinstance(helpers, list) else []
    words = _(
        "%(who)s assigned it to %(unit)s, due on %(day)s",
        who=entry.person_name,
        unit=units.short_name(_id(entry.after.get("lead_unit"))),
        day=_day(entry.after.get("due_on")),
    )
    return words, str(_("Together with: %(units)s", units=", ".join(names))) if names else ""


def _accepted(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("unit")))
    return _("%(unit)s took the question on (%(who)s)", unit=unit, who=entry.person_name), ""


def _declined(entry: Entry, units: Directory) -> Line:
    reason = _named(DECLINE_NAMES, entry.after.get("decline"))
    right = units.short_name(_id(entry.after.get("proposed_unit")))
    detail = [entry.reason]
    if right:
        detail.append(str(_("The right unit, it says: %(unit)s", unit=right)))
    words = _(
        "%(unit)s gave the question back (%(who)s): %(reason)s",
        unit=units.short_name(_id(entry.after.get("unit"))),
        who=entry.person_name,
        reason=reason,
    )
    return words, "\n".join(part for part in detail if part)


def _named_unit(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("lead_unit")))
    return _("%(who)s decided that %(unit)s answers", who=entry.person_name or "Đối thoại", unit=unit), entry.reason


def _handed_up(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("organiser")))
    return _("It went to %(unit)s: all coordinators it had work where the reported officials do", unit=unit), ""


def _transferred(entry: Entry, units: Directory) -> Line:
    words = _(
        "%(who)s transferred it from %(old)s to %(new)s; the due date stays",
        who=entry.person_name or "Đối thoại",
        old=units.short_name(_id(entry.after.get("from_unit"))),
        new=units.short_name(_id(entry.after.get("lead_unit"))),
    )
    return words, entry.reason


def _link_sent(entry: Entry, units: Directory) -> Line:
    words = _(
        "%(who)s sent %(unit)s a one-time link, good until %(day)s",
        who=entry.person_name,
        unit=units.short_name(_id(entry.after.get("unit"))),
        day=_day(entry.after.get("until")),
    )
    return words, entry.reason


def _unassigned(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("unit")))
    return _("%(who)s took the question back from %(unit)s", who=entry.person_name, unit=unit), entry.reason


def _reclocked(entry: Entry, _units: Directory) -> Line:
    return _("The due date moved to %(day)s", day=_day(entry.after.get("due_on"))), entry.reason


def _paused(entry: Entry, _units: Directory) -> Line:
    day = _day(entry.after.get("due_on"))
    words = _("%(who)s paused the clock: due on %(day)s at the latest", who=entry.person_name, day=day)
    return words, entry.reason


def _put_off(words: Sentence, which: str = "due_on") -> Teller:
    def tell(entry: Entry, _units: Directory) -> Line:
        day = _day(entry.after.get(which))
        return words.of(who=entry.person_name or "Đối thoại", day=day), entry.reason

    return tell


def _resumed(entry: Entry, _units: Directory) -> Line:
    day = _day(entry.after.get("due_on"))
    who = entry.person_name or "Đối thoại"
    return _("%(who)s let the clock run again: due on %(day)s", who=who, day=day), entry.reason


def _saved(entry: Entry, _units: Directory) -> Line:
    version = entry.after.get("version", 1)
    return _("%(who)s saved version %(version)s of the answer", who=entry.person_name, version=version), ""


def _approved(entry: Entry, _units: Directory) -> Line:
    if entry.after.get("own_draft"):
        return _("%(who)s, the unit's only leader, approved an own draft", who=entry.person_name), entry.reason
    return _("%(who)s approved the answer", who=entry.person_name), ""


def _scheduled(entry: Entry, _units: Directory) -> Line:
    at = entry.after.get("publish_at")
    moment = show_moment(datetime.fromisoformat(at)) if isinstance(at, str) else ""
    return _("%(who)s chose %(moment)s for publication", who=entry.person_name, moment=moment), ""


def _delivered(entry: Entry, _units: Directory) -> Line:
    way = _named(DELIVERY_NAMES, entry.after.get("way"))
    words = _("%(who)s recorded how the answer reached the asker: %(way)s", who=entry.person_name, way=way)
    return words, str(entry.after.get("note") or "")


def _part_asked(entry: Entry, units: Directory) -> Line:
    words = _(
        "%(who)s asked %(unit)s for its part, due on %(day)s",
        who=entry.person_name or "Đối thoại",
        unit=units.short_name(_id(entry.after.get("unit"))),
        day=_day(entry.after.get("due_on")),
    )
    return words, entry.reason


def _of_part(words: Sentence) -> Teller:
    def tell(entry: Entry, units: Directory) -> Line:
        unit = units.short_name(_id(entry.after.get("unit")))
        return words.of(who=entry.person_name or "Đối thoại", unit=unit), entry.reason

    return tell


def _urged(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("unit")))
    return _("%(who)s urged %(unit)s on", who=entry.person_name, unit=unit), entry.reason


def _reminded(entry: Entry, units: Directory) -> Line:
    unit, left = units.short_name(_id(entry.after.get("unit"))), entry.after.get("days_left")
    if not isinstance(left, int) or left == 0:
        return _("%(unit)s was reminded: due today", unit=unit), ""
    if left < 0:
        return _("%(unit)s was reminded: %(days)s working days late", unit=unit, days=-left), ""
    return _("%(unit)s was reminded: %(days)s working days left", unit=unit, days=left), ""


def _part_reminded(entry: Entry, units: Directory) -> Line:
    unit, left = units.short_name(_id(entry.after.get("unit"))), entry.after.get("days_left")
    if not isinstance(left, int) or left == 0:
        return _("%(unit)s was reminded of its part: due today", unit=unit), ""
    if left < 0:
        return _("%(unit)s was reminded of its part: %(days)s working days late", unit=unit, days=-left), ""
    return _("%(unit)s was reminded of its part: %(days)s working days left", unit=unit, days=left), ""


def _offer_reminded(entry: Entry, units: Directory) -> Line:
    unit = units.short_name(_id(entry.after.get("unit")))
    if entry.after.get("step") == OfferStep.HEAD:
        return _("The head of %(unit)s was told: neither taken on nor given back", unit=unit), ""
    return _("%(unit)s was reminded: neither taken on nor given back", unit=unit), ""


def _rated(entry: Entry, _units: Directory) -> Line:
    result, attitude = entry.after.get("result"), entry.after.get("attitude")
    return _("The asker rated the answer: result %(result)s/5, attitude %(attitude)s/5",
             result=result, attitude=attitude), ""  # fmt: skip


def _said(entry: Entry, _units: Directory) -> Line:
    body = str(entry.after.get("body") or "")
    return _("%(who)s answered in the room", who=entry.after.get("speaker") or entry.person_name), body


def _said_otherwise(entry: Entry, _units: Directory) -> Line:
    return _("%(who)s mended what was written down in the room", who=entry.person_name), str(
        entry.after.get("body") or ""
    )


def _narrowed(entry: Entry, _units: Directory) -> Line:
    if entry.person_name:
        return _("%(who)s narrowed who may know who asks", who=entry.person_name), ""
    return _("The asker narrowed who may know who asks"), ""


def _plainly(words: Sentence) -> Teller:
    return lambda entry, _units: (words.of(who=entry.person_name), entry.reason)


def _joined(words: Sentence, named: str) -> Teller:
    return lambda entry, _units: (words.of(who=entry.person_name, code=entry.after.get(named, "")), entry.reason)


TELLERS: dict[str, Teller] = {
    "question.submit": _submitted,
    "question.release_files": _plainly(_("%(who)s chose which files are public")),
    "question.admit": _plainly(_("%(who)s accepted the question")),
    "question.reject": _rejected,
    "question.ask": _plainly(_("%(who)s asked the asker for more information")),
    "question.inform": _informed,
    "question.inform_unit": _informed,
    "question.appeal": _plainly(_("The asker appealed")),
    "question.uphold": _plainly(_("%(who)s did not grant the appeal")),
    "question.refer": _plainly(_("%(who)s guided the asker elsewhere")),
    "question.forward": _plainly(_("%(who)s sent it on to another authority")),
    "question.record_reply": _plainly(_("%(who)s recorded the answer of the other authority")),
    "question.merge": _joined(_("%(who)s joined it with %(code)s"), "into"),
    "question.take_in": _joined(_("%(who)s joined %(code)s with it"), "joined"),
    "question.part": _joined(_("%(code)s is handled by itself again"), "parted"),
    "question.recur": _joined(_("%(who)s confirmed that it raises %(code)s again"), "earlier"),
    "question.unrecur": _joined(_("%(who)s decided that it is another matter than %(code)s"), "earlier"),
    "question.split": _plainly(_("%(who)s split it into parts")),
    "question.lapse": _plainly(_("The question was withdrawn: no information came in time")),
    "question.withdraw": _plainly(_("The asker withdrew the question")),
    "question.offer": _offered,
    "question.accept": _accepted,
    "question.decline": _declined,
    "question.reclock": _reclocked,
    "question.calendar_moved": _reclocked,
    "question.pause": _paused,
    "question.resume": _resumed,
    "question.ask_for_time": _put_off(_("%(who)s asked for time until %(day)s")),
    "question.extend": _put_off(_("%(who)s gave more time: due on %(day)s")),
    "question.refuse_time": _put_off(_("%(who)s gave no more time: due on %(day)s")),
    "question.ask_for_correction": _put_off(_("%(who)s asked that the time count from %(day)s"), "from"),
    "question.refuse_correction": _put_off(_("%(who)s left it counting from %(day)s"), "from"),
    "question.correct_start": _put_off(_("%(who)s agreed that the time counts from %(day)s"), "from"),
    "question.hold": _put_off(_("%(who)s gave a first answer: the whole one is due on %(day)s")),
    "question.edit_public_text": _plainly(_("%(who)s edited the public text")),
    "question.unassign": _unassigned,
    "question.send_link": _link_sent,
    "question.use_link": _plainly(_("%(who)s sent the answer of a unit without accounts")),
    "question.name_unit": _named_unit,
    "question.transfer": _transferred,
    "question.hand_up": _handed_up,
    "question.reconsider": _plainly(_("%(who)s looks at the question again")),
    "question.take_off": _plainly(_("%(who)s took the question off the public pages")),
    "question.put_back": _plainly(_("%(who)s put the question back on the public pages")),
    "answer.save_draft": _saved,
    "answer.submit_for_review": _plainly(_("%(who)s sent the answer for approval")),
    "answer.return": _plainly(_("%(who)s returned the answer")),
    "answer.approve": _approved,
    "answer.pass_on": _approved,
    "answer.clear": _plainly(_("%(who)s cleared the answer")),
    "answer.skip_clearance": _plainly(_("%(who)s skipped clearance")),
    "question.flag": _plainly(_("%(who)s flagged the question: its answer is cleared before publication")),
    "question.unflag": _plainly(_("%(who)s took the flag off: no clearance is needed")),
    "answer.comment": _plainly(_("%(who)s commented on the draft")),
    "answer.schedule": _scheduled,
    "answer.unschedule": _plainly(_("%(who)s took the chosen time back")),
    "answer.publish": _plainly(_("%(who)s published the answer")),
    "answer.recall": _plainly(_("%(who)s recalled the answer")),
    "answer.take_down": _plainly(_("%(who)s took the answer off the public pages")),
    "answer.put_back": _plainly(_("%(who)s published the answer again")),
    "answer.deliver": _delivered,
    "answer.rate": _rated,
    "question.urge": _urged,
    "question.remind": _reminded,
    "question.remind_offer": _offer_reminded,
    "question.draft_apology": _put_off(_("A letter of apology was drafted, to be sent by %(day)s"), "send_by"),
    "question.apologise": _put_off(_("%(who)s sent a letter of apology; new date: %(day)s"), "new_date"),
    "question.overseen": _plainly(_("%(who)s, of the oversight, commented")),
    "question.ask_to_reopen": _plainly(_("%(who)s, of the oversight, asked to have it answered anew")),
    "question.reopen_refused": _plainly(_("%(who)s did not grant the request of the oversight")),
    "answer.correct": _plainly(_("%(who)s wrote a correction of the answer")),
    "answer.correction_approve": _plainly(_("%(who)s approved and published the correction")),
    "answer.correction_return": _plainly(_("%(who)s returned the correction")),
    "answer.supersede": _plainly(_("%(who)s named a newer answer in its place")),
    "answer.unsupersede": _plainly(_("%(who)s took back that a newer answer stands in its place")),
    "answer.basis_reviewed": _plainly(_("%(who)s looked at the legal basis again")),
    "question.dispute": _plainly(_("The asker disputed the answer")),
    "question.narrow_asker": _narrowed,
    "question.correct_asker": _plainly(_("The asker corrected the own data")),
    "question.ask_erasure": _plainly(_("The asker asked to have the own data erased")),
    "question.refuse_erasure": _plainly(_("%(who)s decided to keep the asker's data")),
    "question.erase_asker": _plainly(_("%(who)s erased the asker's data")),
    "question.close": _plainly(_("The question was closed: nobody disputed the answer in time")),
    "question.stand_by": _plainly(_("%(who)s decided: the answer stands")),
    "question.reopen": _plainly(_("%(who)s decided: it is answered anew")),
    "part.ask": _part_asked,
    "part.remind": _part_reminded,
    "part.save": _of_part(_("%(who)s wrote on the part of %(unit)s")),
    "part.submit": _of_part(_("%(who)s sent the part of %(unit)s for approval")),
    "part.return": _of_part(_("%(who)s returned the part of %(unit)s")),
    "part.approve": _of_part(_("%(who)s approved and delivered the part of %(unit)s")),
    "part.send_back": _of_part(_("%(who)s sent the part of %(unit)s back")),
    "part.decline": _of_part(_("%(unit)s gave its part back (%(who)s)")),
    "part.withdraw": _of_part(_("The part of %(unit)s is no longer needed (%(who)s)")),
    "answer.oral": _said,
    "answer.oral_corrected": _said_otherwise,
}


def _channel(entry: Entry) -> Sentence | str:
    return _named(CHANNEL_NAMES, entry.after.get("channel"))


def _named(names: Mapping[E, Sentence], code: object) -> Sentence | str:
    return next((words for known, words in names.items() if known == code), "")


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: object) -> str:
    return show_date(date.fromisoformat(value)) if isinstance(value, str) else ""
