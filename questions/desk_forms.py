"""The forms of the desk: accept, not accept, word the public text, assign, give back, record a delivery. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.words import own_words
from questions.clocks.starting import Weight
from questions.forms import DETAIL_MOST, NAME_MOST, SUMMARY_MOST
from questions.states import CHOSEN_VISIBILITIES, Visibility
from questions.values import Competence, Decline, Delivery, Kind, Rejection, offered_declines, offered_rejections

REASON_MOST, NOTE_MOST = 2000, 1000
LABELS: dict[str, Sentence] = {
    "kind": _("Kind"),
    "competence": _("Competence level"),
    "field": _("Field of work"),
    "reported_unit": _("Report on the conduct of officials of"),
    "public_summary": _("Public summary"),
    "public_detail": _("Public text"),
    "public_asker": _("Asker as the public reads it"),
    "visibility": _("Who may read it"),
    "reason": _("Reason"),
    "text": _("Words for the asker"),
    "explanation": _("Explanation"),
    "lead_unit": _("Lead unit"),
    "helpers": _("Coordinating units"),
    "weight": _("How much work it is"),
    "note": _("Note"),
    "proposed_unit": _("The right unit"),
    "way": _("Way"),
    "what": _("What is taken off"),
    "delivered_at": _("When it was delivered"),
}
# What the asker reads when the coordinator writes nothing else.
_GUIDANCE: dict[Rejection, Sentence] = {
    Rejection.COMPLAINT: _(
        "What you describe is a complaint or a denunciation. The law has it settled by another way, so that your"
        " rights are kept: please send it to the citizens' reception office, or to the agency that made the"
        " decision, with the papers you have."
    ),
    Rejection.NOT_COMPETENT: _(
        "This matter is not within the competence of this authority. Please send it to the agency that is"
        " competent; the citizens' reception office will tell you which one."
    ),
    Rejection.UNCLEAR: _(
        "We could not see clearly what you ask. Please send the question again and say what happened, where and"
        " when, and what you would like to know."
    ),
    Rejection.DUPLICATE: _(
        "We have received the same question from you before. Please follow that one; it will be answered."
    ),
    Rejection.OFFENSIVE: _("The text contains words that we may not take. You are welcome to send it in other words."),
    Rejection.PRIVATE: _(
        "This is a civil matter between persons. Please turn to the conciliation group of your neighbourhood, to a"
        " lawyer or to the court."
    ),
}
GUIDANCE = own_words("rejection", _GUIDANCE, "guidance")


@dataclass(frozen=True)
class Form:
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TextForm(Form):
    """The public text; `seen` is the print of the text that the writer had before the eyes.

    `visibility` is None where nobody was asked: it stays as it is.
    """

    summary: str = ""
    detail: str = ""
    asker: str = ""
    visibility: Visibility | None = None
    seen: str = ""
    # What shall be left out now ("all", or the "ticked" with these keys), and what was knowingly left in (its print).
    step: str = ""
    leave_out: tuple[str, ...] = ()
    left_in: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "TextForm":
        reader = Reader(posted)
        return cls(
            **_text(reader, is_chosen=False),
            **_leaving_out(reader),
            seen=reader.line("seen"),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class AdmitForm(TextForm):
    kind: Kind = Kind.QUESTION
    competence: Competence = Competence.CITY
    field_id: int | None = None
    # The unit whose officials it reports on.
    reported_unit_id: int | None = None
    # Why an appeal is granted.
    reason: str = ""

    @classmethod
    def read(
        cls, posted: Posted, field_ids: Collection[int] = (), unit_ids: Collection[int] = (), *, is_appeal: bool = False
    ) -> "AdmitForm":
        reader = Reader(posted)
        kind = reader.choice("kind", tuple(Kind))
        competence = reader.choice("competence", tuple(Competence))
        field_id = reader.choice("field", [str(field_id) for field_id in field_ids], required=bool(field_ids))
        reported = reader.choice("reported_unit", [str(unit_id) for unit_id in unit_ids], required=False)
        return cls(
            **_text(reader),
            **_leaving_out(reader),
            reported_unit_id=int(reported) if reported else None,
            kind=Kind(kind) if kind else Kind.QUESTION,
            competence=Competence(competence) if competence else Competence.CITY,
            field_id=int(field_id) if field_id else None,
            reason=reader.text("reason", required=is_appeal, most=REASON_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class RejectForm(Form):
    """`text` is empty when the words of GUIDANCE shall stand."""

    reason: Rejection = Rejection.UNCLEAR
    text: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "RejectForm":
        reader = Reader(posted)
        reason = reader.choice("reason", offered_rejections())
        return cls(
            reason=Rejection(reason) if reason else Rejection.UNCLEAR,
            text=reader.text("text", most=REASON_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class AssignForm(Form):
    lead_unit_id: int = 0
    helper_ids: tuple[int, ...] = ()
    weight: Weight = Weight.PLAIN
    note: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "AssignForm":
        reader = Reader(posted)
        lead = reader.number("lead_unit", required=True, least=1)
        weight = reader.choice("weight", tuple(Weight))
        helpers = tuple(reader.numbers("helpers")[:50])
        if lead in helpers:
            reader.problem("helpers", _("The lead unit does not help itself. Please take it off the helping units."))
        return cls(
            lead_unit_id=lead or 0,
            helper_ids=helpers,
            weight=Weight(weight) if weight else Weight.PLAIN,
            note=reader.text("note", most=NOTE_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class DeclineForm(Form):
    reason: Decline = Decline.OTHER_AGENCY
    explanation: str = ""
    proposed_unit_id: int | None = None

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int] = ()) -> "DeclineForm":
        reader = Reader(posted)
        reason = reader.choice("reason", offered_declines())
        unit_id = reader.choice("proposed_unit", [str(unit_id) for unit_id in unit_ids], required=False)
        if reason == Decline.OTHER_AGENCY and not unit_id:
            reader.problem("proposed_unit", _("Please name the unit that should answer."))
        return cls(
            reason=Decline(reason) if reason else Decline.OTHER_AGENCY,
            explanation=reader.text("explanation", required=True, most=REASON_MOST, why=_("Please say why.")),
            proposed_unit_id=int(unit_id) if unit_id else None,
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class ReasonForm(Form):
    """Why an act is taken back. `is_answer_only` leaves the question on the public pages."""

    reason: str = ""
    is_answer_only: bool = False

    @classmethod
    def read(cls, posted: Posted) -> "ReasonForm":
        reader = Reader(posted)
        what = reader.choice("what", (QUESTION, ANSWER), required=False)
        return cls(
            reason=reader.text("reason", required=True, most=NOTE_MOST, why=_("Please give the reason.")),
            is_answer_only=what == ANSWER,
            problems=reader.problems,
            typed=reader.typed,
        )


QUESTION, ANSWER = "question", "answer"


@dataclass(frozen=True)
class DeliveryForm(Form):
    way: Delivery = Delivery.EMAIL
    note: str = ""
    delivered_at: datetime | None = None

    @classmethod
    def read(cls, posted: Posted, *, at: datetime) -> "DeliveryForm":
        reader = Reader(posted)
        way = reader.choice("way", tuple(Delivery))
        delivered_at = reader.past_moment("delivered_at", at, required=True)
        return cls(
            way=Delivery(way) if way else Delivery.EMAIL,
            note=reader.line("note", most=300),
            delivered_at=delivered_at.astimezone(UTC) if delivered_at else None,
            problems=reader.problems,
            typed=reader.typed,
        )


def _leaving_out(reader: Reader) -> dict:  # type: ignore[type-arg]
    return {
        "step": reader.choice("step", ("all", "ticked"), required=False),
        "leave_out": tuple(reader.posted.get("leave_out", ()))[:200],
        "left_in": reader.line("left_in"),
    }


def _text(reader: Reader, *, is_chosen: bool = True) -> dict:  # type: ignore[type-arg]
    visibility = reader.choice("visibility", CHOSEN_VISIBILITIES, required=is_chosen)
    return {
        "summary": reader.line("public_summary", required=True, most=SUMMARY_MOST),
        "detail": reader.text("public_detail", required=True, most=DETAIL_MOST),
        "asker": reader.line("public_asker", required=True, most=NAME_MOST),
        "visibility": Visibility(visibility) if visibility else None,
    }
